"""Replies to the customer, with ten seconds to think again."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.assigning import assign
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import discard_draft, restore_draft, take_files
from goodword.conversations.actions.reopening import reopen
from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import Delivery, Direction, DraftKind, MadeBy, Turn
from goodword.conversations.events import ReplyQueued, ReplyUndone
from goodword.conversations.models import Attachment, Conversation, Draft, Message, MessageBody
from goodword.conversations.projections import restate_conversation
from goodword.conversations.writing import Written
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record
from goodword.core.markup import preview_of
from goodword.core.models import RecordedEvent
from goodword.people.models import Identity

UNDO_WINDOW = timedelta(seconds=10)
SAID_ONCE = timedelta(minutes=5)


@transaction.atomic
def send_reply(number: int, *, by: Actor, html: str, close: bool = False) -> Message:
    """Answer the customer with the text and the files of the agent's reply draft; it leaves in ten seconds.

    The turn becomes theirs; whoever answers an unassigned conversation has it. The same words again within five
    minutes, while nobody wrote in between, are the same reply: a browser that lost our answer asks a second time.
    Raises NotFound, Invalid when there is neither a word nor a file or nobody to write to, and what closing raises.
    """
    conversation = Conversation.objects.locked(number)
    written = Written.of(html)
    message = _said_already(conversation, written, by)
    if message is None:
        message = _say(conversation, written, by, close=close)
    else:
        discard_draft(number, by=by, kind=DraftKind.REPLY)
    if close:
        close_conversation(number, by=by)
    return message


def _say(conversation: Conversation, written: Written, by: Actor, *, close: bool) -> Message:
    message = _write(conversation, written, by)
    files = take_files(conversation, by=by, kind=DraftKind.REPLY, message=message)
    written.check(has_files=files > 0)
    conversation.change(turn=Turn.THEIRS, waiting_since=message.at, last_message_at=message.at, preview=message.preview)
    if conversation.assignee_id is None:
        assign(conversation, by=by, to=by.agent_id)
    if not conversation.is_open and not close:
        reopen(conversation, by=by)
    record(
        ReplyQueued(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, message_id=message.pk)
    )
    return message


def _said_already(conversation: Conversation, written: Written, by: Actor) -> Message | None:
    """The reply that says just this and is the last word; None when the draft brings files, which said nothing yet."""
    last = conversation.messages.select_related("body").order_by("-at", "-id").first()
    if last is None or written.is_empty or last.agent_id != by.writer_id or last.body.html != written.html:
        return None
    draft = Draft.objects.filter(conversation=conversation, agent_id=by.writer_id, kind=DraftKind.REPLY)
    is_fresh = now() - last.at < SAID_ONCE and last.delivery != Delivery.FAILED
    return last if is_fresh and not Attachment.objects.filter(draft__in=draft).exists() else None


def _write(conversation: Conversation, written: Written, by: Actor) -> Message:
    moment = now()
    message = Message.objects.create(
        conversation=conversation,
        home=conversation,
        direction=Direction.OUT,
        made_by=MadeBy.AGENT,
        channel=conversation.channel,
        agent_id=by.writer_id,
        recipients=[_recipient(conversation).as_json()],
        subject=conversation.subject,
        preview=preview_of(written.text),
        at=moment,
        delivery=Delivery.QUEUED,
        leaves_at=moment + UNDO_WINDOW,
    )
    MessageBody.objects.create(message=message, text=written.text, html=written.html, quoted_from=len(written.text))
    return message


def _recipient(conversation: Conversation) -> Recipient:
    """The address the customer last wrote from; else the first we know."""
    written_from = (
        conversation.messages.filter(direction=Direction.IN, customer_id=conversation.customer_id)
        .order_by("-at", "-id")
        .values_list("sender_address", flat=True)
        .first()
    )
    known = Identity.objects.filter(customer_id=conversation.customer_id).order_by("id")
    address = written_from or known.values_list("value", flat=True).first()
    if not address:
        raise ActionRefused(_("We have no address for this customer yet. Add one first."))
    return Recipient(name=conversation.customer.name, address=address)


@transaction.atomic
def undo_reply(message_id: int, *, by: Actor) -> Draft:
    """Take a reply back before it leaves: it is a draft again and was never sent.

    Raises NotFound for somebody else's, ActionRefused when it has left already.
    """
    number = (
        Message.objects.filter(pk=message_id, agent_id=by.writer_id).values_list("conversation_id", flat=True).first()
    )
    if number is None:
        raise NotFound
    conversation = Conversation.objects.locked(number)
    message = Message.objects.select_for_update(of=("self",)).select_related("body").get(pk=message_id)
    if message.delivery != Delivery.QUEUED or message.leaves_at is None or now() > message.leaves_at:
        raise ActionRefused(_("This reply has left already."))
    draft = restore_draft(message, by=by, html=message.body.html)
    queued = RecordedEvent.objects.filter(
        kind=ReplyQueued.kind, conversation_id=number, data__message_id=message.pk
    ).first()
    record(
        ReplyUndone(
            by=by,
            conversation_id=number,
            person_id=conversation.customer_id,
            undoes=queued.pk if queued else None,
            message_id=message.pk,
        )
    )
    if conversation.closed_at is not None and conversation.closed_at >= message.at:
        reopen(conversation, by=by)
    message.delete()
    restate_conversation(conversation)
    return draft
