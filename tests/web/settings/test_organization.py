from django.test import Client

from goodword.accounts.queries import organization


def test_the_organization_changes(adam: Client) -> None:
    words = {"name": "Wrenfield", "language": "es", "time_zone": "America/Denver"}
    assert adam.post("/settings/organization", words).headers["Location"] == "/settings/organization"
    house = organization()
    assert house is not None
    assert (house.name, house.language, house.time_zone) == ("Wrenfield", "es", "America/Denver")
    assert "Saved." in adam.get("/settings/organization").content.decode()


def test_what_does_not_fit_is_told_at_its_field(adam: Client) -> None:
    answer = adam.post("/settings/organization", {"name": " ", "language": "xx", "time_zone": "America/Denver"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"name", "language"})
    assert "Wrenfield Home Health" in adam.get("/settings/organization").content.decode()
