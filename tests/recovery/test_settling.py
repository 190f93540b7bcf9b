"""What was promised is paid, or not given after all, or taken back at once: each once, and the books agree."""

from datetime import timedelta

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.money import Money
from goodword.core.operations import latest_undoable, undo
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.settling import release_remedy, settle_remedy, take_remedy_back
from goodword.recovery.choices import ReleaseReason, RemedyKind, RemedyState
from goodword.recovery.errors import AlreadyPaid
from goodword.recovery.queries.authority import what_may_be_given
from goodword.recovery.queries.payouts import waiting_payouts
from goodword.recovery.queries.remedies import given_to_customer, remedies_in
from goodword.recovery.types import LedgerTransaction, Purchase, Remedy
from tests.cast import Cast
from tests.recovery.remedies import a_gift, balances, check_books, let_give, offered, paid
from tests.timeline import kinds, last_event


@pytest.fixture
def bought(conversation: Conversation, cast: Cast) -> Purchase:
    let_give(cast)
    return paid(conversation)


@pytest.fixture
def refund(conversation: Conversation, mara: Actor, bought: Purchase) -> Remedy:
    """$25.00 of the $100.00."""
    return give_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, purchase=bought.pk), by=mara)


def test_it_is_paid(conversation: Conversation, refund: Remedy, bought: Purchase, mara: Actor) -> None:
    moment = now() - timedelta(minutes=5)

    settle_remedy(refund.pk, by=mara, at=moment)
    remedy = settle_remedy(refund.pk, by=mara)

    assert (remedy.state, remedy.settled_at) == (RemedyState.SETTLED, moment)
    assert balances() == {("available", "USD"): -2_500, ("given", "USD"): 2_500}
    bought.refresh_from_db()
    assert bought.given_minor == 2_500
    assert kinds(conversation.pk).count("remedy.settled") == 1


def test_it_is_not_given_after_all(conversation: Conversation, refund: Remedy, bought: Purchase, mara: Actor) -> None:
    release_remedy(refund.pk, by=mara, reason=ReleaseReason.CUSTOMER)
    remedy = release_remedy(refund.pk, by=mara, reason=ReleaseReason.CUSTOMER)

    assert (remedy.state, remedy.release_reason) == (RemedyState.RELEASED, ReleaseReason.CUSTOMER)
    bought.refresh_from_db()
    assert (bought.given_minor, balances()) == (0, {})
    assert kinds(conversation.pk).count("remedy.released") == 1


def test_taken_back_by_a_reversing_entry(conversation: Conversation, refund: Remedy, mara: Actor) -> None:
    take_remedy_back(refund.pk, by=mara)
    take_remedy_back(refund.pk, by=mara)

    reserve, reversal = LedgerTransaction.objects.all()
    assert (reversal.reverses, balances()) == (reserve, {})
    assert kinds(conversation.pk).count("remedy.taken-back") == 1
    check_books()


def test_undo_takes_it_back(cast: Cast, refund: Remedy, mara: Actor) -> None:
    undo(last_event("remedy.given").pk, agent=cast.mara, by=mara)

    refund.refresh_from_db()
    assert (refund.state, refund.release_reason) == (RemedyState.RELEASED, ReleaseReason.TAKEN_BACK)
    assert last_event("remedy.taken-back").undoes == last_event("remedy.given")


def test_what_was_paid_stays_paid(refund: Remedy, mara: Actor) -> None:
    settle_remedy(refund.pk, by=mara)

    with pytest.raises(AlreadyPaid):
        take_remedy_back(refund.pk, by=mara)
    with pytest.raises(AlreadyPaid):
        release_remedy(refund.pk, by=mara, reason=ReleaseReason.NOT_PAID)
    check_books()


def test_what_was_released_is_not_paid(refund: Remedy, mara: Actor) -> None:
    release_remedy(refund.pk, by=mara, reason=ReleaseReason.NOT_PAID)

    with pytest.raises(ActionRefused):
        settle_remedy(refund.pk, by=mara)
    check_books()


