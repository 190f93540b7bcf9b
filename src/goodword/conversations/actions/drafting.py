"""Drafts: what is being written is on the server at each pause."""

from typing import BinaryIO

from django.db import transaction

from goodword.accounts.access import acting_agent
from goodword.conversations.access import may_discard_drafts
from goodword.conversations.choices import DraftKind, Says
from goodword.conversations.envelopes import Envelope, kept_recipients
from goodword.conversations.events import DraftDiscarded, DraftSaved, DraftTakenOver
from goodword.conversations.models import Attachment, Conversation, Draft, FileLink, Message, Note
from goodword.conversations.saying import says_of
from goodword.conversations.writing import Written
from goodword.core.actor import Actor
from goodword.core.blobs import hold_blob, release_blob, store_blob
from goodword.core.clock import now
from goodword.core.errors import NotAllowed, NotFound
from goodword.core.events import record


@transaction.atomic
def save_draft(
    number: int,
    *,
    by: Actor,
    kind: DraftKind,
    html: str,
    envelope: Envelope | None = None,
    says: Says | None = None,
) -> Draft | None:
    """Keep what the agent has written so far, and what they chose that it `says`; an empty draft without files is
    dropped. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    written = Written.of_note(html) if kind == DraftKind.NOTE else Written.of(html)
    draft = _draft_of(conversation, by, kind)
    if written.is_empty and (draft is None or not draft.attachments.exists()):
        if draft is not None:
            _drop(draft, by)
        return None
    if draft is None:
        draft = _begin(conversation, by, kind)
    draft.html, draft.updated_at = written.html, now()
    draft.says = draft.says if says is None else says
    draft.save(update_fields=["html", "updated_at", "says", *_put_around(draft, envelope)])
    return draft


def envelope_of(draft: Draft) -> Envelope:
    """What the agent chose to stand around the draft."""
    return Envelope(
        recipients=None if draft.recipients is None else kept_recipients(draft.recipients),
        subject=draft.subject or None,
        with_signature=draft.with_signature,
        with_history=draft.with_history,
    )


def _put_around(draft: Draft, envelope: Envelope | None) -> list[str]:
    """Set the columns of what stands around it; says which."""
    if envelope is None:
        return []
    chosen = envelope.recipients
    draft.recipients = None if chosen is None else [one.as_json() for one in chosen]
    draft.subject = (envelope.subject or "")[:500]
    draft.with_signature, draft.with_history = envelope.with_signature, envelope.with_history
    return ["recipients", "subject", "with_signature", "with_history"]


@transaction.atomic
def discard_draft(number: int, *, by: Actor, kind: DraftKind) -> None:
    """Throw away the agent's draft and let go of its files. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    draft = _draft_of(conversation, by, kind)
    if draft is not None:
        _drop(draft, by)


@transaction.atomic
def take_over_draft(draft_id: int, *, by: Actor) -> Draft:
    """Go on with a reply that somebody else has begun, with its files; what one had begun oneself stands below it.

    Whoever wrote it and goes on typing has a draft of their own again, with every word. Raises NotFound.
    """
    draft = _locked(draft_id)
    author = draft.agent_id
    if author == by.writer_id:
        return draft
    own = _draft_of(draft.conversation, by, DraftKind.REPLY)
    if own is None:
        draft.agent_id, draft.updated_at, taken = by.writer_id, now(), draft
        draft.save(update_fields=["agent_id", "updated_at"])
    else:
        own.html, own.updated_at, taken = draft.html + own.html, now(), own
        own.save(update_fields=["html", "updated_at"])
        draft.attachments.update(draft=own)
        draft.delete()
    conversation = draft.conversation
    record(DraftTakenOver(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, agent_id=author))
    return taken


@transaction.atomic
def discard_shared_draft(draft_id: int, *, by: Actor) -> None:
    """Throw away a reply that somebody else has begun: leads and above may. Raises NotFound, NotAllowed."""
    draft = _locked(draft_id)
    agent = acting_agent(by)
    if draft.agent_id != by.agent_id and agent is not None and not may_discard_drafts(agent):
        raise NotAllowed
    author, conversation = draft.agent_id, draft.conversation
    _drop(draft, by)
    if author != by.agent_id:
        record(
            DraftDiscarded(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, agent_id=author)
        )


