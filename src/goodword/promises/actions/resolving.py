"""A solution is told, and what the customer makes of it: agreement, refusal, or three days of silence. It answers all
that a solution can: the resolution and the complaint, each of which says so by an event of its own."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.choices import Delivery, Direction, MadeBy
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.promises.actions.changing import in_turn, see_passed, tell
from goodword.promises.actions.keeping import keep
from goodword.promises.choices import SOLUTIONS, Accepted, Target, Why
from goodword.promises.events import SolutionRefused, SolutionTold
from goodword.promises.models import Promise, StandStill
from goodword.promises.projections import end_stand, reckon, restate_promises
from goodword.promises.reckoning import due_without

SILENCE = timedelta(hours=72)


@transaction.atomic
def tell_solution(number: int, *, by: Actor, message_id: int | None = None) -> list[Promise]:
    """Say that the solution was told, by this message of ours or else by our last: the clocks that wait for one stand
    still. What we wrote before the customer complained tells no solution of that.

    Raises NotFound when no solution is owed, ActionRefused when we have not written since.
    """
    conversation = Conversation.objects.locked(number)
    owed = solutions_owed(conversation)
    if not owed:
        raise NotFound
    ours = Message.objects.filter(conversation=conversation, direction=Direction.OUT).exclude(made_by=MadeBy.DESK)
    message = ours.filter(pk=message_id).first() if message_id else ours.order_by("-at", "-id").first()
    if message is None:
        raise ActionRefused(_("Nothing was told yet. Write to the customer first."))
    answered = [promise for promise in owed if promise.target != Target.COMPLAINT or message.at >= promise.began_at]
    if not answered:
        raise ActionRefused(_("Nothing was told since they complained. Write to the customer first."))
    for promise in in_turn(answered):
        stop(promise, message, by=by)
    return answered


def stop(promise: Promise, message: Message, *, by: Actor, seen_at: datetime | None = None) -> None:
    """The same for a promise that the caller holds, broken if its time had passed when that was seen (now); once it
    stands still it stays so."""
    see_passed(promise, seen_at)
    if StandStill.objects.filter(promise=promise, why=Why.SOLUTION, until__isnull=True).exists():
        return
    since = max(message.leaves_at or message.at, promise.began_at)
    StandStill.objects.create(promise=promise, why=Why.SOLUTION, since=since, message=message)
    reckon(promise, because="solution")
    tell(SolutionTold, promise, by=by, message_id=message.pk)
    restate_promises(promise.conversation)


@transaction.atomic
def refuse_solution(number: int, *, by: Actor, at: datetime | None = None) -> list[Promise]:
    """The customer wants more: the clocks go on where they stood. Nothing when no solution was told."""
    conversation = Conversation.objects.locked(number)
    told = _told_in(conversation)
    for promise, stand in told:
        promise.read_clock()
        end_stand(stand, at or now())
        reckon(promise, because="refusal")
        tell(SolutionRefused, promise, by=by)
        see_passed(promise)
    if told:
        restate_promises(conversation)
    return [promise for promise, _stand in told]


@transaction.atomic
def take_solution_back(message_id: int) -> None:
    """The letter that told the solution was taken back, or never arrived: nothing was told, and no time stood still."""
    told = StandStill.objects.filter(message=message_id, why=Why.SOLUTION)
    for number in list(told.order_by("promise_id").values_list("promise_id", flat=True).distinct()):
        promise = Promise.objects.locked(number)
        promise.stands.filter(message=message_id, why=Why.SOLUTION).delete()
        reckon(promise, because="lost")
        see_passed(promise)
        restate_promises(promise.conversation)


@transaction.atomic
def accept_solution(number: int, *, by: Actor, accepted: Accepted = Accepted.AGREED) -> list[Promise]:
    """The customer agrees: what the solution answers is kept, as of the moment when it was told. Nothing when none
    was."""
    conversation = Conversation.objects.locked(number)
    told = _told_in(conversation)
    for promise, stand in told:
        promise.read_clock()
        due = due_without(promise, Why.SOLUTION)
        keep(promise, stand.since, by=by, accepted=accepted, due=due, proven_by_id=stand.message_id)
    return [promise for promise, _stand in told]


@transaction.atomic
def settle_silence(promise_id: int) -> datetime | None:
    """Count a solution as accepted when nothing was said against it for 72 hours since it left. Returns when to look
    again, None when there is nothing (more) to wait for."""
    try:
        promise = Promise.objects.locked(promise_id)
    except NotFound:
        return None
    stand = _told(promise)
    if stand is None or not promise.is_owed:
        return None
    if stand.since + SILENCE > now():
        return stand.since + SILENCE
    message = stand.message
    if message is not None and message.delivery in {Delivery.QUEUED, Delivery.SENDING}:
        return now() + timedelta(hours=1)  # nobody can be silent about what they have not got
    accept_solution(promise.conversation_id, by=SYSTEM, accepted=Accepted.SILENT)
    return None


def solutions_owed(conversation: Conversation) -> list[Promise]:
    """What a solution answers that the customer of the conversation is owed: the latest resolution, and complaint."""
    owed = Promise.objects.owed().to_customers().filter(conversation=conversation, target__in=SOLUTIONS)
    latest = {promise.target: promise for promise in owed.order_by("id")}
    for promise in latest.values():
        promise.conversation = conversation
    return sorted(latest.values(), key=lambda promise: promise.pk)


def _told_in(conversation: Conversation) -> list[tuple[Promise, StandStill]]:
    """What stands still since a solution was told, and since when."""
    stands = [(promise, _told(promise)) for promise in solutions_owed(conversation)]
    return [(promise, stand) for promise, stand in stands if stand is not None]


def _told(promise: Promise) -> StandStill | None:
    """Since when a solution stands; None where none does."""
    rows = StandStill.objects.filter(promise=promise, why=Why.SOLUTION, until__isnull=True)
    return rows.select_related("message").first()
