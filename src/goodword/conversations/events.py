"""What happens to a conversation."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ConversationOpened(Event, kind="conversation.opened"):
    """A matter began with a customer's first message, or with ours."""

    team_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MessageReceived(Event, kind="message.received"):
    """The customer wrote; the turn is ours. `automatic`: a program did, and nobody waits for an answer."""

    message_id: int
    first: bool = False
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class UrgentWordingNoticed(Event, kind="urgent-wording.noticed"):
    """The customer's words call for somebody at once; `kinds` says what they are about."""

    message_id: int
    kinds: list[str]


@dataclass(frozen=True, kw_only=True)
class UrgentAcknowledged(Event, kind="urgent-wording.acknowledged"):
    """Somebody said that they have what was urgent. An answer, or closing the matter, says so by itself."""


@dataclass(frozen=True, kw_only=True)
class UrgentWordingChanged(Event, kind="urgent-wording.changed"):
    """The list of urgent wording is another one."""


@dataclass(frozen=True, kw_only=True)
class ReplyQueued(Event, kind="reply.queued"):
    """An agent sent a reply; it leaves when the undo window has passed."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyUndone(Event, kind="reply.undone"):
    """The reply was taken back inside the undo window and is a draft again."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ReplySent(Event, kind="reply.sent"):
    """The relay accepted the reply."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyFailed(Event, kind="reply.failed"):
    """The reply could not be delivered to the relay and will not be tried again by itself."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyBounced(Event, kind="reply.bounced"):
    """The reply came back from the customer's server; `hard`: it would again. Nobody was answered."""

    message_id: int
    hard: bool


@dataclass(frozen=True, kw_only=True)
class ReplyDelayed(Event, kind="reply.delayed"):
    """The customer's server could not take the reply yet; the relay goes on trying."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyArrived(Event, kind="reply.arrived"):
    """The customer's server confirmed that it has the reply."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class AcknowledgementQueued(Event, kind="acknowledgement.queued"):
    """The desk told a customer by itself that their message is here."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class AcknowledgementHeldBack(Event, kind="acknowledgement.held-back"):
    """The customer was not told by itself that their message is here; `reason` is a code of the channel."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class AcknowledgementChanged(Event, kind="acknowledgement.changed"):
    """A mailbox acknowledges or no longer does, or says it in other words."""

    mailbox_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyRetried(Event, kind="reply.retried"):
    """An agent asked for a failed reply to be tried again."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyPlanned(Event, kind="reply.planned"):
    """An agent said when a reply leaves, or another time; until then it changes nothing."""

    draft_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyUnplanned(Event, kind="reply.unplanned"):
    """A reply that was to leave later is a draft again, since an agent wanted it so."""

    draft_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyHeldBack(Event, kind="reply.held-back"):
    """Something happened before a reply was to leave (`HeldFor`): it is a draft again, and `agent_id` wrote it."""

    draft_id: int
    agent_id: int
    reason: str = "letter"


@dataclass(frozen=True, kw_only=True)
class ReplyReaddressed(Event, kind="reply.readdressed"):
    """An agent gave a reply that was not delivered other recipients."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class FileFetched(Event, kind="file.fetched"):
    """Somebody fetched a file by the link in our letter."""

    link_id: int


@dataclass(frozen=True, kw_only=True)
class FileLinkRevoked(Event, kind="file.link-revoked"):
    """An agent made the link of a file hand it out no more."""

    link_id: int


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event, kind="note.written"):
    """Somebody of the house wrote a note; `asks`: it asks a colleague something, and so answers nothing itself."""

    note_id: int
    asks: bool = False


@dataclass(frozen=True, kw_only=True)
class AgentsMentioned(Event, kind="agents.mentioned"):
    """A note names these agents, who may read it."""

    note_id: int
    agent_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ConversationAssigned(Event, kind="conversation.assigned"):
    """The conversation has another assignee, or none."""

    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class ReplySentElsewhere(Event, kind="reply.sent-elsewhere"):
    """A letter of ours was sent by another mail program. `answers`: it went to the customer, and the turn is theirs."""

    message_id: int
    answers: bool = True


@dataclass(frozen=True, kw_only=True)
class ConversationMoved(Event, kind="conversation.moved"):
    """The conversation belongs to another team, or to none."""

    before: int | None
    after: int | None


