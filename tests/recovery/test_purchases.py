"""What a customer bought is written down once, and corrected, never below what was refunded of it."""

from datetime import UTC, date, datetime

import pytest
from django.utils.timezone import override

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.money import Money
from goodword.people.actions.recognizing import recognize_customer
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.purchases import PurchaseFacts, correct_purchase, record_purchase
from goodword.recovery.choices import RemedyKind
from goodword.recovery.errors import MoreThanPaid
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.recovery.remedies import a_gift, let_give, paid
from tests.timeline import last_event, recorded


def facts(minor: int = 4_000, **changes: object) -> PurchaseFacts:
    values = {"reference": " A-17 ", "amount": Money(minor, "USD"), "what": "Six  dressings", **changes}
    return PurchaseFacts(**values)  # type: ignore[arg-type] # as a test wants it


def test_it_is_written_down(conversation: Conversation, mara: Actor) -> None:
    purchase = record_purchase(conversation.customer_id, facts(bought_on=now().date()), by=mara)

    assert (purchase.source, purchase.reference, purchase.what) == ("manual", "A-17", "Six dressings")
    assert purchase.left == Money(4_000, "USD")
    assert last_event("purchase.recorded").data == {"purchase_id": purchase.pk, "minor": 4_000, "currency": "USD"}


def test_the_same_number_is_the_same_purchase(conversation: Conversation, mara: Actor) -> None:
    customer = conversation.customer_id
    purchase = record_purchase(customer, facts(), by=mara)

    assert record_purchase(customer, facts(what="Other words"), by=mara) == purchase
    assert record_purchase(customer, facts(source="till"), by=mara) != purchase
    assert len(recorded("purchase.recorded")) == 2


def test_one_number_does_not_cost_two_prices(conversation: Conversation, mara: Actor) -> None:
    record_purchase(conversation.customer_id, facts(4_000), by=mara)

    for other in (facts(4_001), facts(amount=Money(4_000, "EUR"))):
        with pytest.raises(Invalid) as refused:
            record_purchase(conversation.customer_id, other, by=mara)
        assert "amount" in refused.value.fields


def test_one_number_is_not_two_customers(conversation: Conversation, mara: Actor) -> None:
    record_purchase(conversation.customer_id, facts(), by=mara)
    other = recognize_customer(address="t.lowe@example.org", name="Theo Lowe")

    with pytest.raises(Invalid) as refused:
        record_purchase(other.pk, facts(), by=mara)

    assert "reference" in refused.value.fields


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("reference", {"reference": " "}),
        ("reference", {"reference": "x" * 121}),
        ("amount", {"amount": Money(0, "USD")}),
        ("amount", {"amount": Money(-1, "USD")}),
        ("amount", {"amount": Money(10**12 + 1, "USD")}),
        ("currency", {"amount": Money(1, "XYZ")}),
        ("bought_on", {"bought_on": date(2026, 11, 4)}),
    ],
)
def test_what_makes_no_sense(conversation: Conversation, mara: Actor, field: str, changes: dict[str, object]) -> None:
    values = {"reference": "A-17", "amount": Money(4_000, "USD"), **changes}

    with pytest.raises(Invalid) as refused:
        record_purchase(conversation.customer_id, PurchaseFacts(**values), by=mara)  # type: ignore[arg-type] # nonsense

    assert field in refused.value.fields


def test_bought_today_where_the_day_has_begun_already(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    clock.travel(datetime(2026, 11, 2, 12, tzinfo=UTC))
    tomorrow_in_london = date(2026, 11, 3)
    with override("Pacific/Auckland"):
        assert paid(conversation, bought_on=tomorrow_in_london).bought_on == tomorrow_in_london
    with override("Europe/London"), pytest.raises(Invalid):
        paid(conversation, bought_on=tomorrow_in_london)


def test_it_is_corrected(conversation: Conversation, mara: Actor) -> None:
    purchase = record_purchase(conversation.customer_id, facts(), by=mara)

    correct_purchase(purchase.pk, facts(5_000), by=mara)
    assert correct_purchase(purchase.pk, facts(5_000), by=mara).amount_minor == 5_000

    assert len(recorded("purchase.corrected")) == 1


def test_never_below_what_was_refunded(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast)
    purchase = paid(conversation)
    give_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 2_500, purchase=purchase.pk), by=mara)

    with pytest.raises(MoreThanPaid):
        correct_purchase(purchase.pk, facts(2_499), by=mara)
    with pytest.raises(Invalid):
        correct_purchase(purchase.pk, facts(amount=Money(9_000, "EUR")), by=mara)
    assert not correct_purchase(purchase.pk, facts(2_500), by=mara).left.minor


def test_of_nobody_and_of_nothing(cast: Cast, mara: Actor) -> None:
    with pytest.raises(NotFound):
        record_purchase(999_999, facts(), by=mara)
    with pytest.raises(NotFound):
        correct_purchase(999_999, facts(), by=mara)
