"""Notes: what stays in the house."""

from django.db import transaction

from goodword.conversations.actions.drafting import take_files
from goodword.conversations.actions.reading import tell_news
from goodword.conversations.choices import DraftKind
from goodword.conversations.events import AgentsMentioned, NoteWritten
from goodword.conversations.mentions import named_in, settled
from goodword.conversations.models import Conversation, Note
from goodword.conversations.queries.mentions import mentionable
from goodword.conversations.writing import Written
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.events import record


@transaction.atomic
def write_note(number: int, *, by: Actor, html: str, asks: bool = False) -> Note:
    """Leave a note with the conversation, with the files of the writer's note draft; the draft is gone then.

    Whom it names and who may read it is told: by a chip of the editor, or by "@Name" where that can be only one.
    `asks`: it asks a colleague something, written elsewhere than in the writer's draft, which stays.

    Raises NotFound, Invalid when there is neither a word nor a file.
    """
    conversation = Conversation.objects.locked(number)
    written, told = with_mentions(conversation, Written.of_note(html), by)
    note = Note.objects.create(
        conversation=conversation,
        home=conversation,
        agent_id=by.writer_id,
        text=written.text,
        html=written.html,
        at=now(),
    )
    tell_news(conversation, at=note.at, by=by)
    files = 0 if asks else take_files(conversation, by=by, kind=DraftKind.NOTE, note=note)
    written.check(has_files=files > 0)
    person_id = conversation.customer_id
    record(NoteWritten(by=by, conversation_id=conversation.pk, person_id=person_id, note_id=note.pk, asks=asks))
    tell_mentioned(note, told, by=by)
    return note


def tell_mentioned(note: Note, told: list[int], *, by: Actor) -> None:
    """Keep whom the note names, and tell them."""
    if not told:
        return
    note.mentions.set(told)
    conversation = note.conversation
    person_id = conversation.customer_id
    record(
        AgentsMentioned(by=by, conversation_id=conversation.pk, person_id=person_id, note_id=note.pk, agent_ids=told)
    )


def with_mentions(conversation: Conversation, written: Written, by: Actor) -> tuple[Written, list[int]]:
    """The note with whom it names, and who of them is told: those who may read it, but not its writer."""
    if "@" not in written.text:
        return written, []
    known = mentionable(conversation)
    html = settled(written.html, known)
    keys = set(named_in(html))
    told = {agent for one in known if one.key in keys for agent in one.agent_ids} - {by.agent_id}
    return Written(html, written.text), sorted(told)
