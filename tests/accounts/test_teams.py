import pytest

from goodword.accounts.actions.teams import change_team_members, create_team, rename_team
from goodword.accounts.errors import TeamNameTaken
from goodword.accounts.queries import all_teams
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.models import RecordedEvent
from tests.cast import Cast
from tests.timeline import last_event


def test_a_team_is_created_with_its_members(cast: Cast, adam: Actor) -> None:
    team = create_team(by=adam, name=" Night  line ", icon="phone", members=[cast.mara.pk, cast.cole.pk])
    assert (team.name, team.icon) == ("Night line", "phone")
    assert set(team.members.all()) == {cast.mara, cast.cole}
    assert last_event("team.created").data == {"team_id": team.pk}


def test_a_name_belongs_to_one_team(cast: Cast, adam: Actor) -> None:
    with pytest.raises(TeamNameTaken):
        create_team(by=adam, name="nursing")
    with pytest.raises(TeamNameTaken):
        rename_team(cast.pharmacy.pk, by=adam, name="NURSING")


def test_renaming_keeps_the_picture_unless_given(cast: Cast, adam: Actor) -> None:
    rename_team(cast.pharmacy.pk, by=adam, name="Pharmacy", icon="pill-bottle")
    assert rename_team(cast.pharmacy.pk, by=adam, name="Pills").icon == "pill-bottle"
    assert last_event("team.changed").data == {"team_id": cast.pharmacy.pk}


def test_saving_the_same_is_no_event(cast: Cast, adam: Actor) -> None:
    before = RecordedEvent.objects.count()
    rename_team(cast.pharmacy.pk, by=adam, name="Pharmacy line")
    change_team_members(cast.pharmacy.pk, by=adam, members=[cast.tess.pk, cast.mara.pk])
    assert RecordedEvent.objects.count() == before


def test_members_join_and_leave(cast: Cast, adam: Actor) -> None:
    change_team_members(cast.pharmacy.pk, by=adam, members=[cast.tess.pk, cast.caleb.pk])
    assert last_event("team.members_changed").data == {
        "team_id": cast.pharmacy.pk,
        "joined": [cast.caleb.pk],
        "left": [cast.mara.pk],
    }
    assert [team.member_count for team in all_teams()] == [1, 2]


def test_what_does_not_fit_is_named(cast: Cast, adam: Actor) -> None:
    for words in ({"name": ""}, {"name": "Night", "icon": "skull"}, {"name": "Night", "members": [987654]}):
        with pytest.raises(Invalid):
            create_team(by=adam, **words)
    with pytest.raises(NotFound):
        rename_team(987654, by=adam, name="Night")
    assert len(all_teams()) == 2


@pytest.mark.parametrize("name", ["tess", "mara", "cole"])
def test_others_change_no_team(cast: Cast, name: str) -> None:
    by = Actor.agent(getattr(cast, name).pk)
    with pytest.raises(NotAllowed):
        create_team(by=by, name="Night")
    with pytest.raises(NotAllowed):
        rename_team(cast.pharmacy.pk, by=by, name="Night")
    with pytest.raises(NotAllowed):
        change_team_members(cast.pharmacy.pk, by=by, members=[])
