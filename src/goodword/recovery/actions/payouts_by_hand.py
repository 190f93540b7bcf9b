"""What finance does: says that it is paid, has a failed one tried again, pays it in another way, or gives it up."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.events import record
from goodword.recovery.actions.paying_out import about, come_back, locked_payout, pay
from goodword.recovery.actions.settling import release_remedy, return_remedy
from goodword.recovery.choices import ReleaseReason, RemedyState
from goodword.recovery.models import Payout
from goodword.recovery.payout_access import check_pays_out
from goodword.recovery.payout_choices import PayoutProblem, PayoutState
from goodword.recovery.payout_events import (
    PayoutCancelled,
    PayoutFailed,
    PayoutGivenToHand,
    PayoutQuestioned,
    PayoutRetried,
)

LONGEST_REFERENCE = 200


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody says of a payout that they did or saw: their reference, and the day."""

    reference: str
    on: date

    def moment(self, given_at: datetime) -> datetime:
        """When it was done. Raises Invalid for a day to come, or one before it was given."""
        zone = get_current_timezone()
        if self.on > now().astimezone(zone).date():
            raise Invalid(on=_("That day is still to come. Give the day on which it was paid or sent."))
        if self.on < given_at.astimezone(zone).date():
            raise Invalid(on=_("That is before it was given. Give the day on which it was paid or sent."))
        noon = datetime.combine(self.on, time(12), tzinfo=zone)
        return max(given_at, min(noon, now()))

    def check(self) -> None:
        """Raises Invalid without a reference by which it is found again, or with one that is too long."""
        words = self.reference.strip()
        if not words or not words.isprintable() or len(words) > LONGEST_REFERENCE:
            raise Invalid(reference=_("Give the reference of the payment or parcel, so that it can be found again."))


@transaction.atomic
def mark_paid(payout_id: int, done: Done, *, by: Actor) -> Payout:
    """A person says that it is paid or sent. Idempotent.

    Raises Invalid, NotAllowed, NotFound, ActionRefused for one that is being sent by a connection, or was cancelled.
    """
    check_pays_out(by)
    done.check()
    payout = locked_payout(payout_id)
    if payout.state == PayoutState.PAID:
        return payout
    by_hand = payout.state == PayoutState.WAITING and payout.is_by_hand
    if not by_hand and payout.state not in (PayoutState.FAILED, PayoutState.UNKNOWN):
        raise _refused(payout)
    at = done.moment(payout.remedy.given_at or payout.created_at)
    pay(payout, reference=done.reference.strip(), at=at, agent_id=by.writer_id)
    return payout


@transaction.atomic
def say_not_paid(payout_id: int, *, by: Actor) -> Payout:
    """Somebody looked there: one of which nothing was known was not done. So it has failed."""
    check_pays_out(by)
    payout = locked_payout(payout_id)
    if payout.state == PayoutState.FAILED:
        return payout
    if payout.state != PayoutState.UNKNOWN:
        raise _refused(payout)
    columns = {"last_problem": PayoutProblem.NOT_DONE, "next_try_at": None, "changed_at": now()}
    payout.change(state=PayoutState.FAILED, **columns)
    record(PayoutFailed(by=by, **about(payout), attempt=payout.attempts, problem=PayoutProblem.NOT_DONE))
    return payout


@transaction.atomic
def say_it_came_back(payout_id: int, *, by: Actor) -> Payout:
    """What somebody paid or sent by hand came back: the account was closed, the parcel refused. So it has failed.

    One by a connection is asked about there. Raises NotAllowed, NotFound, ActionRefused.
    """
    check_pays_out(by)
    payout = locked_payout(payout_id)
    if payout.state == PayoutState.FAILED and payout.last_problem == PayoutProblem.RETURNED:
        return payout
    if payout.state != PayoutState.PAID:
        raise ActionRefused(_("This is not paid or sent. Only what was can come back."))
    if payout.done_by_id is None and not payout.is_by_hand:
        record(PayoutQuestioned(by=by, **about(payout)))
    else:
        come_back(payout, by=by)
    return payout


@transaction.atomic
def try_again(payout_id: int, *, by: Actor) -> Payout:
    """Begin a failed one anew, by the same connection. What happened of it before is found before anything is sent."""
    check_pays_out(by)
    payout = locked_payout(payout_id)
    if payout.state == PayoutState.WAITING:
        return payout
    if payout.state != PayoutState.FAILED or payout.connection is None:
        raise _refused(payout)
    payout.change(
        state=PayoutState.WAITING,
        round=payout.round + 1,
        sent_to="",
        reference="",
        tried_since=None,
        next_try_at=now(),
        changed_at=now(),
    )
    record(PayoutRetried(by=by, **about(payout)))
    return payout


@transaction.atomic
def give_to_hand(payout_id: int, *, by: Actor) -> Payout:
    """A failed one is paid or sent by hand: it waits on the worklist until somebody says that it is done."""
    check_pays_out(by)
    payout = locked_payout(payout_id)
    if payout.state == PayoutState.WAITING and payout.is_by_hand:
        return payout
    if payout.state != PayoutState.FAILED:
        raise _refused(payout)
    payout.change(connection=None, state=PayoutState.WAITING, last_problem="", next_try_at=None, changed_at=now())
    record(PayoutGivenToHand(by=by, **about(payout)))
    return payout


@transaction.atomic
def cancel_payout(payout_id: int, *, by: Actor) -> Payout:
    """It will not be paid: the remedy is released, its money free again. Never while it may have had an effect."""
    check_pays_out(by)
    payout = locked_payout(payout_id)
    if payout.state == PayoutState.CANCELLED:
        return payout
    why = ReleaseReason.NOT_PAID if payout.state == PayoutState.FAILED else ReleaseReason.CANCELLED
    if payout.state == PayoutState.FAILED and payout.remedy.state == RemedyState.SETTLED:
        return_remedy(payout.remedy_id, by=by)  # it came back before that was written down
    drop_payout(payout, by=by)
    release_remedy(payout.remedy_id, by=by, reason=why)
    return payout


def drop_payout(payout: Payout, *, by: Actor) -> None:
    """Take it off the list, for whoever releases the remedy and holds the locks. Raises ActionRefused under way."""
    if payout.state not in (PayoutState.WAITING, PayoutState.FAILED):
        raise _refused(payout)
    payout.change(state=PayoutState.CANCELLED, next_try_at=None, changed_at=now())
    record(PayoutCancelled(by=by, **about(payout)))


def _refused(payout: Payout) -> ActionRefused:
    match payout.state:
        case PayoutState.PAID:
            return ActionRefused(_("This is paid or sent already."))
        case PayoutState.CANCELLED:
            return ActionRefused(_("This was cancelled. Give it anew if the customer is to have it."))
        case PayoutState.UNKNOWN:
            return ActionRefused(
                _("Nobody knows yet whether this was paid. Look there first, then say what you found.")
            )
    return ActionRefused(_("This is on its way by itself. Wait until it is done or has failed."))
