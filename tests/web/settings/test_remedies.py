"""Who may give what: leads read it, administrators change it."""

import pytest
from django.test import Client

from goodword.accounts.queries import organization
from goodword.core.actor import Actor
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.types import Authority, Product
from tests.cast import Cast

SAID = {
    "name": "Billing", "role": "agent", "team": "", "agent": "", "kinds": ["credit"], "currency": "usd",
    "limit_minor": "50", "budget_minor": "500", "budget_days": "30", "customer_cap_minor": "", "customer_days": "90",
    "is_active": "on",
}  # fmt: skip


@pytest.fixture
def administrator(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.olive)
    return browser


def test_an_authority_is_made_and_said_in_a_sentence(administrator: Client) -> None:
    assert administrator.post("/settings/remedies/authorities/new", SAID).status_code == 302
    row = Authority.objects.get()
    assert (row.limit_minor, row.budget_minor, row.customer_cap_minor, row.kinds) == (5000, 50000, None, ["credit"])
    page = administrator.get("/settings/remedies").content.decode()
    assert "Agents may give credit up to $50.00 each time, $500.00 in 30 days each." in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"limit_minor": "-5"}, "above zero"),
        ({"limit_minor": "much"}, "Give an amount such as"),
        ({"currency": "XQQ"}, "Choose a currency"),
        ({"budget_days": "900"}, "from 1 to 366"),
    ],
)
def test_what_does_not_do_is_said_and_nothing_is_lost(
    administrator: Client, change: dict[str, str], words: str
) -> None:
    answer = administrator.post("/settings/remedies/authorities/new", {**SAID, **change})
    html = answer.content.decode()
    assert (answer.status_code, Authority.objects.count()) == (422, 0)
    assert words in html
    assert 'value="Billing"' in html


def test_authorities_are_changed_ordered_and_removed(administrator: Client, cast: Cast) -> None:
    grant = Grant(name="First", currency="USD", limit_minor=100)
    first = create_authority(grant, by=Actor.agent(cast.olive.pk))
    administrator.post("/settings/remedies/authorities/new", SAID)
    administrator.post(f"/settings/remedies/authorities/{first.pk}/place", {"to": "down"})
    assert [row.name for row in Authority.objects.all()] == ["Billing", "First"]
    administrator.post(f"/settings/remedies/authorities/{first.pk}", {**SAID, "name": "Second"})
    assert Authority.objects.get(pk=first.pk).name == "Second"
    administrator.post(f"/settings/remedies/authorities/{first.pk}/removal")
    assert Authority.objects.filter(removed_at=None).count() == 1


def test_what_somebody_may_give(administrator: Client, cast: Cast) -> None:
    administrator.post("/settings/remedies/authorities/new", SAID)
    page = administrator.get(f"/settings/remedies?who={cast.mara.pk}").content.decode()
    assert "<li>Credit: <b>up to $50.00</b></li>" in page
    assert "<li>Full refund: <b>asks</b></li>" in page


def test_a_product_is_offered(administrator: Client) -> None:
    said = {"name": "Box of gauze", "amount_text": "12.50", "currency": "USD", "is_active": "on"}
    administrator.post("/settings/remedies/products/new", said)
    assert Product.objects.get().value_minor == 1250
    answer = administrator.post("/settings/remedies/products/new", {**said, "name": "Other", "amount_text": "x"})
    assert (answer.status_code, Product.objects.count()) == (422, 1)


def test_the_currency_of_the_house(administrator: Client) -> None:
    administrator.post("/settings/remedies/currency", {"currency": "eur"})
    house = organization()
    assert house is not None
    assert house.currency == "EUR"
    assert administrator.post("/settings/remedies/currency", {"currency": "ZZZ"}).status_code == 422


def test_leads_read_and_do_not_change(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.tess)
    page = browser.get("/settings/remedies").content.decode()
    assert "New authority" not in page
    assert browser.get("/settings/remedies/authorities/new").status_code == 403
