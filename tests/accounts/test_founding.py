import pytest

from goodword.accounts.actions.founding import change_organization, found_organization
from goodword.accounts.errors import AlreadyFounded
from goodword.accounts.models import Agent, Organization
from goodword.accounts.queries import organization
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from tests.cast import PASSWORD, Cast
from tests.timeline import last_event

WORDS = {
    "name": "Wrenfield Home Health",
    "owner_name": "Olive Wren",
    "owner_email": " Olive@Wrenfield.example ",
    "password": PASSWORD,
}


@pytest.mark.django_db
def test_founding_makes_the_organization_and_its_owner() -> None:
    owner = found_organization(**WORDS, language="es", time_zone="America/Denver")

    house = Organization.objects.get()
    assert (house.name, house.language, house.time_zone) == ("Wrenfield Home Health", "es", "America/Denver")
    assert (owner.email, owner.role, owner.language) == ("olive@wrenfield.example", "owner", "es")
    assert owner.check_password(PASSWORD)
    assert owner.password.startswith("argon2")
    assert last_event("organization.founded").data == {"owner_id": owner.pk}


def test_there_is_only_one_organization(cast: Cast) -> None:
    with pytest.raises(AlreadyFounded):
        found_organization(**{**WORDS, "owner_email": "rival@example.org"})
    assert not Agent.objects.filter(email="rival@example.org").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("name", "  ", "name"),
        ("owner_name", "", "owner_name"),
        ("owner_email", "olive", "email"),
        ("password", "short", "password"),
        ("password", "wrenfield.example1", "password"),
        ("language", "xx", "language"),
        ("time_zone", "Mars/Olympus", "time_zone"),
    ],
)
def test_what_does_not_fit_is_named(field: str, typed: str, complaint: str) -> None:
    with pytest.raises(Invalid) as refusal:
        found_organization(**{**WORDS, field: typed})
    assert list(refusal.value.fields) == [complaint]
    assert organization() is None


@pytest.mark.parametrize(("name", "may"), [("olive", True), ("adam", True), ("tess", False), ("cole", False)])
def test_who_may_change_the_organization(cast: Cast, name: str, *, may: bool) -> None:
    by = Actor.agent(getattr(cast, name).pk)
    try:
        house = change_organization(by=by, name="Wrenfield", language="en", time_zone="UTC")
    except NotAllowed:
        assert not may
        assert organization().name == "Wrenfield Home Health"
    else:
        assert may
        assert (house.name, last_event("organization.changed").actor) == ("Wrenfield", by)
