"""The lists of people and companies: whom the agent may know, filtered, sorted, paged by key."""

import pytest

from goodword.conversations.models import Conversation
from goodword.conversations.queries import people
from goodword.conversations.queries.companies import company_matters, company_page
from goodword.conversations.queries.people import Sort, people_page
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from goodword.people.actions.adding import add_person
from goodword.people.actions.companies import create_company, set_company
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer
from tests.cast import Cast, conversation_with_odile, letter
from tests.frozen_time import Clock


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture(params=["few", "many"])
def _size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both roads: looking few people up, and walking along many."""
    monkeypatch.setattr(people, "FEW", 2000 if request.param == "few" else 0)


def _writes(cast: Cast, name: str, *, nursing: bool = False, **changes: object) -> Customer:
    address = f"{name.split(maxsplit=1)[0].lower()}@{name.rsplit(maxsplit=1)[-1].lower()}.example"
    customer = recognize_customer(address=address, name=name)
    from goodword.conversations.actions.receiving import receive_message

    told = {"sender_name": name, "sender_address": address, **changes}
    number = receive_message(letter(cast, customer, **told)).conversation.pk
    if nursing:
        Conversation.objects.filter(pk=number).update(team=cast.nursing)
    return customer


@pytest.fixture
def everybody(cast: Cast, mara: Actor, clock: Clock) -> dict[str, Customer]:
    """Ada and Zoë wrote to the pharmacy, Nils to the nurses; Ines was added by hand."""
    found = {}
    for name, nursing in (("Zoë Müller", False), ("Nils Brandt", True), ("Ada Müller-Hahn", False)):
        found[name.split()[0]] = _writes(cast, name, nursing=nursing)
        clock.forward(minutes=1)
    found["Ines"] = add_person(by=mara, name="Ines Ruiz", number="(202) 555-0143")
    return found


def _names(cast: Cast, who: str = "mara", **asked: object) -> list[str]:
    page = people_page(getattr(cast, who), **asked)  # type: ignore[arg-type]
    return [row.customer.name.split()[0] for row in page.rows]


@pytest.mark.usefixtures("_size", "everybody")
def test_the_newest_contact_comes_first(cast: Cast) -> None:
    assert _names(cast) == ["Ines", "Ada", "Zoë"]
    assert _names(cast, "caleb") == ["Ines", "Nils"]
    assert _names(cast, "olive") == _names(cast, "tess") == ["Ines", "Ada", "Nils", "Zoë"]


@pytest.mark.usefixtures("_size", "everybody")
def test_by_name_without_accents(cast: Cast) -> None:
    assert _names(cast, sort=Sort.NAME) == ["Ada", "Ines", "Zoë"]
    assert _names(cast, "olive", sort=Sort.NAME) == ["Ada", "Ines", "Nils", "Zoë"]


@pytest.mark.usefixtures("_size", "everybody")
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize(
    ("text", "names"),
    [("mull", {"Ada", "Zoë"}), ("HAHN ad", {"Ada"}), ("zoe@müller", {"Zoë"}), ("0143", {"Ines"}),
     ("(202) 555", {"Ines"}),
     ("nils", set()), ("uller", set()), ("%", {"Ada", "Zoë", "Ines"})],
)  # fmt: skip
def test_filtering(cast: Cast, sort: Sort, text: str, names: set[str]) -> None:
    assert set(_names(cast, text=text, sort=sort)) == names


@pytest.mark.usefixtures("_size", "everybody")
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "m", "i"])
def test_paging_shows_everybody_once(cast: Cast, sort: Sort, text: str) -> None:
    whole = _names(cast, "olive", text=text, sort=sort)
    shown, after = [], ""
    for _page in range(10):
        page = people_page(cast.olive, text=text, sort=sort, after=after, size=1)
        shown += [row.customer.name.split()[0] for row in page.rows]
        after = page.next_key
        if not after:
            break
    assert shown == whole


def test_a_newer_contact_with_another_team_is_not_told(cast: Cast, clock: Clock) -> None:
    odile = conversation_with_odile(cast).customer
    heard = people_page(cast.mara).rows[0].last_at
    clock.forward(hours=1)
    other = conversation_with_odile(cast, subject="To the nurses")
    Conversation.objects.filter(pk=other.pk).update(team=cast.nursing)

    [row] = people_page(cast.mara).rows
    assert (row.customer, row.last_at, row.open_count) == (odile, heard, 1)
    assert people_page(cast.olive).rows[0].open_count == 2


def test_spam_makes_nobody_known(cast: Cast) -> None:
    Conversation.objects.filter(pk=conversation_with_odile(cast).pk).update(is_spam=True)
    assert _names(cast) == _names(cast, "olive") == []


def test_colleagues_have_no_list(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        people_page(cast.cole)
    with pytest.raises(NotAllowed):
        company_page(cast.cole)


@pytest.mark.parametrize("key", ["x", "x~y", "2026-11-01~", "~9999999999999999999999", "yesterday~1"])
def test_a_foreign_key_is_refused(cast: Cast, key: str) -> None:
    with pytest.raises(Invalid):
        people_page(cast.mara, after=key)


def test_companies_and_their_people(cast: Cast, mara: Actor, everybody: dict[str, Customer]) -> None:
    brandt = create_company(by=mara, name="Brandt Logistics", domains=["brandt.example"])
    home = create_company(by=mara, name="Ångström", kind="household")
    for name, company in (("Nils", brandt), ("Ada", brandt), ("Zoë", home)):
        set_company(everybody[name].pk, by=mara, company=company.pk)

    assert [(row.company.name, row.people) for row in company_page(cast.mara).rows] == [
        ("Ångström", 1), ("Brandt Logistics", 1),
    ]  # fmt: skip
    assert [row.company for row in company_page(cast.caleb).rows] == [brandt]
    assert [row.company for row in company_page(cast.mara, text="logis").rows] == [brandt]
    assert _names(cast, company=brandt.pk) == ["Ada"]
    assert _names(cast, "olive", text="brandt") == ["Ada", "Nils"]
    assert [one.customer.name for one in company_matters(cast.mara, brandt).rows] == ["Ada Müller-Hahn"]
    first = company_page(cast.mara, size=1)
    assert [row.company for row in company_page(cast.mara, after=first.next_key, size=1).rows] == [brandt]
