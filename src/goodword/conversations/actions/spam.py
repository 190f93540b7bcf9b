"""What nobody asked for: out of every list but its own, and nothing of it thrown away."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.conversations.actions.snoozing import no_snooze
from goodword.conversations.choices import DraftKind, State
from goodword.conversations.events import (
    ConversationMarkedSpam,
    ConversationNotSpam,
    SpamSenderForgotten,
    SpamSenderListed,
)
from goodword.conversations.models import Conversation
from goodword.conversations.organizing import SpamSender
from goodword.conversations.queries.spam import sender_of
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.events import record
from goodword.people.addresses import normalize_address


@transaction.atomic
def mark_spam(number: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Take the conversation out of every list but Spam. New mail of its sender comes in as before, unless the house
    lists them. Raises NotFound, ActionRefused while a reply waits to leave."""
    conversation = Conversation.objects.locked(number)
    if conversation.is_spam:
        return conversation
    if conversation.drafts.filter(kind=DraftKind.PLANNED).exists():
        raise ActionRefused(_("A reply is set to leave later. Take it back first, then mark this as spam."))
    conversation.change(is_spam=True, **_awake(conversation))
    _record_marked(conversation, by=by, undoes=undoes)
    return conversation


@transaction.atomic
def mark_not_spam(number: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Put the conversation back into its list, and let mail from its sender in again. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    if not conversation.is_spam:
        return conversation
    _forget(SpamSender.objects.filter(address=sender_of(conversation)), by=by, of=conversation)
    take_out_of_spam(conversation, by=by, undoes=undoes)
    return conversation


def take_out_of_spam(conversation: Conversation, *, by: Actor, undoes: int | None = None) -> None:
    """The same for a conversation that the caller holds under lock and knows to be marked; no sender is forgotten."""
    conversation.change(is_spam=False)
    record(
        ConversationNotSpam(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, undoes=undoes)
    )


@transaction.atomic
def list_spam_sender(number: int, *, by: Actor) -> Conversation:
    """Let new mail from who wrote this go to Spam; what is urgent comes in all the same. Marks the conversation, too.

    Raises NotFound, ActionRefused when nobody's address is known.
    """
    conversation = mark_spam(number, by=by)
    address = sender_of(conversation)
    if not address:
        raise ActionRefused(_("It is not known from which address this came."))
    sender, is_new = SpamSender.objects.get_or_create(address=address, defaults={"agent_id": by.agent_id})
    if is_new:
        record(SpamSenderListed(by=by, conversation_id=number, person_id=conversation.customer_id, sender_id=sender.pk))
    return conversation


@transaction.atomic
def forget_spam_sender(number: int, *, by: Actor) -> Conversation:
    """Let new mail from who wrote this in again; the conversation stays as it is marked. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    _forget(SpamSender.objects.filter(address=sender_of(conversation)), by=by, of=conversation)
    return conversation


def listed_sender(address: str) -> SpamSender | None:
    """The sender whose new mail is spam, if the house listed this address."""
    wanted = normalize_address(address)
    return SpamSender.objects.filter(address=wanted).first() if wanted else None


def record_arrival_in_spam(conversation: Conversation, sender: SpamSender, *, by: Actor) -> None:
    """Tell that a new conversation is spam because of its sender."""
    _record_marked(conversation, by=by, sender_id=sender.pk)


def _forget(senders: QuerySet[SpamSender], *, by: Actor, of: Conversation) -> None:
    for sender in senders.select_for_update():
        number = sender.pk
        sender.delete()
        record(SpamSenderForgotten(by=by, conversation_id=of.pk, person_id=of.customer_id, sender_id=number))


def _awake(conversation: Conversation) -> dict[str, object]:
    return {"state": State.OPEN, **no_snooze()} if conversation.is_snoozed else {}


def _record_marked(
    conversation: Conversation, *, by: Actor, undoes: int | None = None, sender_id: int | None = None
) -> None:
    record(
        ConversationMarkedSpam(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            sender_id=sender_id,
        )
    )
