"""What payouts do when something is given, taken back or released, and when one of theirs moves on."""

from goodword.core.actor import Actor
from goodword.core.events import on
from goodword.recovery.actions.paying_out import locked_payout, plan_payout
from goodword.recovery.actions.payouts_by_hand import drop_payout
from goodword.recovery.errors import AlreadyPaid
from goodword.recovery.events import RemedyGiven, RemedyReleased, RemedyTakenBack
from goodword.recovery.models import Payout
from goodword.recovery.payout_choices import PayoutState
from goodword.recovery.payout_events import PayoutPlanned, PayoutQuestioned, PayoutRetried, PayoutSent
from goodword.recovery.payout_jobs import go_on, look_up_payout


@on(RemedyGiven)
def plan_what_is_given(event: RemedyGiven) -> None:
    """What is given is paid or sent, unless it was given in words."""
    plan_payout(event.remedy_id)


@on(RemedyTakenBack)
def drop_what_was_taken_back(event: RemedyTakenBack) -> None:
    """What was given by mistake is not paid. Raises AlreadyPaid when it may have been."""
    _drop(event.remedy_id, event.by)


@on(RemedyReleased)
def drop_what_is_released(event: RemedyReleased) -> None:
    """The same for what is not given after all."""
    _drop(event.remedy_id, event.by)


def _drop(remedy_id: int, by: Actor) -> None:
    payout_id = Payout.objects.filter(remedy_id=remedy_id).values_list("pk", flat=True).first()
    payout = locked_payout(payout_id) if payout_id else None
    if payout is None or payout.state == PayoutState.CANCELLED:
        return
    if payout.is_under_way or payout.state == PayoutState.PAID:
        raise AlreadyPaid
    drop_payout(payout, by=by)


@on(PayoutPlanned)
def send_what_is_planned(event: PayoutPlanned) -> None:
    """In the same transaction a job is written that sends it."""
    go_on(Payout.objects.get(pk=event.payout_id))


@on(PayoutSent)
def look_up_if_nobody_answers(event: PayoutSent) -> None:
    """Before the first byte leaves, a job is written that looks it up, in case whoever sends it dies."""
    go_on(Payout.objects.get(pk=event.payout_id))


@on(PayoutRetried)
def send_what_is_tried_again(event: PayoutRetried) -> None:
    """A failed one begins anew."""
    go_on(Payout.objects.get(pk=event.payout_id))


@on(PayoutQuestioned)
def ask_what_became_of_it(event: PayoutQuestioned) -> None:
    """What a connection paid is looked up there: only it can say that it came back."""
    look_up_payout.enqueue(payout_id=event.payout_id)