def _locked(draft_id: int) -> Draft:
    """A reply that somebody has begun, its conversation under lock. Raises NotFound."""
    number = Draft.objects.filter(pk=draft_id).values_list("conversation_id", flat=True).first()
    conversation = Conversation.objects.locked(number or 0)
    draft = Draft.objects.filter(pk=draft_id, kind=DraftKind.REPLY).first()
    if draft is None:
        raise NotFound
    draft.conversation = conversation
    return draft


def attach_file(
    number: int, *, by: Actor, kind: DraftKind, filename: str, content_type: str, content: BinaryIO
) -> Attachment:
    """Add a file to the agent's draft, which begins if there is none. Raises NotFound."""
    blob = store_blob(content)
    with transaction.atomic():
        conversation = Conversation.objects.locked(number)
        draft = _draft_of(conversation, by, kind) or _begin(conversation, by, kind)
        hold_blob(blob.key)
        return Attachment.objects.create(
            draft=draft, blob=blob, filename=filename[:255], content_type=content_type[:120], size=blob.size
        )


@transaction.atomic
def remove_file(attachment_id: int, *, by: Actor) -> None:
    """Take a file out of the agent's own draft. Raises NotFound for anybody else's."""
    attachment = Attachment.objects.filter(pk=attachment_id, draft__agent_id=by.writer_id).first()
    if attachment is None:
        raise NotFound
    release_blob(attachment.blob_id)
    attachment.delete()


def take_files(
    conversation: Conversation,
    *,
    by: Actor,
    kind: DraftKind,
    message: Message | None = None,
    note: Note | None = None,
    draft: Draft | None = None,
) -> int:
    """Move the files of the agent's draft to what was written, drop the draft, and say how many files there were."""
    draft = draft or _draft_of(conversation, by, kind)
    if draft is None:
        return 0
    moved = draft.attachments.update(message=message, note=note, draft=None)
    draft.delete()
    return moved


def restore_draft(message: Message, *, by: Actor, html: str) -> Draft:
    """Make a draft of a reply that was taken back; what was begun since stands below it."""
    envelope = Envelope(
        recipients=kept_recipients(message.recipients),
        subject=message.subject,
        with_signature=bool(message.body.signature),
        with_history=message.body.with_history,
    )
    is_chosen = message.says != says_of(message.body.text)
    says = Says(message.says) if is_chosen else Says.NOTHING
    draft = draft_again(message.conversation, by=by, html=html, envelope=envelope, says=says)
    FileLink.objects.filter(attachment__message=message).delete()
    message.attachments.update(draft=draft, message=None)
    return draft


def reply_draft(conversation: Conversation, *, by: Actor, html: str, envelope: Envelope, says: Says) -> Draft:
    """The agent's reply draft with this text, begun if there is none; the caller holds the conversation."""
    draft = _draft_of(conversation, by, DraftKind.REPLY) or _begin(conversation, by, DraftKind.REPLY)
    draft.html, draft.updated_at, draft.says = Written.of(html).html, now(), says
    draft.save(update_fields=["html", "updated_at", "says", *_put_around(draft, envelope)])
    return draft


def draft_again(
    conversation: Conversation,
    *,
    by: Actor,
    html: str,
    envelope: Envelope,
    was_held: bool = False,
    says: Says = Says.NOTHING,
) -> Draft:
    """The agent's reply draft, with this above what they have begun since."""
    draft = _draft_of(conversation, by, DraftKind.REPLY) or _begin(conversation, by, DraftKind.REPLY)
    draft.html, draft.updated_at, draft.was_held = html + draft.html, now(), was_held
    draft.says = says or draft.says
    draft.save(update_fields=["html", "updated_at", "was_held", "says", *_put_around(draft, envelope)])
    return draft


def _draft_of(conversation: Conversation, by: Actor, kind: DraftKind) -> Draft | None:
    return Draft.objects.filter(conversation=conversation, agent_id=by.writer_id, kind=kind).first()


def _begin(conversation: Conversation, by: Actor, kind: DraftKind) -> Draft:
    draft = Draft.objects.create(conversation=conversation, agent_id=by.writer_id, kind=kind, updated_at=now())
    _record(conversation.pk, by, kind)
    return draft


def _drop(draft: Draft, by: Actor) -> None:
    for attachment in draft.attachments.all():
        release_blob(attachment.blob_id)
    draft.delete()
    _record(draft.conversation_id, by, draft.kind)


def _record(conversation_id: int, by: Actor, kind: str) -> None:
    record(DraftSaved(by=by, conversation_id=conversation_id, draft_kind=str(kind)))
