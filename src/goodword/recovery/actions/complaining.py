"""Something becomes a complaint: somebody says so, and a person of the house always has the last word on that."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.matters import write_from_page
from goodword.conversations.actions.reopening import reopen
from goodword.conversations.choices import Direction
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor, ActorKind
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import Event, record
from goodword.promises.actions.applying import follow_policies
from goodword.promises.actions.complaining import begin_complaint, end_complaint
from goodword.recovery.complaint_choices import Source
from goodword.recovery.complaint_errors import NoComplaint
from goodword.recovery.complaint_events import ComplaintConfirmed, ComplaintMarked, ComplaintWithdrawn
from goodword.recovery.models import Complaint
from goodword.recovery.models.complaints import hash_of_words, new_words_key
from goodword.recovery.queries.complaints import open_complaint, we_wrote_since
from goodword.recovery.queries.noticed import reads_like_complaint


@transaction.atomic
def mark_complaint(message_id: int, *, by: Actor, source: Source = Source.AGENT) -> Complaint:
    """This letter complains: its words are kept as they are, and the day begins as of its receipt.

    Marked by an agent it is confirmed; otherwise a person of the house has still to say so. One that is open is the
    one, and confirmed if an agent marks again. Raises NotFound, ActionRefused for what no customer wrote.
    """
    message = Message.objects.select_related("body").filter(pk=message_id).first()
    if message is None:
        raise NotFound
    conversation = Conversation.objects.locked(message.conversation_id)
    is_theirs = message.direction == Direction.IN and not message.is_automatic
    if not is_theirs or conversation.is_spam:
        raise ActionRefused(_("Only what a customer wrote can be a complaint."))
    known = open_complaint(conversation)
    if known is not None:
        return _confirm(known, by) if by.kind == ActorKind.AGENT else known
    if conversation.is_closed:
        reopen(conversation, by=by)
    complaint = _write(conversation, message, source, by)
    follow_policies(conversation.pk)
    begin_complaint(message.pk, by=by)
    tell(ComplaintMarked, complaint, by=by, message_id=message.pk, source=source.value)
    return complaint


@transaction.atomic
def mark_latest(number: int, *, by: Actor) -> Complaint:
    """The same for the letter that reads like one and waits for that word, else for the customer's latest letter in the
    conversation. Raises NotFound, ActionRefused."""
    conversation = Conversation.objects.locked(number)
    waiting = reads_like_complaint(conversation)
    if waiting is not None:
        return mark_complaint(waiting.message_id, by=by, source=Source.NOTICED)
    theirs = conversation.messages.filter(direction=Direction.IN, is_automatic=False)
    latest = theirs.order_by("-at", "-id").first()
    if latest is None:
        raise ActionRefused(_("Only what a customer wrote can be a complaint."))
    return mark_complaint(latest.pk, by=by)


@transaction.atomic
def complain_from_page(link_id: int, *, by: Actor, once: str, text: str) -> Complaint | None:
    """The customer complains on the page of their matter: a letter, and the day begins with it. None when it came
    before. Raises NotFound, NotAllowed, Invalid without a word."""
    if not text.strip():
        raise Invalid(text=_("Write what went wrong, in a few words."))
    message = write_from_page(link_id, by=by, once=once, text=text)
    return mark_complaint(message.pk, by=by, source=Source.CUSTOMER) if message else None


@transaction.atomic
def confirm_complaint(number: int, *, by: Actor) -> Complaint:
    """Somebody of the house says that it is one. Idempotent. Raises NotFound, NoComplaint."""
    return _confirm(locked_complaint(number), by)


@transaction.atomic
def withdraw_complaint(number: int, *, by: Actor, undoes: int | None = None) -> Complaint:
    """It is none after all: nothing is owed for it. Raises NotFound, NoComplaint, ActionRefused once something was done
    about it, and for what the customer called one before somebody of us wrote to them."""
    complaint = locked_complaint(number)
    if complaint.source == Source.CUSTOMER and not we_wrote_since(complaint):
        raise ActionRefused(_("The customer says that it is one. Write to them before you say that it is none."))
    if _was_treated(complaint):
        raise ActionRefused(_("Something was done about this complaint already. Close it, and say what came of it."))
    complaint.change(withdrawn_at=now())
    end_complaint(number, by=by)
    tell(ComplaintWithdrawn, complaint, by=by, undoes=undoes)
    follow_policies(number)
    return complaint


def locked_complaint(number: int) -> Complaint:
    """The open complaint of a conversation, under its lock. Raises NotFound, NoComplaint."""
    complaint = open_complaint(Conversation.objects.locked(number))
    if complaint is None:
        raise NoComplaint
    return complaint


def tell(event: type[Event], complaint: Complaint, *, by: Actor, undoes: int | None = None, **facts: object) -> None:
    """Record the event of a complaint."""
    record(
        event(  # type: ignore[call-arg]  # every event of a complaint takes these
            by=by,
            undoes=undoes,
            conversation_id=complaint.conversation_id,
            person_id=complaint.customer_id,
            complaint_id=complaint.pk,
            **facts,
        )
    )


def _was_treated(complaint: Complaint) -> bool:
    done = (complaint.restatements, complaint.corrective_actions, complaint.declines, complaint.remedies.given())
    return any(rows.exists() for rows in done)


def _confirm(complaint: Complaint, by: Actor) -> Complaint:
    if not complaint.is_confirmed:
        complaint.change(confirmed_by_id=by.agent_id, confirmed_at=now(), owner_id=complaint.owner_id or by.agent_id)
        tell(ComplaintConfirmed, complaint, by=by)
    return complaint


def _write(conversation: Conversation, message: Message, source: Source, by: Actor) -> Complaint:
    words, key = own_words(message), new_words_key()
    is_agent = by.kind == ActorKind.AGENT
    return Complaint.objects.create(
        conversation=conversation,
        home=message.home,
        customer_id=conversation.customer_id,
        message=message,
        said_at=min(message.at, now()),
        words=words,
        words_key=key,
        words_hash=hash_of_words(words, key),
        source=source,
        marked_by_id=by.agent_id,
        marked_at=now(),
        confirmed_by_id=by.agent_id,
        confirmed_at=now() if is_agent else None,
        owner_id=conversation.assignee_id or by.agent_id,
    )


def own_words(message: Message) -> str:
    """What the letter itself says, without what it quotes; the subject where it says nothing."""
    return message.body.text[: message.body.quoted_from].strip() or message.subject
