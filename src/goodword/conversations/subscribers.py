"""What else changes in a conversation when something happened in it. An answer counts once it has left."""

from goodword.accounts.events import AgentSuspended
from goodword.conversations.actions.planning import (
    hold_planned_back,
    hold_plans_for_customer,
    hold_plans_of_agent,
)
from goodword.conversations.actions.urgency import settle_urgent
from goodword.conversations.choices import Direction, HeldFor, MadeBy
from goodword.conversations.events import (
    ConversationClosed,
    ConversationMarkedSpam,
    ConversationSnoozed,
    MessageReceived,
    NoteWritten,
    ReplyPlanned,
    ReplyQueued,
    ReplySent,
    ReplySentElsewhere,
    ReplyUndone,
    TalkCorrected,
    TalkLogged,
    TalkTakenBack,
)
from goodword.conversations.jobs import send_planned, wake_snoozed
from goodword.conversations.matter_events import MatterConfirmed
from goodword.conversations.models import Conversation, Draft, Message
from goodword.conversations.search.indexing import forget_message, index_message, index_message_anew, index_note
from goodword.core.events import on
from goodword.people.events import DeathRecorded, RepresentationEnded


@on(ReplySent)
def settle_what_was_answered(event: ReplySent) -> None:
    """Somebody of the house answered: the mark of urgent wording goes. What the desk itself wrote is no answer."""
    if event.conversation_id is None:
        return
    written_at = Message.objects.filter(pk=event.message_id, made_by=MadeBy.AGENT).values_list("at", flat=True).first()
    if written_at is not None:
        settle_urgent(event.conversation_id, answered_at=written_at)


@on(ReplySentElsewhere)
def settle_what_was_answered_elsewhere(event: ReplySentElsewhere) -> None:
    """The same for an answer that left by another mail program."""
    written_at = Message.objects.filter(pk=event.message_id).values_list("at", flat=True).first()
    if event.answers and event.conversation_id is not None and written_at is not None:
        settle_urgent(event.conversation_id, answered_at=written_at)


@on(ConversationClosed)
def settle_what_is_closed(event: ConversationClosed) -> None:
    """Whoever closes the matter has seen its mark."""
    if event.conversation_id is not None:
        settle_urgent(event.conversation_id)


@on(ConversationMarkedSpam)
def settle_what_is_spam(event: ConversationMarkedSpam) -> None:
    """So has whoever calls it spam. What is spam by its sender alone has no mark."""
    if event.conversation_id is not None:
        settle_urgent(event.conversation_id)


@on(ConversationSnoozed)
def wake_then(event: ConversationSnoozed) -> None:
    """A snoozed conversation has a job that waits for its time."""
    row = Conversation.objects.filter(pk=event.conversation_id or 0, snoozed_until__isnull=False).first()
    if row is not None and row.snoozed_until is not None:
        wake_snoozed.enqueue_later(row.snoozed_until, number=row.pk)


@on(ReplyPlanned)
def send_in_time(event: ReplyPlanned) -> None:
    """A planned reply has a job that waits for its time."""
    draft = Draft.objects.filter(pk=event.draft_id).first()
    if draft is not None and draft.leaves_at is not None:
        send_planned.enqueue_later(draft.leaves_at, draft_id=draft.pk)


@on(TalkLogged)
def hold_back_after_talk(event: TalkLogged) -> None:
    """Somebody called or came: what was to leave later may be settled."""
    index_message(event.message_id)
    if event.conversation_id is not None and event.direction == Direction.IN:
        hold_planned_back(event.conversation_id)


@on(TalkCorrected)
def find_as_corrected(event: TalkCorrected) -> None:
    """What was logged otherwise is found as it stands now."""
    index_message_anew(event.message_id, event.conversation_id or 0)


@on(TalkTakenBack)
def find_no_more(event: TalkTakenBack) -> None:
    """What was taken back is not found."""
    forget_message(event.message_id, event.conversation_id or 0)


@on(MessageReceived)
def hold_back(event: MessageReceived) -> None:
    """Somebody wrote: what was to leave later waits for whoever wrote it. A program's mail holds nothing back."""
    if event.conversation_id is not None and not event.automatic and not event.first:
        hold_planned_back(event.conversation_id)


@on(MatterConfirmed)
def hold_back_after_solution(event: MatterConfirmed) -> None:
    """The customer said that it is solved: what was to leave later may have nothing to say any more."""
    if event.conversation_id is not None:
        hold_planned_back(event.conversation_id)


@on(DeathRecorded)
def hold_back_after_death(event: DeathRecorded) -> None:
    """Nobody gets a letter written before it was known that they died."""
    if event.person_id is not None:
        hold_plans_for_customer(event.person_id, because=HeldFor.DEATH)


@on(RepresentationEnded)
def hold_back_after_authority(event: RepresentationEnded) -> None:
    """Whoever no longer writes for the customer gets no letter about them either, until somebody looked at it."""
    if event.person_id is not None:
        hold_plans_for_customer(event.person_id, because=HeldFor.AUTHORITY)


@on(AgentSuspended)
def hold_back_after_suspension(event: AgentSuspended) -> None:
    """Nothing leaves in the name of somebody who works here no more."""
    hold_plans_of_agent(event.agent_id)


def let_message_be_found(event: MessageReceived | ReplyQueued | ReplySentElsewhere | TalkLogged) -> None:
    """What was written, or said, is found from now on."""
    index_message(event.message_id)


on(TalkLogged)(let_message_be_found)
on(MessageReceived)(let_message_be_found)
on(ReplyQueued)(let_message_be_found)
on(ReplySentElsewhere)(let_message_be_found)


def forget_what_was_taken_back(event: ReplyUndone | TalkTakenBack) -> None:
    """What was taken back was never written."""
    if event.conversation_id is not None:
        forget_message(event.message_id, event.conversation_id)


on(ReplyUndone)(forget_what_was_taken_back)
on(TalkTakenBack)(forget_what_was_taken_back)


@on(TalkCorrected)
def let_correction_be_found(event: TalkCorrected) -> None:
    """What was written down otherwise is found as it is now."""
    if event.conversation_id is not None:
        index_message_anew(event.message_id, event.conversation_id)


@on(NoteWritten)
def let_note_be_found(event: NoteWritten) -> None:
    """So is a note."""
    index_note(event.note_id)
