from django.test import Client

from goodword.accounts.actions.managing import suspend_agent
from goodword.accounts.models import Team
from goodword.core.actor import SYSTEM
from tests.cast import Cast


def test_a_team_is_made(cast: Cast, adam: Client) -> None:
    asked = {"name": "Night line", "icon": "phone", "members": [cast.mara.pk]}
    assert adam.post("/settings/teams/new", asked).headers["Location"] == "/settings/teams"
    team = Team.objects.get(name="Night line")
    assert (team.icon, list(team.members.all())) == ("phone", [cast.mara])
    assert "Night line" in adam.get("/settings/teams").content.decode()


def test_a_team_is_changed(cast: Cast, adam: Client) -> None:
    address = f"/settings/teams/{cast.pharmacy.pk}"
    adam.post(address, {"name": "Pharmacy", "icon": "pill-bottle", "members": [cast.caleb.pk]})
    cast.pharmacy.refresh_from_db()
    assert (cast.pharmacy.name, cast.pharmacy.icon) == ("Pharmacy", "pill-bottle")
    assert list(cast.pharmacy.members.all()) == [cast.caleb]


def test_the_suspended_stay_members(cast: Cast, adam: Client) -> None:
    suspend_agent(cast.mara.pk, by=SYSTEM)
    adam.post(f"/settings/teams/{cast.pharmacy.pk}", {"name": "Pharmacy", "icon": "phone", "members": [cast.cole.pk]})
    assert set(cast.pharmacy.members.all()) == {cast.cole, cast.mara}


def test_a_name_that_is_taken(cast: Cast, adam: Client) -> None:
    answer = adam.post("/settings/teams/new", {"name": "nursing", "icon": "phone"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert Team.objects.count() == 2
