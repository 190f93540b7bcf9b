"""A complaint is owed a solution within its time, from the first word of it, on the clock on the wall."""

from django.db import transaction

from goodword.conversations.choices import Delivery, Direction, MadeBy, Says
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.promises.actions.applying import begin, targets_of
from goodword.promises.actions.changing import see_passed, tell
from goodword.promises.actions.giving import withdraw_promise
from goodword.promises.actions.releasing import release
from goodword.promises.actions.resolving import stop
from goodword.promises.choices import Release, Settled, Target
from goodword.promises.events import DueTimeTold
from goodword.promises.models import Promise
from goodword.promises.projections import restate_promises

_LOST = (Delivery.FAILED, Delivery.BOUNCED)


@transaction.atomic
def begin_complaint(message_id: int, *, by: Actor) -> Promise:
    """This message complains: a solution is owed within what the policy allows, else a day, since we received it. Told
    already, it stands still as of then. One that runs is the one. Raises NotFound."""
    conversation, message = _locked(message_id)
    running = complaint_owed(conversation)
    if running is not None:
        return running
    promised = targets_of(conversation).get(Target.COMPLAINT)
    promise = begin(conversation, message, Target.COMPLAINT, promised, by=by)
    told = _solution_since(message)
    if told is not None:
        stop(promise, told, by=by, seen_at=min(told.leaves_at or told.at, now()))
    else:
        see_passed(promise)
    restate_promises(conversation)
    return promise


@transaction.atomic
def end_complaint(number: int, *, by: Actor, reason: Release = Release.MISTAKE) -> Promise | None:
    """No complaint (any more): nothing is owed for it; as a mistake it never was, unless its time had passed: what was
    broken stays broken. None when nothing is. Raises NotFound."""
    promise = complaint_owed(Conversation.objects.locked(number))
    if promise is None:
        return None
    see_passed(promise)
    if reason == Release.MISTAKE and not promise.is_broken:
        return withdraw_promise(promise.pk, by=by)
    release(promise, by=by, reason=reason)
    return promise


@transaction.atomic
def tell_complaint_time(number: int, *, by: Actor) -> None:
    """The customer reads by when: no change of a calendar or policy moves it any more. Raises NotFound."""
    promise = complaint_owed(Conversation.objects.locked(number))
    if promise is not None and promise.told_at is None:
        promise.change(told_at=now())
        tell(DueTimeTold, promise, by=by, due=promise.due_at.isoformat())


def complaint_owed(conversation: Conversation) -> Promise | None:
    """What the customer is owed for their complaint, if it is owed (still)."""
    rows = Promise.objects.standing().to_customers().filter(conversation=conversation, target=Target.COMPLAINT)
    promise = rows.filter(settled=Settled.NOT).order_by("-id").first()
    if promise is not None:
        promise.conversation = conversation
    return promise


def _solution_since(message: Message) -> Message | None:
    """The letter of ours that told a solution since, if they wrote nothing after it."""
    later = Message.objects.filter(conversation=message.conversation_id, at__gte=message.at).exclude(pk=message.pk)
    ours = later.filter(direction=Direction.OUT, says=Says.SOLVES).exclude(delivery__in=_LOST)
    told = ours.exclude(made_by=MadeBy.DESK).order_by("-at", "-id").first()
    theirs = later.filter(direction=Direction.IN, is_automatic=False)
    return told if told is not None and not theirs.filter(at__gt=told.at).exists() else None


def _locked(message_id: int) -> tuple[Conversation, Message]:
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        raise NotFound
    return Conversation.objects.locked(message.conversation_id), message
