"""A rolling budget and a customer's cap are never broken, and are free again when their days are over."""

import pytest

from goodword.accounts.actions.joining import add_agent
from goodword.conversations.actions.customers import change_customer
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.people.actions.recognizing import recognize_customer
from goodword.recovery.actions.authorities import Grant, change_authority
from goodword.recovery.actions.complaining import mark_complaint
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.settling import release_remedy, settle_remedy
from goodword.recovery.choices import ReleaseReason, RemedyKind
from goodword.recovery.errors import AboveAuthority
from goodword.recovery.queries.authority import what_may_be_given
from tests.cast import PASSWORD, Cast, conversation_with_odile, letter
from tests.frozen_time import Clock
from tests.recovery.remedies import a_gift, let_give, offered


@pytest.fixture
def nils(cast: Cast) -> Actor:
    """Somebody else of Mara's team."""
    nils = add_agent(
        by=Actor.agent(cast.adam.pk),
        name="Nils Berg",
        email="nils@wrenfield.example",
        role="agent",
        password=PASSWORD,
        teams=(cast.pharmacy.pk,),
    )
    return Actor.agent(nils.pk)


def give(conversation: Conversation, by: Actor, minor: int) -> int:
    return give_remedy(conversation.pk, a_gift(minor=minor), by=by).pk


def refuse(conversation: Conversation, by: Actor, minor: int) -> Money | None:
    with pytest.raises(AboveAuthority) as refused:
        give(conversation, by, minor)
    return refused.value.most


def test_a_budget_is_used_up_and_grows_again(conversation: Conversation, cast: Cast, mara: Actor, clock: Clock) -> None:
    let_give(cast, limit=5_000, budget_minor=6_000, budget_days=30)
    give(conversation, mara, 4_000)
    clock.forward(days=29)
    give(conversation, mara, 2_000)

    assert refuse(conversation, mara, 1) is None
    clock.forward(days=1)
    assert refuse(conversation, mara, 4_001) == Money(4_000, "USD")
    give(conversation, mara, 4_000)


def test_each_has_a_budget_of_their_own(conversation: Conversation, cast: Cast, mara: Actor, nils: Actor) -> None:
    let_give(cast, budget_minor=5_000)
    give(conversation, mara, 5_000)

    assert refuse(conversation, mara, 1) is None
    give(conversation, nils, 5_000)


def test_a_shared_budget_is_one(conversation: Conversation, cast: Cast, mara: Actor, nils: Actor) -> None:
    let_give(cast, budget_minor=5_000, is_shared=True)
    give(conversation, mara, 4_000)

    assert refuse(conversation, nils, 1_001) == Money(1_000, "USD")
    give(conversation, nils, 1_000)


def test_what_was_given_counts_whether_paid_or_not(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, budget_minor=5_000)
    settle_remedy(give(conversation, mara, 2_000), by=mara)
    given = give(conversation, mara, 3_000)

    assert refuse(conversation, mara, 1) is None
    release_remedy(given, by=mara, reason=ReleaseReason.NOT_PAID)
    give(conversation, mara, 3_000)


def test_a_product_counts_against_the_budget(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, budget_minor=2_000)
    give_remedy(conversation.pk, a_gift(RemedyKind.COMP_PRODUCT, None, product=offered(cast, 1_200).pk), by=mara)

    assert refuse(conversation, mara, 801) == Money(800, "USD")


def test_one_customer_is_given_so_much_by_all_of_us(
    conversation: Conversation, cast: Cast, mara: Actor, nils: Actor, clock: Clock
) -> None:
    let_give(cast, customer_cap_minor=6_000, customer_days=90)
    give(conversation, mara, 4_000)

    assert refuse(conversation_with_odile(cast), nils, 2_001) == Money(2_000, "USD")
    clock.forward(days=90)
    give(conversation, nils, 5_000)


def test_a_budget_is_for_its_currency(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, budget_minor=5_000, customer_cap_minor=5_000)
    let_give(cast, budget_minor=5_000, customer_cap_minor=5_000, currency="EUR")
    give(conversation, mara, 5_000)

    assert refuse(conversation, mara, 1) is None
    assert give_remedy(conversation.pk, a_gift(amount=Money(5_000, "EUR")), by=mara).is_given


def test_a_smaller_budget_counts_what_was_given_before(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    authority = let_give(cast)
    give(conversation, mara, 4_000)
    less = Grant(name="Agents", currency="USD", limit_minor=5_000, role="agent", budget_minor=4_500)
    change_authority(authority.pk, less, by=Actor.agent(cast.adam.pk))

    assert refuse(conversation, mara, 501) == Money(500, "USD")


def test_what_may_be_given_says_the_least_of_what_bounds_it(
    conversation: Conversation, cast: Cast, mara: Actor
) -> None:
    let_give(cast, budget_minor=8_000, customer_cap_minor=6_000)
    give(conversation, mara, 4_000)

    allowed = {one.kind: one for one in what_may_be_given(cast.mara, conversation.customer_id, "USD")}

    credit = allowed[RemedyKind.CREDIT]
    assert (credit.limit, credit.budget_left) == (Money(5_000, "USD"), Money(4_000, "USD"))
    assert (credit.customer_left, credit.most) == (Money(2_000, "USD"), Money(2_000, "USD"))
    assert allowed[RemedyKind.APOLOGY].is_free
    assert allowed[RemedyKind.APOLOGY].authority_id is None
    assert list(allowed) == list(RemedyKind)


def test_the_cap_counts_what_was_given_before_we_knew_who_it_was(
    cast: Cast, conversation: Conversation, mara: Actor
) -> None:
    let_give(cast, customer_cap_minor=4_000)
    unsure = receive_message(letter(cast, recognize_customer(address="house@example.org"), text="Nothing came."))
    complaint = mark_complaint(unsure.pk, by=mara)
    before = give_remedy(unsure.conversation_id, a_gift(complaint=complaint.pk), by=mara)

    change_customer(unsure.conversation_id, by=mara, to=conversation.customer_id)

    for row in (before, complaint):
        row.refresh_from_db()
        assert row.customer_id == conversation.customer_id
    with pytest.raises(AboveAuthority):
        give_remedy(conversation.pk, a_gift(), by=mara)
    assert give_remedy(conversation.pk, a_gift(minor=1_500), by=mara).is_given
