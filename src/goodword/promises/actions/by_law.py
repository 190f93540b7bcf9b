"""What is owed by a law, as an instant: the letter that is owed keeps it, and only what the law allows moves it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.promises.actions.changing import see_passed, still_owed, tell, write
from goodword.promises.actions.giving import MOST_WORDS
from goodword.promises.alarms import DEFAULT_SHARE, Warnings
from goodword.promises.choices import Kind, Origin, Settled, Target
from goodword.promises.events import DueTimeTold, PromiseGiven, PromiseMade
from goodword.promises.models import Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """What a law makes us owe the customer: in `ours` words, since it `began`, until it is `due`; by `owner`."""

    ours: str
    began: datetime
    due: datetime
    owner: int | None = None
    theirs: str = ""


@transaction.atomic
def owe_by_law(number: int, owed: Owed, *, by: Actor) -> Promise:
    """From now on this is owed, as of when it began; it is broken at once where its time has passed.

    The customer is not told of it by this. Raises NotFound.
    """
    promise = _make(Conversation.objects.locked(number), owed, by=by)
    see_passed(promise)
    return promise


@transaction.atomic
def extend_by_law(promise_id: int, *, due: datetime, because: str, html: str, by: Actor) -> Promise:
    """Tell the customer, in a letter, of the later time that the law allows: once. Returns what takes its place.

    Raises NotFound, AlreadySettled, ActionRefused where it was extended, or is past.
    """
    promise = still_owed(promise_id)
    if promise.is_broken or promise.replaces_id is not None or promise.successor is not None:
        raise ActionRefused
    owed = Owed(ours=promise.ours, began=promise.began_at, due=due, owner=promise.owner_id, theirs=promise.theirs)
    new = _make(promise.conversation, owed, by=by, replaces=promise, because=because, told_at=now())
    message = send_reply(promise.conversation_id, by=by, html=html, says=Says.HOLDS, leaves_draft=True)
    _give(promise.pk, message, by=by)
    return new


@transaction.atomic
def give_by_letter(promise_id: int, message: Message, *, by: Actor) -> Promise:
    """The letter that is owed is on its way: it keeps the promise once the relay accepts it. Raises NotFound."""
    return _give(promise_id, message, by=by)


@transaction.atomic
def tell_law_time(promise_id: int, *, by: Actor) -> Promise:
    """The customer knows by when, and reads it on the page of their matter. Idempotent. Raises NotFound,
    AlreadySettled."""
    promise = still_owed(promise_id)
    if promise.told_at is None:
        promise.change(told_at=now())
        tell(DueTimeTold, promise, by=by, due=promise.due_at.isoformat())
    return promise


def latest_of(promise: Promise) -> Promise:
    """The promise itself, or what took its place."""
    return promise.successor or promise


def _give(promise_id: int, message: Message, *, by: Actor) -> Promise:
    promise = Promise.objects.locked(promise_id)  # sending changed the conversation's row, too
    if promise.settled == Settled.NOT:
        see_passed(promise)
        write(promise, promise.life.given(message.leaves_at or message.at), given_in_id=message.pk)
        tell(PromiseGiven, promise, by=by, message_id=message.pk)
    return promise


def _warnings(began: datetime, due: datetime) -> Warnings:
    owner = began + (due - began) * DEFAULT_SHARE / 100
    return Warnings(owner, owner + (due - owner) / 2)


def _make(
    conversation: Conversation,
    owed: Owed,
    *,
    by: Actor,
    replaces: Promise | None = None,
    because: str = "",
    told_at: datetime | None = None,
) -> Promise:
    warnings = _warnings(owed.began, owed.due)
    promise = Promise(
        conversation=conversation,
        home=replaces.home if replaces else conversation,
        customer_id=conversation.customer_id,
        origin=Origin.LAW,
        kind=Kind.APPOINTMENT,
        target=Target.OTHER,
        theirs=owed.theirs[:MOST_WORDS],
        ours=owed.ours[:MOST_WORDS],
        made_by_id=by.agent_id,
        owner_id=owed.owner or by.agent_id,
        owner_team_id=conversation.team_id,
        began_at=owed.began,
        created_at=now(),
        due_at=owed.due,
        told_at=told_at,
        warn_at=warnings.owner,
        lead_at=warnings.lead,
        replaces=replaces,
        because=" ".join(because.split())[:MOST_WORDS],
    )
    promise.save()
    write(promise, promise.life)
    tell(
        PromiseMade,
        promise,
        by=by,
        origin=promise.origin,
        target=promise.target,
        due=owed.due.isoformat(),
        replaces=replaces.pk if replaces else None,
    )
    return promise
