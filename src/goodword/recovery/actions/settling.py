"""What was promised is paid or sent, or is not given after all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.core.events import record
from goodword.core.models import RecordedEvent
from goodword.promises.actions.giving import withdraw_promise
from goodword.promises.choices import Settled
from goodword.promises.models import Promise
from goodword.recovery.actions.ledger import post, reverse
from goodword.recovery.choices import DONE_AT_ONCE, ReleaseReason, RemedyKind, RemedyState, Step
from goodword.recovery.errors import AlreadyPaid
from goodword.recovery.events import RemedyGiven, RemedyReleased, RemedyReturned, RemedySettled, RemedyTakenBack
from goodword.recovery.models import Remedy


@transaction.atomic
def settle_remedy(remedy_id: int, *, by: Actor, at: datetime | None = None) -> Remedy:
    """It is paid or sent: from now on the customer may be told so. Twice is once.

    Raises NotFound, ActionRefused where nothing of it is promised.
    """
    remedy = Remedy.objects.locked(remedy_id)
    if remedy.state == RemedyState.SETTLED:
        return remedy
    _check_reserved(remedy)
    moment = at or now()
    remedy.change(state=RemedyState.SETTLED, settled_at=moment)
    post(remedy, Step.SETTLE)
    record(RemedySettled(by=by, **_about(remedy), at=moment.isoformat()))
    return remedy


@transaction.atomic
def return_remedy(remedy_id: int, *, by: Actor) -> Remedy:
    """What was paid or sent came back: it is promised still, and can be paid again or released. Twice is once.

    The purchase and the budget have it as before. Raises NotFound, ActionRefused where nothing was paid or sent.
    """
    remedy = Remedy.objects.locked(remedy_id)
    if remedy.state == RemedyState.RESERVED:
        return remedy
    if remedy.state != RemedyState.SETTLED or remedy.kind in DONE_AT_ONCE:
        raise ActionRefused
    remedy.change(state=RemedyState.RESERVED, settled_at=None)
    reverse(remedy, Step.SETTLE)
    record(RemedyReturned(by=by, **_about(remedy)))
    return remedy


@transaction.atomic
def release_remedy(remedy_id: int, *, by: Actor, reason: ReleaseReason) -> Remedy:
    """It is not given after all: the purchase and the budget have what it took of them again. Twice is once.

    Raises NotFound, AlreadyPaid, ActionRefused where nothing of it is promised.
    """
    remedy = Remedy.objects.locked(remedy_id)
    if remedy.state == RemedyState.RELEASED:
        return remedy
    if remedy.state == RemedyState.SETTLED:
        raise AlreadyPaid
    _check_reserved(remedy)
    _free(remedy, reason)
    post(remedy, Step.RELEASE)
    record(RemedyReleased(by=by, **_about(remedy), reason=reason.value))
    return remedy


@transaction.atomic
def take_remedy_back(remedy_id: int, *, by: Actor, undoes: int | None = None) -> Remedy:
    """It was given by mistake, and nothing was paid or sent yet: as if it never was, but for a reversing entry. What a
    leader owed for it is owed no more. Twice is once.

    Raises NotFound, AlreadyPaid (a leader has been there already), ActionRefused where nothing of it is promised.
    """
    remedy = Remedy.objects.locked(remedy_id)
    if remedy.state == RemedyState.RELEASED:
        return remedy
    if remedy.state == RemedyState.SETTLED and remedy.amount_minor:
        raise AlreadyPaid
    if remedy.state not in {RemedyState.RESERVED, RemedyState.SETTLED}:
        _check_reserved(remedy)
    _withdraw_word(remedy, by)
    _free(remedy, ReleaseReason.TAKEN_BACK)
    reverse(remedy, Step.RESERVE)
    record(RemedyTakenBack(by=by, **_about(remedy), undoes=undoes))
    return remedy


def _withdraw_word(remedy: Remedy, by: Actor) -> None:
    """Of a visit or call by a leader: the promise that it made, or what took its place since."""
    if remedy.kind != RemedyKind.LEADER:
        return
    given = RecordedEvent.objects.filter(conversation_id=remedy.home_id, kind=RemedyGiven.kind)
    named = given.filter(data__remedy_id=remedy.pk).values_list("data__promise_id", flat=True).first()
    promise = Promise.objects.filter(pk=named or 0).first()
    while promise is not None and promise.successor is not None:
        promise = promise.successor
    if promise is None:
        return  # given before it was noted which
    if promise.settled in (Settled.KEPT, Settled.MADE_GOOD):
        raise AlreadyPaid(_("They were visited or called already. It cannot be taken back any more."))
    if promise.is_owed:
        withdraw_promise(promise.pk, by=by)


def _check_reserved(remedy: Remedy) -> None:
    if remedy.state != RemedyState.RESERVED:
        raise ActionRefused


def _free(remedy: Remedy, reason: ReleaseReason) -> None:
    remedy.change(state=RemedyState.RELEASED, released_at=now(), release_reason=reason)
    if remedy.purchase is not None:
        remedy.purchase.change(given_minor=remedy.purchase.given_minor - remedy.amount_minor)


def _about(remedy: Remedy) -> dict[str, int]:
    return {
        "remedy_id": remedy.pk,
        "conversation_id": remedy.conversation_id,
        "person_id": remedy.customer_id,
    }
