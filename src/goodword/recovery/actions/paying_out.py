"""A payout from the moment it is planned until somebody or something says that it is done.

What is being sent is written down before the first byte leaves, and committed. So after a crash it stands as *sending*,
and what is sending is looked up and never sent blindly a second time.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.events import record
from goodword.recovery.actions.settling import return_remedy, settle_remedy
from goodword.recovery.choices import DONE_AT_ONCE, RemedyState
from goodword.recovery.models import Payout, PayoutRoute, Remedy
from goodword.recovery.payout_choices import LEASE, UNDO, PayoutProblem, PayoutState
from goodword.recovery.payout_events import (
    PayoutAccepted,
    PayoutFailed,
    PayoutInDoubt,
    PayoutPaid,
    PayoutPlanned,
    PayoutPostponed,
    PayoutSent,
)
from goodword.recovery.payouts.connectors import Answer, Failed, NotThere, Paid, PayoutOrder, Pending, Unknown

PATIENCE = timedelta(days=1)
_PAUSES = (1, 2, 5, 15, 30, 60, 120, 360)  # minutes; the last one again and again


@dataclass(frozen=True, slots=True)
class Errand:
    """What a job needs to ask the other side outside of any transaction. `secret` is still encrypted."""

    order: PayoutOrder
    attempt: int
    connector: str
    address: str
    secret: str


def locked_payout(payout_id: int) -> Payout:
    """The payout with its remedy, under the locks in the order of the house. Raises NotFound."""
    remedy_id = Payout.objects.filter(pk=payout_id).values_list("remedy_id", flat=True).first()
    remedy = Remedy.objects.locked(remedy_id or 0)
    payout = Payout.objects.locked(payout_id)
    payout.remedy = remedy
    return payout


@transaction.atomic
def plan_payout(remedy_id: int) -> Payout | None:
    """What was given is to be paid or sent, by the way its kind goes. None for what is given in words.

    By a connection it begins after a moment, so that it can be taken back. Idempotent.
    """
    remedy = Remedy.objects.locked(remedy_id)
    if remedy.kind in DONE_AT_ONCE or remedy.state != RemedyState.RESERVED:
        return Payout.objects.filter(remedy=remedy).first()
    route = PayoutRoute.objects.filter(kind=remedy.kind, connection__is_active=True).first()
    connection_id = route.connection_id if route else None
    payout, made = Payout.objects.get_or_create(
        remedy=remedy,
        defaults={
            "key": f"GW-{remedy.pk}-{secrets.token_hex(4).upper()}",
            "connection_id": connection_id,
            "next_try_at": now() + UNDO if connection_id else None,
        },
    )
    if made:
        payout.remedy = remedy
        record(PayoutPlanned(by=SYSTEM, **about(payout), connection_id=connection_id))
    return payout


@transaction.atomic
def begin_sending(payout_id: int) -> Errand | None:
    """From here on it may have an effect. None when it is not to be sent now: taken back, under way, or not yet due."""
    payout = locked_payout(payout_id)
    due = payout.next_try_at or now()
    if payout.state != PayoutState.WAITING or payout.connection is None or due > now():
        return None
    if not payout.connection.is_active:
        _fail(payout, PayoutProblem.SWITCHED_OFF)
        return None
    payout.change(
        state=PayoutState.SENDING,
        attempts=payout.attempts + 1,
        looks=0,
        sent_to=payout.sent_to or _payment(payout.remedy),
        tried_since=payout.tried_since or now(),
        next_try_at=now() + LEASE,
        changed_at=now(),
    )
    record(PayoutSent(by=SYSTEM, **about(payout), attempt=payout.attempts, round=payout.round))
    return _errand(payout)


def errand_to_look_up(payout_id: int) -> Errand | None:
    """What to ask about one that may have had an effect, or is said to have had none; None for one that was never sent
    by a connection, or was cancelled."""
    payout = Payout.objects.select_related("remedy__purchase", "remedy__product", "connection").get(pk=payout_id)
    is_asked_about = payout.is_under_way or payout.state in (PayoutState.PAID, PayoutState.FAILED)
    return _errand(payout) if payout.connection and payout.attempts and is_asked_about else None


def is_too_early(payout: Payout) -> bool:
    """Whether whoever sends it, or they who got it, may still be at it: looked up now, it could be missed."""
    return payout.is_under_way and payout.next_try_at is not None and payout.next_try_at > now()


@transaction.atomic
def hear_of(payout_id: int) -> Payout:
    """They told us of it by themselves, so it is looked up at once, unless whoever sends it is still at it."""
    payout = Payout.objects.locked(payout_id)
    is_leaving = payout.state == PayoutState.SENDING and payout.looks == 0
    if payout.is_under_way and not is_leaving:
        payout.change(next_try_at=now())
    return payout


@transaction.atomic
def take_answer(payout_id: int, answer: Answer, *, attempt: int, looked_up: bool = False) -> Payout:
    """What the other side says of this attempt. An answer that comes too late to matter changes nothing.

    `looked_up`: it was asked about, not sent. So one that was paid may be found to have come back.
    """
    payout = locked_payout(payout_id)
    if payout.state == PayoutState.PAID:
        if looked_up and isinstance(answer, Failed) and attempt == payout.attempts and payout.done_by_id is None:
            come_back(payout, by=SYSTEM)
        return payout
    if _is_of_before(payout, attempt):
        return payout
    if isinstance(answer, Paid) and payout.state != PayoutState.CANCELLED and payout.connection_id:
        pay(payout, reference=answer.reference, at=answer.at)
    elif attempt == payout.attempts and payout.is_under_way:
        _go_on(payout, answer)
    return payout


def _is_of_before(payout: Payout, attempt: int) -> bool:
    """An answer of somebody who asked before it came back: only what is sent afterwards counts."""
    is_sent_again = payout.is_under_way and attempt == payout.attempts
    return payout.last_problem == PayoutProblem.RETURNED and not is_sent_again


def come_back(payout: Payout, *, by: Actor) -> None:
    """What was paid is not: it waits for somebody, and what was given is promised still. The caller holds the locks."""
    _fail(payout, PayoutProblem.RETURNED, by=by)
    return_remedy(payout.remedy_id, by=by)


def _go_on(payout: Payout, answer: Answer) -> None:
    match answer:
        case Pending():
            _look_again(payout, PayoutState.SENDING, "", reference=answer.reference or payout.reference)
        case Unknown():
            _look_again(payout, PayoutState.UNKNOWN, answer.code)
        case NotThere() if _is_patient(payout):
            _wait(payout, now(), PayoutProblem.NO_ANSWER)
        case NotThere():
            _fail(payout, PayoutProblem.GAVE_UP)
        case Failed() if answer.may_retry and _is_patient(payout):
            _wait(payout, now() + max(_pause(payout.attempts - 1), timedelta(seconds=answer.after or 0)), answer.code)
        case Failed():
            _fail(payout, PayoutProblem.GAVE_UP if answer.may_retry else answer.code)


def _is_patient(payout: Payout) -> bool:
    return now() - (payout.tried_since or now()) < PATIENCE


def _look_again(payout: Payout, state: PayoutState, problem: str, **columns: str) -> None:
    is_news = payout.state != state or bool(columns.get("reference", payout.reference) != payout.reference)
    payout.change(
        state=state,
        last_problem=problem,
        looks=payout.looks + 1,
        next_try_at=now() + _pause(payout.looks),
        changed_at=now() if is_news else payout.changed_at,
        **columns,
    )
    if is_news and state == PayoutState.UNKNOWN:
        record(PayoutInDoubt(by=SYSTEM, **about(payout), attempt=payout.attempts, problem=problem))
    elif is_news:
        record(PayoutAccepted(by=SYSTEM, **about(payout)))


def _wait(payout: Payout, at: datetime, problem: str) -> None:
    payout.change(state=PayoutState.WAITING, next_try_at=at, last_problem=problem, changed_at=now())
    record(PayoutPostponed(by=SYSTEM, **about(payout), problem=problem))


def _fail(payout: Payout, problem: str, *, by: Actor = SYSTEM) -> None:
    payout.change(
        state=PayoutState.FAILED,
        last_problem=problem,
        next_try_at=None,
        paid_at=None,
        done_by_id=None,
        changed_at=now(),
    )
    record(PayoutFailed(by=by, **about(payout), attempt=payout.attempts, problem=problem))


def pay(payout: Payout, *, reference: str, at: datetime, agent_id: int | None = None) -> None:
    """It is done: the remedy is settled. The caller holds the locks."""
    payout.change(
        state=PayoutState.PAID,
        reference=reference[:200],
        paid_at=at,
        done_by_id=agent_id,
        last_problem="",
        next_try_at=None,
        changed_at=now(),
    )
    record(PayoutPaid(by=SYSTEM, **about(payout), by_hand=agent_id is not None))
    settle_remedy(payout.remedy_id, by=SYSTEM, at=at)


def about(payout: Payout) -> dict[str, int]:
    """What every event of a payout tells."""
    return {
        "payout_id": payout.pk,
        "remedy_id": payout.remedy_id,
        "conversation_id": payout.remedy.conversation_id,
        "person_id": payout.remedy.customer_id,
    }


def _pause(times: int) -> timedelta:
    return timedelta(minutes=_PAUSES[min(max(times, 0), len(_PAUSES) - 1)], seconds=secrets.randbelow(10))


def _payment(remedy: Remedy) -> str:
    return remedy.purchase.payment_reference if remedy.purchase else ""


def _errand(payout: Payout) -> Errand:
    remedy, connection = payout.remedy, payout.connection
    assert connection is not None  # noqa: S101 (the callers looked)
    order = PayoutOrder(
        payout_id=payout.pk,
        key=payout.key,
        round=payout.round,
        kind=remedy.kind,
        amount_minor=remedy.amount_minor,
        currency=remedy.currency,
        conversation_id=remedy.conversation_id,
        customer_id=remedy.customer_id,
        purchase_source=remedy.purchase.source if remedy.purchase else "",
        purchase_reference=remedy.purchase.reference if remedy.purchase else "",
        payment_reference=payout.sent_to,
        product=remedy.product.name if remedy.product else "",
        reference=payout.reference,
    )
    return Errand(order, payout.attempts, connection.kind, connection.address, connection.secret)
