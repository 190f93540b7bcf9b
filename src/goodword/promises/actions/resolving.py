"""A solution is told, and what the customer makes of it: agreement, refusal, or three days of silence."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.choices import Delivery, Direction, MadeBy
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.promises.actions.changing import see_passed, tell
from goodword.promises.actions.keeping import keep
from goodword.promises.choices import Accepted, Target, Why
from goodword.promises.events import SolutionRefused, SolutionTold
from goodword.promises.models import Promise, StandStill
from goodword.promises.projections import end_stand, reckon, restate_promises
from goodword.promises.reckoning import due_without

SILENCE = timedelta(hours=72)


@transaction.atomic
def tell_solution(number: int, *, by: Actor, message_id: int | None = None) -> Promise:
    """Say that the solution was told, by this message of ours or else by our last: the resolution's clock stands still.

    Raises NotFound when no resolution is owed, ActionRefused when we never wrote.
    """
    conversation = Conversation.objects.locked(number)
    promise = open_resolution(conversation)
    if promise is None:
        raise NotFound
    ours = Message.objects.filter(conversation=conversation, direction=Direction.OUT).exclude(made_by=MadeBy.DESK)
    message = ours.filter(pk=message_id).first() if message_id else ours.order_by("-at", "-id").first()
    if message is None:
        raise ActionRefused(_("Nothing was told yet. Write to the customer first."))
    stop(promise, message, by=by)
    return promise


def stop(promise: Promise, message: Message, *, by: Actor) -> None:
    """The same for a promise that the caller holds; once it stands still it stays so."""
    see_passed(promise)
    if StandStill.objects.filter(promise=promise, why=Why.SOLUTION, until__isnull=True).exists():
        return
    since = max(message.leaves_at or message.at, promise.began_at)
    StandStill.objects.create(promise=promise, why=Why.SOLUTION, since=since, message=message)
    reckon(promise, because="solution")
    tell(SolutionTold, promise, by=by, message_id=message.pk)
    restate_promises(promise.conversation)


@transaction.atomic
def refuse_solution(number: int, *, by: Actor, at: datetime | None = None) -> Promise | None:
    """The customer wants more: the resolution's clock goes on where it stood. None when no solution was told."""
    conversation = Conversation.objects.locked(number)
    promise = open_resolution(conversation)
    stand = _told(promise)
    if promise is None or stand is None:
        return None
    end_stand(stand, at or now())
    reckon(promise, because="refusal")
    tell(SolutionRefused, promise, by=by)
    see_passed(promise)
    restate_promises(conversation)
    return promise


@transaction.atomic
def take_solution_back(message_id: int) -> None:
    """The letter that told the solution was taken back, or never arrived: nothing was told, and no time stood still."""
    number = (
        StandStill.objects.filter(message=message_id, why=Why.SOLUTION).values_list("promise_id", flat=True).first()
    )
    if number is None:
        return
    promise = Promise.objects.locked(number)
    promise.stands.filter(message=message_id, why=Why.SOLUTION).delete()
    reckon(promise, because="lost")
    see_passed(promise)
    restate_promises(promise.conversation)


@transaction.atomic
def accept_solution(number: int, *, by: Actor, accepted: Accepted = Accepted.AGREED) -> Promise | None:
    """The customer agrees: the resolution is kept, as of the moment when the solution was told. None when none was."""
    conversation = Conversation.objects.locked(number)
    promise = open_resolution(conversation)
    stand = _told(promise)
    if promise is None or stand is None:
        return None
    due = due_without(promise, Why.SOLUTION)
    keep(promise, stand.since, by=by, accepted=accepted, due=due, proven_by_id=stand.message_id)
    return promise


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


def open_resolution(conversation: Conversation) -> Promise | None:
    """The resolution that the customer of the conversation is owed."""
    owed = Promise.objects.owed().to_customers().filter(conversation=conversation, target=Target.RESOLUTION)
    promise = owed.order_by("-id").first()
    if promise is not None:
        promise.conversation = conversation
    return promise


def _told(promise: Promise | None) -> StandStill | None:
    """Since when a solution stands; None where none does."""
    rows = StandStill.objects.filter(promise=promise, why=Why.SOLUTION, until__isnull=True) if promise else None
    return rows.select_related("message").first() if rows is not None else None
