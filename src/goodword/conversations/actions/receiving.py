"""A customer's message arrives."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.reopening import reopen
from goodword.conversations.actions.snoozing import Because, wake
from goodword.conversations.actions.spam import listed_sender, record_arrival_in_spam, take_out_of_spam
from goodword.conversations.actions.urgency import Urgent, notice_urgent_wording, urgent_wording
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Direction, MadeBy, State, Turn
from goodword.conversations.events import ConversationOpened, MessageReceived
from goodword.conversations.models import Attachment, Conversation, Mailbox, Message, MessageBody
from goodword.conversations.search.indexing import index_message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.blobs import hold_blob
from goodword.core.clock import now
from goodword.core.db.together import insert, once_together
from goodword.core.events import record
from goodword.core.markup import preview_of


@transaction.atomic
def receive_message(arrival: Arrival) -> Message:
    """Put a customer's message into its conversation, or open one for it.

    The turn becomes ours, a closed matter is open again, and urgent wording is noticed; not so for automatic mail.
    History arrives closed, waits for nobody and is no event. What a listed sender of spam begins stands in Spam, but
    what is urgent never. Raises NotFound when the conversation is gone.
    """
    earlier = None if arrival.conversation_id is None else Conversation.objects.locked(arrival.conversation_id)
    urgent = _urgent_in(arrival, earlier)
    conversation = earlier or _open(arrival, is_urgent=urgent is not None)
    message = _write(arrival, conversation)
    by = Actor.customer(arrival.customer_id)
    if arrival.is_history:
        _remember(conversation, message)
        index_message(message.pk)
        return message
    _take_turn(conversation, message, is_automatic=arrival.is_automatic, by=by)
    if urgent and conversation.is_spam:  # before anybody is told, so that those hear who hear of any other letter
        take_out_of_spam(conversation, by=SYSTEM)
    record(
        MessageReceived(
            by=by,
            conversation_id=conversation.pk,
            person_id=arrival.customer_id,
            message_id=message.pk,
            first=earlier is None,
            automatic=arrival.is_automatic,
        )
    )
    if urgent:
        notice_urgent_wording(conversation, message, urgent)
    _sort_out(conversation, arrival, by=by)
    return message


def _urgent_in(arrival: Arrival, conversation: Conversation | None) -> Urgent | None:
    if arrival.is_automatic or arrival.is_history:
        return None
    return urgent_wording(arrival.subject[:500], _fresh(arrival), about=conversation.subject if conversation else None)


def _sort_out(conversation: Conversation, arrival: Arrival, *, by: Actor) -> None:
    """What stands in Spam stays there only if the house listed its writer, or a program wrote."""
    if not conversation.is_spam:
        return
    sender = listed_sender(arrival.sender_address)
    if sender is None and not arrival.is_automatic:
        take_out_of_spam(conversation, by=by)
    elif sender is not None and arrival.conversation_id is None:
        record_arrival_in_spam(conversation, sender, by=SYSTEM)


def _fresh(arrival: Arrival) -> str:
    return arrival.text if arrival.quoted_from is None else arrival.text[: arrival.quoted_from]


def _open(arrival: Arrival, *, is_urgent: bool) -> Conversation:
    """A conversation for the letter. What a listed sender writes stands in Spam, unless it is urgent."""
    team_id = _team_of(arrival.mailbox_id)
    conversation = Conversation.objects.create(
        subject=arrival.subject.strip()[:500] or preview_of(arrival.text)[:80] or _("(no subject)"),
        customer_id=arrival.customer_id,
        mailbox_id=arrival.mailbox_id,
        channel=arrival.channel,
        team_id=team_id,
        state=State.CLOSED if arrival.is_history else State.OPEN,
        turn=Turn.THEIRS if arrival.is_history else Turn.OURS,
        waiting_since=arrival.at,
        opened_at=arrival.at,
        closed_at=arrival.at if arrival.is_history else None,
        last_message_at=arrival.at,
        news_at=None if arrival.is_history else now(),
        preview=preview_of(_fresh(arrival) or arrival.text),
        is_spam=not (arrival.is_history or is_urgent) and listed_sender(arrival.sender_address) is not None,
    )
    if not arrival.is_history:
        by = Actor.customer(arrival.customer_id)
        record(
            ConversationOpened(by=by, conversation_id=conversation.pk, person_id=arrival.customer_id, team_id=team_id)
        )
    return conversation


@once_together
def _team_of(mailbox_id: int | None) -> int | None:
    return Mailbox.objects.filter(pk=mailbox_id or 0).values_list("team_id", flat=True).first()


def _write(arrival: Arrival, conversation: Conversation) -> Message:
    message = Message.objects.create(
        conversation=conversation,
        home=conversation,
        direction=Direction.IN,
        made_by=MadeBy.CUSTOMER,
        is_automatic=arrival.is_automatic,
        channel=arrival.channel,
        customer_id=arrival.customer_id,
        sender_name=arrival.sender_name[:200],
        sender_address=arrival.sender_address[:320],
        reply_to=arrival.reply_to[:320],
        recipients=[recipient.as_json() for recipient in arrival.recipients],
        subject=arrival.subject[:500],
        preview=preview_of(_fresh(arrival) or arrival.text),
        at=arrival.at,
    )
    body = MessageBody(
        message=message,
        text=arrival.text,
        html=arrival.html,
        quoted_from=len(arrival.text) if arrival.quoted_from is None else arrival.quoted_from,
        has_remote_images=arrival.has_remote_images,
        remarks=list(arrival.remarks),
        invitations=list(arrival.invitations),
    )
    insert(body)
    _attach(arrival, message)
    return message


def _attach(arrival: Arrival, message: Message) -> None:
    for file in arrival.files:
        hold_blob(file.blob_key)
        attachment = Attachment(
            message=message,
            blob_id=file.blob_key,
            filename=file.filename[:255],
            content_type=file.content_type[:120],
            size=file.size,
            content_id=file.content_id[:255],
            is_inline=file.is_inline,
        )
        insert(attachment)


def _remember(conversation: Conversation, message: Message) -> None:
    if message.at >= conversation.last_message_at:
        conversation.change(last_message_at=message.at, preview=message.preview)


def _take_turn(conversation: Conversation, message: Message, *, is_automatic: bool, by: Actor) -> None:
    if (conversation.last_message_at, conversation.preview) != (message.at, message.preview):
        conversation.change(
            last_message_at=max(message.at, conversation.last_message_at),
            preview=message.preview,
            news_at=conversation.news_at if is_automatic else now(),
        )
    if is_automatic:
        return
    if conversation.turn != Turn.OURS:
        conversation.change(turn=Turn.OURS, waiting_since=message.at)
    if conversation.is_closed:
        reopen(conversation, by=by)
    wake(conversation, by=by, because=Because.CUSTOMER)
