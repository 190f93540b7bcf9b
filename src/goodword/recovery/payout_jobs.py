"""Paying out, outside of any transaction: send, look up, test, and take up again what no job cares for any more."""

from collections.abc import Callable
from datetime import timedelta

from goodword.core.clock import now
from goodword.core.jobs import Discard, job
from goodword.core.keys import SecretUnreadable, decrypt
from goodword.recovery.actions.paying_out import (
    Errand,
    begin_sending,
    errand_to_look_up,
    is_too_early,
    take_answer,
)
from goodword.recovery.actions.payout_connections import forget_heard_before, note_contact
from goodword.recovery.models import Payout, PayoutConnection
from goodword.recovery.payout_choices import PayoutProblem, PayoutState
from goodword.recovery.payouts.connectors import Access, Answer, Connector, Failed, Unknown
from goodword.recovery.payouts.outgoing import NotSent
from goodword.recovery.payouts.registry import connector_of

_LATE = timedelta(minutes=1)
_KEPT = timedelta(days=40)  # longer than any system tells a thing again
_AT_ONCE = 200
# What is wrong with the connection itself, and not with one payout.
_OF_CONNECTION = frozenset(
    {
        PayoutProblem.KEY_REFUSED,
        PayoutProblem.KEY_EXPIRED,
        PayoutProblem.KEY_UNREADABLE,
        PayoutProblem.NOT_ALLOWED,
        PayoutProblem.NOT_INSTALLED,
        PayoutProblem.PRIVATE,
        PayoutProblem.NOT_SECURE,
        PayoutProblem.UNREACHABLE,
        PayoutProblem.NO_ANSWER,
        PayoutProblem.SERVER_FAULT,
        PayoutProblem.NOT_UNDERSTOOD,
    }
)


@job(priority=10, unique="pay-{payout_id}")
def pay_out(*, payout_id: int) -> None:
    """Send the order, once, and take the answer. What breaks off half-way is looked up, by a job that waits already."""
    errand = begin_sending(payout_id)
    if errand is None:
        _come_again(payout_id)
        return
    answer = _asked(errand, lambda connector: connector.pay(errand.order))
    _note(payout_id, answer)
    go_on(take_answer(payout_id, answer, attempt=errand.attempt))


@job(priority=5, unique="look-up-{payout_id}")
def look_up_payout(*, payout_id: int) -> None:
    """Ask what became of one that may have had an effect. Changes nothing there."""
    payout = Payout.objects.get(pk=payout_id)
    if is_too_early(payout):
        go_on(payout)
        return
    errand = errand_to_look_up(payout_id)
    if errand is None:
        raise Discard("there is nothing to look up")
    answer = _looked_up(errand)
    _note(payout_id, answer)
    go_on(take_answer(payout_id, answer, attempt=errand.attempt, looked_up=True))


@job(priority=20, unique="test-payouts-{connection_id}", attempts=2)
def test_connection(*, connection_id: int) -> None:
    """See whether the system answers and takes our key; nothing is paid."""
    row = PayoutConnection.objects.filter(pk=connection_id).first()
    if row is None:
        raise Discard("the connection is gone")
    try:
        problem = connector_of(row.kind, Access(row.address, decrypt(row.secret))).test()
    except SecretUnreadable:
        problem = PayoutProblem.KEY_UNREADABLE
    except NotSent as refusal:
        problem = refusal.code
    except Exception:
        note_contact(connection_id, PayoutProblem.FAULT, tested=True)
        raise
    note_contact(connection_id, problem, tested=True)


@job()
def resume_payouts() -> None:
    """Enqueue what is due though no job will see to it: its job was given up, for a fault of ours."""
    late = Payout.objects.filter(
        connection__isnull=False,
        state__in=[PayoutState.WAITING, PayoutState.SENDING, PayoutState.UNKNOWN],
        next_try_at__lt=now() - _LATE,
    )
    for payout in late.order_by("next_try_at")[:_AT_ONCE]:
        go_on(payout)


@job(priority=-10)
def forget_heard() -> None:
    """Forget the ids of messages that no system would bring again."""
    forget_heard_before(now() - _KEPT)


def go_on(payout: Payout) -> None:
    """Have done what comes next: sent when it is due, or looked up."""
    if payout.connection_id is None or payout.next_try_at is None:
        return
    if payout.state == PayoutState.WAITING:
        pay_out.enqueue_later(payout.next_try_at, payout_id=payout.pk)
    elif payout.is_under_way:
        look_up_payout.enqueue_later(payout.next_try_at, payout_id=payout.pk)


def _come_again(payout_id: int) -> None:
    """It was not yet due, or somebody else sends it: whoever comes next finds what to do."""
    payout = Payout.objects.get(pk=payout_id)
    if payout.state == PayoutState.WAITING:
        go_on(payout)


def _asked(errand: Errand, ask: Callable[[Connector], Answer]) -> Answer:
    """The connector's answer. That it could not be asked at all certainly had no effect."""
    try:
        connector = connector_of(errand.connector, Access(errand.address, decrypt(errand.secret)))
    except SecretUnreadable:
        return Failed(PayoutProblem.KEY_UNREADABLE)
    except NotSent as problem:
        return Failed(problem.code)
    return ask(connector)


def _looked_up(errand: Errand) -> Answer:
    """The same for looking up, where not being able to ask tells nothing."""
    unable = True

    def look_up(connector: Connector) -> Answer:
        nonlocal unable
        unable = False
        return connector.look_up(errand.order)

    answer = _asked(errand, look_up)
    return Unknown(answer.code) if unable and isinstance(answer, Failed) else answer


def _note(payout_id: int, answer: Answer) -> None:
    code = answer.code if isinstance(answer, Failed | Unknown) else ""
    connection_id = Payout.objects.values_list("connection_id", flat=True).get(pk=payout_id)
    if connection_id:
        note_contact(connection_id, code if code in _OF_CONNECTION else "")
