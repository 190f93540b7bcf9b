"""Whether the first mail of a conversation is acknowledged: only a person's, only once, and only within the limits."""

from datetime import timedelta

from django.db import transaction

from goodword.channels.email.actions.alarms import raise_alarm
from goodword.channels.email.actions.governing import allow_automatic_mail
from goodword.channels.email.choices import AlarmKind, HeldBack, MailKind, Purpose
from goodword.channels.email.models import Connection, ReceivedMail
from goodword.conversations.actions.acknowledging import acknowledge_message, hold_acknowledgement
from goodword.conversations.choices import Direction, MadeBy
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import now

NEWS = timedelta(days=1)
_CIRCLES = 3  # so often the same words within a day are no accident


@transaction.atomic
def acknowledge_first_contact(message_id: int) -> Message | None:
    """Tell the writer that their message is here, if it is a person's first and the governor allows it.

    None when nobody is told: nothing is recorded for mail that asks for no answer; what is held back is shown.
    """
    received = ReceivedMail.objects.select_related("message").filter(message_id=message_id).first()
    if received is None or received.message is None or not _is_news(received):
        return None
    conversation = Conversation.objects.locked(received.message.conversation_id)
    if conversation.is_spam or not conversation.is_open:
        return None
    if not _is_first(received.message, conversation) or not _may_leave(conversation):
        return None
    return _acknowledge(received.message, conversation)


def _is_news(received: ReceivedMail) -> bool:
    """A person's mail that may be answered, and not one that lay somewhere for days."""
    is_fresh = not received.is_history and received.received_at > now() - NEWS
    return is_fresh and received.kind == MailKind.PERSON and received.may_be_answered


def _is_first(message: Message, conversation: Conversation) -> bool:
    """Nothing came before it, and nobody of us wrote meanwhile, here or in another mail program."""
    others = conversation.messages.exclude(pk=message.pk)
    return not others.filter(at__lte=message.at, direction=Direction.IN, pk__lt=message.pk).exists() and not (
        others.filter(direction=Direction.OUT).exists()
    )


def _may_leave(conversation: Conversation) -> bool:
    mailbox = conversation.mailbox
    if mailbox is None or not mailbox.acknowledges:
        return False
    return Connection.objects.filter(mailbox=mailbox).exclude(smtp_host="").exists()


def _acknowledge(message: Message, conversation: Conversation) -> Message | None:
    mailbox_id = conversation.mailbox_id or 0
    repeats = _repeats(message)
    held = allow_automatic_mail(
        message.reply_to or message.sender_address,
        mailbox_id,
        purpose=Purpose.ACKNOWLEDGEMENT,
        conversation_id=conversation.pk,
        customer_id=conversation.customer_id,
        is_repeated=repeats > 0,
    )
    if held is HeldBack.NO:
        return acknowledge_message(message.pk)
    if repeats >= _CIRCLES:
        raise_alarm(mailbox_id, AlarmKind.LOOP, facts={"sign": "words"})
    hold_acknowledgement(conversation, reason=held.value)
    return None


def _repeats(message: Message) -> int:
    """How many conversations the same words of the same writer began within a day, up to the few that matter."""
    since = now() - NEWS
    same = Message.objects.filter(
        conversation__customer_id=message.customer_id or 0,
        conversation__last_message_at__gt=since,
        direction=Direction.IN,
        made_by=MadeBy.CUSTOMER,
        sender_address=message.sender_address,
        preview=message.preview,
        at__gt=since,
        pk__lt=message.pk,
    )
    return len(same.values_list("pk", flat=True)[:_CIRCLES])
