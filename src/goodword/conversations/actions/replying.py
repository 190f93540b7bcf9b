"""Replies to the customer, with ten seconds to think again."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.conversations.actions.assigning import assign
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import discard_draft, restore_draft, take_files
from goodword.conversations.actions.linking import make_links
from goodword.conversations.actions.reopening import reopen
from goodword.conversations.choices import Delivery, Direction, DraftKind, MadeBy, Says, Turn
from goodword.conversations.envelopes import Envelope, each_once, proposed_recipients
from goodword.conversations.events import ReplyQueued, ReplyUndone
from goodword.conversations.models import Attachment, Conversation, Draft, Message, MessageBody
from goodword.conversations.projections import restate_conversation
from goodword.conversations.saying import says_of
from goodword.conversations.signatures import signature_of
from goodword.conversations.writing import Written
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record
from goodword.core.markup import preview_of
from goodword.core.models import RecordedEvent

UNDO_WINDOW = timedelta(seconds=10)
SAID_ONCE = timedelta(minutes=5)


@transaction.atomic
def send_reply(
    number: int,
    *,
    by: Actor,
    html: str,
    close: bool = False,
    envelope: Envelope | None = None,
    says: Says = Says.NOTHING,
    leaves_draft: bool = False,
) -> Message:
    """Answer the customer with the text and the files of the agent's reply draft; it leaves in ten seconds.

    With `leaves_draft` the words are none of that draft's, which stays as it is, with its files.
    Without an `envelope` it goes to those who are proposed. Files too large for mail become links.
    The turn becomes theirs, unless it `says` that we are still on it (as its words tell, if nobody does) or something
    is still owed; whoever answers an unassigned conversation has it. The same words again within five
    minutes, while nobody wrote in between, are the same reply: a browser that lost our answer asks a second time.
    Raises NotFound, Invalid when there is neither a word nor a file or nobody to write to, and what closing raises.
    """
    conversation = Conversation.objects.locked(number)
    written = Written.of(html)
    message = _said_already(conversation, written, by)
    if message is None:
        message = say(
            conversation,
            written,
            by,
            envelope=envelope or Envelope(),
            close=close,
            says=says,
            leaves_draft=leaves_draft,
        )
    elif not leaves_draft:
        discard_draft(number, by=by, kind=DraftKind.REPLY)
    if close:
        close_conversation(number, by=by)
    return message


def say(
    conversation: Conversation,
    written: Written,
    by: Actor,
    *,
    envelope: Envelope,
    close: bool,
    draft: Draft | None = None,
    wait: timedelta = UNDO_WINDOW,
    says: Says = Says.NOTHING,
    leaves_draft: bool = False,
) -> Message:
    """The same for a conversation that the caller holds under lock; of a planned `draft`, its files go along. Whoever
    closes the matter with it says that it is answered."""
    message = _write(conversation, written, by, envelope, wait)
    message.says = says or (Says.SOLVES if close else says_of(written.text))
    message.save(update_fields=["says"])
    kind = DraftKind.REPLY
    files = 0 if leaves_draft else take_files(conversation, by=by, kind=kind, message=message, draft=draft)
    written.check(has_files=files > 0)
    make_links(message, written.html)
    turn = Turn.OURS if message.says == Says.HOLDS or conversation.is_owed else Turn.THEIRS
    conversation.change(turn=turn, waiting_since=message.at, last_message_at=message.at, preview=message.preview)
    if conversation.assignee_id is None:
        assign(conversation, by=by, to=by.agent_id)
    if conversation.is_closed and not close:
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


def _write(conversation: Conversation, written: Written, by: Actor, envelope: Envelope, wait: timedelta) -> Message:
    moment, chosen = now(), envelope.recipients
    recipients = proposed_recipients(conversation) if chosen is None else each_once(chosen)
    message = Message.objects.create(
        conversation=conversation,
        home=conversation,
        direction=Direction.OUT,
        made_by=MadeBy.AGENT,
        channel=conversation.channel,
        agent_id=by.writer_id,
        recipients=[one.as_json() for one in recipients],
        subject=(conversation.subject if envelope.subject is None else envelope.subject)[:500],
        preview=preview_of(written.text),
        at=moment,
        delivery=Delivery.QUEUED,
        leaves_at=moment + wait,
    )
    MessageBody.objects.create(
        message=message,
        text=written.text,
        html=written.html,
        quoted_from=len(written.text),
        signature=_signature(conversation, by) if envelope.with_signature else "",
        with_history=envelope.with_history,
    )
    return message


def _signature(conversation: Conversation, by: Actor) -> str:
    return signature_of(Agent.objects.get(pk=by.writer_id), conversation.mailbox)


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
    conversation.refresh_from_db()  # what reacts may have opened it
    if conversation.closed_at is not None and conversation.closed_at >= message.at:
        reopen(conversation, by=by)
    message.delete()
    restate_conversation(conversation)
    return draft