@dataclass(frozen=True, kw_only=True)
class CustomerChanged(Event, kind="conversation.customer-changed"):
    """The conversation is another customer's matter; `message_ids` are the letters that are theirs now as well."""

    before: int
    after: int
    message_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class WriterConfirmed(Event, kind="conversation.writer-confirmed"):
    """An agent said that the customer, who may write for somebody else, wrote for themselves (or, undone, not)."""


@dataclass(frozen=True, kw_only=True)
class ConversationClosed(Event, kind="conversation.closed"):
    """The matter left every queue; `until` is the time until which it was snoozed."""

    until: str | None = None


@dataclass(frozen=True, kw_only=True)
class ConversationReopened(Event, kind="conversation.reopened"):
    """The matter is back in its queue: somebody wrote, or an agent reopened it."""


@dataclass(frozen=True, kw_only=True)
class TurnSet(Event, kind="conversation.turn-set"):
    """Somebody of the house said whose turn it is; `before` and `after` are codes (`Turn`)."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class PriorityChanged(Event, kind="conversation.priority-changed"):
    """Somebody of the house said how soon it wants to be looked at: 1 low, 2 normal, 3 high, 4 urgent."""

    before: int
    after: int


@dataclass(frozen=True, kw_only=True)
class ConversationTagged(Event, kind="conversation.tagged"):
    """The conversation has a tag that it did not have."""

    tag_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationUntagged(Event, kind="conversation.untagged"):
    """A tag was taken off the conversation."""

    tag_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationSnoozed(Event, kind="conversation.snoozed"):
    """The conversation is out of the way until a time, or until the customer writes; `before` is the time it had."""

    until: str
    before: str | None = None


@dataclass(frozen=True, kw_only=True)
class ConversationUnsnoozed(Event, kind="conversation.unsnoozed"):
    """Somebody of the house ended the snooze before its time; `before` is the time it had."""

    before: str


@dataclass(frozen=True, kw_only=True)
class ConversationWoke(Event, kind="conversation.woke"):
    """The snooze that `agent_id` set ended by itself; `because` says why, `took_turn` that the turn is ours since."""

    agent_id: int | None
    because: str
    took_turn: bool = False


@dataclass(frozen=True, kw_only=True)
class ConversationMarkedSpam(Event, kind="conversation.marked-spam"):
    """The conversation is spam and stands in no list but that one; `sender_id` when the house listed its sender."""

    sender_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ConversationNotSpam(Event, kind="conversation.not-spam"):
    """The conversation is no spam after all, or its writer wrote again and the house lists no such sender."""


@dataclass(frozen=True, kw_only=True)
class SpamSenderListed(Event, kind="spam-sender.listed"):
    """New mail from an address is spam from now on."""

    sender_id: int


@dataclass(frozen=True, kw_only=True)
class SpamSenderForgotten(Event, kind="spam-sender.forgotten"):
    """New mail from an address comes in like any other again."""

    sender_id: int


@dataclass(frozen=True, kw_only=True)
class TagCreated(Event, kind="tag.created"):
    """The house has a new tag."""

    tag_id: int


@dataclass(frozen=True, kw_only=True)
class TagRenamed(Event, kind="tag.renamed"):
    """A tag has another name."""

    tag_id: int


@dataclass(frozen=True, kw_only=True)
class TagsMerged(Event, kind="tag.merged"):
    """What had one tag has the other now; the first is gone."""

    tag_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class TagDeleted(Event, kind="tag.deleted"):
    """A tag is gone, from the conversations that had it as well."""

    tag_id: int


@dataclass(frozen=True, kw_only=True)
class DraftSaved(Event, kind="draft.saved"):
    """An agent began or emptied a draft; not recorded for each pause while typing."""

    draft_kind: str


@dataclass(frozen=True, kw_only=True)
class TalkLogged(Event, kind="talk.logged"):
    """An agent logged a call or a visit; `direction` in: the customer called or came."""

    message_id: int
    channel: str
    direction: str


@dataclass(frozen=True, kw_only=True)
class TalkCorrected(Event, kind="talk.corrected"):
    """Whoever logged a call or a visit wrote it down otherwise."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class TalkTakenBack(Event, kind="talk.taken-back"):
    """Whoever logged a call or a visit took it out of the conversation."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class DraftTakenOver(Event, kind="draft.taken-over"):
    """An agent went on with a reply that `agent_id` had begun."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event, kind="draft.discarded"):
    """A lead or administrator threw away a reply that `agent_id` had begun."""

    agent_id: int
