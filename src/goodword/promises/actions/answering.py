"""What a reply of ours does to the replies that are owed: given, kept, and owed again when it is lost."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from goodword.conversations.choices import Delivery, Direction, MadeBy
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.promises.actions.changing import in_turn, see_passed, tell, write
from goodword.promises.actions.giving import withdraw_promise
from goodword.promises.actions.keeping import keep, reopen
from goodword.promises.actions.renegotiating import told_now
from goodword.promises.choices import REPLIES, Target
from goodword.promises.events import PromiseGiven, PromiseOwedAgain
from goodword.promises.models import Promise, PromiseQuerySet
from goodword.promises.recipients import goes_to_customer

_ON_ITS_WAY = (Delivery.QUEUED, Delivery.SENDING, Delivery.SENT)


@transaction.atomic
def give_by_reply(message_id: int, *, by: Actor) -> None:
    """A reply is on its way: replies that are owed count as given once it leaves the undo window, and are kept when the
    relay accepts it. One that does not go to the customer gives nothing."""
    conversation, message = _locked(message_id)
    if conversation is None or message is None or not goes_to_customer(message, conversation):
        return
    leaves_at = message.leaves_at or message.at
    for promise in in_turn(_owed_since(conversation, REPLIES, message.at)):
        see_passed(promise)
        write(promise, promise.life.given(leaves_at), given_in_id=message.pk)
        tell(PromiseGiven, promise, by=by, message_id=message.pk)


@transaction.atomic
def confirm_reply(message_id: int) -> None:
    """The relay accepted the reply: what it gave is kept, as of when it left, and what it told of is renegotiated."""
    conversation, message = _locked(message_id)
    if conversation is None or message is None:
        return
    by = Actor.agent(message.agent_id) if message.agent_id else SYSTEM
    for promise in in_turn(_of(conversation, given_in=message)):
        at = promise.given_at or now()
        new = promise.successor
        if new is not None:
            told_now(promise, new, at=at, by=by, message=message)
        else:
            keep(promise, at, by=by, given_in_id=None, proven_by_id=message.pk, settled_by_id=message.agent_id)


@transaction.atomic
def keep_by_letter(message_id: int, *, by: Actor) -> None:
    """A letter that left already, by another mail program, keeps the replies that were owed when it was written."""
    conversation, message = _locked(message_id)
    if conversation is None or message is None:
        return
    for promise in in_turn(_owed_since(conversation, REPLIES, message.at)):
        keep(promise, message.at, by=by, proven_by_id=message.pk, settled_by_id=message.agent_id)


@transaction.atomic
def keep_by_talk(message_id: int, *, by: Actor) -> None:
    """We spoke with the customer: calls that are owed are kept, and replies that waited for an answer."""
    conversation, message = _locked(message_id)
    if conversation is None or message is None:
        return
    for promise in in_turn(_owed_since(conversation, {*REPLIES, Target.CALLBACK}, message.at)):
        keep(promise, message.at, by=by, proven_by_id=message.pk, settled_by_id=message.agent_id)


@transaction.atomic
def keep_by_note(number: int, *, by: Actor) -> None:
    """Whoever was asked wrote a note: what they, or their team, owe a colleague in this conversation is answered."""
    conversation = Conversation.objects.locked(number)
    writer = by.agent_id or 0
    asked = Q(owner=writer) | Q(owner__isnull=True, owner_team__members=writer)
    rows = _rows(conversation).owed().not_replaced().filter(customer__isnull=True, target=Target.INSIDE)
    for promise in list(rows.filter(asked, began_at__lte=now())):
        promise.conversation = conversation
        keep(promise, now(), by=by, settled_by_id=by.agent_id)


@transaction.atomic
def lose_reply(message_id: int, *, by: Actor, is_undone: bool = False) -> None:
    """A reply was taken back, or never arrived: what it kept, or told of, is owed again, due when it was. A new time
    that nobody will hear of since its letter was taken back was never promised."""
    conversation, message = _locked(message_id)
    if conversation is None or message is None:
        return
    for promise in in_turn(_of(conversation, given_in=message)):
        new = promise.successor
        write(promise, promise.life.lost(), given_in_id=None)
        tell(PromiseOwedAgain, promise, by=by)
        if new is not None and is_undone and new.is_owed:
            withdraw_promise(new.pk, by=by)
        _give_by_another(promise, message)
    for promise in in_turn(_of(conversation, proven_by=message)):
        reopen(promise, by=by)
        _give_by_another(promise, message)


def _give_by_another(promise: Promise, lost: Message) -> None:
    """Another reply that was written since it is owed gives what the lost one did not."""
    ours = Message.objects.filter(conversation=promise.conversation, made_by=MadeBy.AGENT, direction=Direction.OUT)
    others = ours.filter(at__gte=promise.began_at, delivery__in=_ON_ITS_WAY)
    others = others.exclude(pk__in=[lost.pk, promise.made_in_id or 0])  # the letter that promises it does not keep it
    if promise.target in REPLIES and promise.is_owed and not _is_replaced(promise):
        for message in others.order_by("at", "id"):
            if goes_to_customer(message, promise.conversation):
                _give(promise, message)
                break
    see_passed(promise)


def _give(promise: Promise, message: Message) -> None:
    at = message.leaves_at or message.at
    if message.delivery == Delivery.SENT:
        keep(promise, at, by=SYSTEM, proven_by_id=message.pk, settled_by_id=message.agent_id)
    else:
        write(promise, promise.life.given(at), given_in_id=message.pk)


def _locked(message_id: int) -> tuple[Conversation | None, Message | None]:
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        return None, None
    return Conversation.objects.locked(message.conversation_id), message


def _of(conversation: Conversation, **which: object) -> list[Promise]:
    found = list(_rows(conversation).filter(**which))
    for promise in found:
        promise.conversation = conversation
    return found


def _rows(conversation: Conversation) -> PromiseQuerySet:
    return Promise.objects.standing().filter(conversation=conversation).order_by("id").select_related("replaces")


def _owed_since(conversation: Conversation, targets: Iterable[Target], at: datetime) -> list[Promise]:
    """What was owed when something was said, with no answer on its way and nothing in its place."""
    owed = _rows(conversation).owed().to_customers().not_replaced()
    found = list(owed.filter(target__in=targets, given_at=None, began_at__lte=at))
    for promise in found:
        promise.conversation = conversation
    return found


def _is_replaced(promise: Promise) -> bool:
    return not Promise.objects.not_replaced().filter(pk=promise.pk).exists()
