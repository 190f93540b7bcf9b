"""A letter of ours that another mail program sent appears in the conversation it belongs to."""

from django.db import transaction

from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Delivery, Direction, MadeBy
from goodword.conversations.events import ReplySentElsewhere
from goodword.conversations.models import Attachment, Conversation, Message, MessageBody
from goodword.conversations.projections import restate_conversation
from goodword.conversations.saying import says_of
from goodword.core.actor import Actor
from goodword.core.blobs import hold_blob
from goodword.core.errors import NotFound
from goodword.core.events import record
from goodword.core.markup import preview_of


@transaction.atomic
def note_sent_elsewhere(letter: Arrival, *, by: Actor, answers: bool) -> Message:
    """Put the letter where the house's letters stand, as sent. Nothing leaves.

    `answers`: it went to the customer, so that the turn is theirs unless they wrote since; a letter to somebody else
    answered nobody. A matter that is closed stays closed. Raises NotFound when the conversation is gone.
    """
    if letter.conversation_id is None:
        raise NotFound
    conversation = Conversation.objects.locked(letter.conversation_id)
    message = _write(letter, conversation, by)
    if answers and not letter.is_automatic:
        restate_conversation(conversation)
    elif message.at >= conversation.last_message_at:
        conversation.change(last_message_at=message.at, preview=message.preview)
    record(
        ReplySentElsewhere(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            message_id=message.pk,
            answers=answers and not letter.is_automatic,
        )
    )
    return message


def _write(letter: Arrival, conversation: Conversation, by: Actor) -> Message:
    fresh = letter.text if letter.quoted_from is None else letter.text[: letter.quoted_from]
    message = Message.objects.create(
        conversation=conversation,
        home=conversation,
        direction=Direction.OUT,
        made_by=MadeBy.ELSEWHERE,
        is_automatic=letter.is_automatic,
        channel=letter.channel,
        agent_id=by.agent_id,
        sender_name=letter.sender_name[:200],
        sender_address=letter.sender_address[:320],
        recipients=[recipient.as_json() for recipient in letter.recipients],
        subject=letter.subject[:500],
        preview=preview_of(fresh or letter.text),
        at=letter.at,
        delivery=Delivery.SENT,
        says=says_of(fresh),
    )
    MessageBody.objects.create(
        message=message,
        text=letter.text,
        html=letter.html,
        quoted_from=len(letter.text) if letter.quoted_from is None else letter.quoted_from,
        has_remote_images=letter.has_remote_images,
    )
    for file in letter.files:
        hold_blob(file.blob_key)
        Attachment.objects.create(
            message=message,
            blob_id=file.blob_key,
            filename=file.filename[:255],
            content_type=file.content_type[:120],
            size=file.size,
            content_id=file.content_id[:255],
            is_inline=file.is_inline,
        )
    return message