def test_an_apology_is_taken_back_without_the_ledger(conversation: Conversation, mara: Actor) -> None:
    remedy = give_remedy(conversation.pk, a_gift(RemedyKind.APOLOGY, None), by=mara)

    assert take_remedy_back(remedy.pk, by=mara).state == RemedyState.RELEASED
    assert not LedgerTransaction.objects.exists()


@pytest.fixture
def call(cast: Cast, conversation: Conversation, mara: Actor) -> Remedy:
    """Tess will call tomorrow."""
    gift = a_gift(RemedyKind.LEADER, None, leader=cast.tess.pk, due=now() + timedelta(days=1))
    return give_remedy(conversation.pk, gift, by=mara)


def test_undo_of_a_call_takes_its_promise_back(cast: Cast, call: Remedy, mara: Actor) -> None:
    latest = latest_undoable(call.conversation_id, by=mara)
    assert latest == last_event("remedy.given")
    undo(latest.pk, agent=cast.mara, by=mara)

    call.refresh_from_db()
    assert (call.state, Promise.objects.owed().filter(target=Target.CALLBACK).count()) == (RemedyState.RELEASED, 0)
    assert Promise.objects.get(target=Target.CALLBACK).withdrawn_at == now()


def test_and_that_for_another_time_too(cast: Cast, call: Remedy, mara: Actor) -> None:
    promise = Promise.objects.get(target=Target.CALLBACK)
    due = now() + timedelta(days=2)
    renegotiate_promise(promise.pk, by=mara, due=due, because="She asked.", told=Told.SPOKEN)
    take_remedy_back(call.pk, by=mara)

    assert not Promise.objects.owed().filter(target=Target.CALLBACK).exists()


def test_a_call_that_was_made_is_not_taken_back(call: Remedy, mara: Actor) -> None:
    keep_promise(Promise.objects.get(target=Target.CALLBACK).pk, by=mara)

    with pytest.raises(AlreadyPaid, match="called already"):
        take_remedy_back(call.pk, by=mara)
    call.refresh_from_db()
    assert call.state == RemedyState.SETTLED


@pytest.mark.parametrize("kind", [kind for kind in RemedyKind if kind != RemedyKind.LEADER])
def test_undo_of_each_kind_leaves_nothing(
    cast: Cast, conversation: Conversation, mara: Actor, bought: Purchase, kind: RemedyKind
) -> None:
    product = offered(cast)
    gift = a_gift(kind, None if kind == RemedyKind.FULL_REFUND else 900, purchase=bought.pk, product=product.pk)
    bought.change(amount_minor=5_000)
    remedy = give_remedy(conversation.pk, gift, by=mara)
    undo(last_event("remedy.given").pk, agent=cast.mara, by=mara)

    bought.refresh_from_db()
    assert (bought.given_minor, balances(), waiting_payouts()) == (0, {}, 0)
    assert what_may_be_given(cast.mara, conversation.customer_id, "USD")[1].most == Money(5_000, "USD")
    assert (given_to_customer(conversation.customer_id, cast.mara).remedies, remedies_in(conversation.pk)) == (
        [],
        [remedy],
    )


def test_what_was_only_asked_for_is_neither_paid_nor_released(conversation: Conversation, mara: Actor) -> None:
    remedy = ask_for_remedy(conversation.pk, a_gift(), by=mara).remedy

    with pytest.raises(ActionRefused):
        settle_remedy(remedy.pk, by=mara)
    with pytest.raises(ActionRefused):
        release_remedy(remedy.pk, by=mara, reason=ReleaseReason.NOT_PAID)
    with pytest.raises(ActionRefused):
        take_remedy_back(remedy.pk, by=mara)


def test_no_such_remedy(cast: Cast, mara: Actor) -> None:
    with pytest.raises(NotFound):
        settle_remedy(999_999, by=mara)
