"""What stands in a conversation: messages, notes and what happened, in the order of time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet, Value

from goodword.accounts.models import Agent, Team
from goodword.conversations.choices import Direction
from goodword.conversations.events import (
    AcknowledgementHeldBack,
    ConversationAssigned,
    ConversationClosed,
    ConversationMarkedSpam,
    ConversationMoved,
    ConversationNotSpam,
    ConversationReopened,
    ConversationSnoozed,
    ConversationTagged,
    ConversationUnsnoozed,
    ConversationUntagged,
    ConversationWoke,
    CustomerChanged,
    DraftDiscarded,
    DraftTakenOver,
    PriorityChanged,
    ReplyHeldBack,
    SpamSenderForgotten,
    SpamSenderListed,
    TalkTakenBack,
    UrgentAcknowledged,
)
from goodword.conversations.matter_events import MatterConfirmed
from goodword.conversations.models import Attachment, Conversation, Message, Note
from goodword.conversations.organizing import Tag
from goodword.core.actor import ActorKind
from goodword.core.db.written_once import WrittenOnce
from goodword.core.models import RecordedEvent
from goodword.people.models import Customer

PAGE = 60
Row = TypeVar("Row", bound=Model)
_SHOWN = (
    ConversationAssigned.kind,
    ConversationMoved.kind,
    ConversationClosed.kind,
    ConversationReopened.kind,
    ReplyHeldBack.kind,
    DraftTakenOver.kind,
    DraftDiscarded.kind,
    TalkTakenBack.kind,
    AcknowledgementHeldBack.kind,
    CustomerChanged.kind,
    UrgentAcknowledged.kind,
    PriorityChanged.kind,
    ConversationTagged.kind,
    ConversationUntagged.kind,
    ConversationSnoozed.kind,
    ConversationUnsnoozed.kind,
    ConversationWoke.kind,
    ConversationMarkedSpam.kind,
    ConversationNotSpam.kind,
    SpamSenderListed.kind,
    SpamSenderForgotten.kind,
    MatterConfirmed.kind,
)
_ABOUT = {
    ConversationMoved.kind: "team",
    CustomerChanged.kind: "customer",
    ConversationTagged.kind: "tag",
    ConversationUntagged.kind: "tag",
    PriorityChanged.kind: "",
    ConversationSnoozed.kind: "",
    ConversationUnsnoozed.kind: "",
}
_further: set[str] = set()


def show_in_thread(*kinds: str) -> None:
    """Let events of a room above stand in the thread too; the screen that tells them is given their facts. To be called
    while the program starts."""
    _further.update(kinds)


@dataclass(frozen=True, slots=True)
class ThreadEvent:
    """Something that happened, with the names a sentence needs; `before` and `after` are an agent's, a team's, a
    customer's or a tag's; `reason` is a code, `until` a time. `facts` are what a room above recorded: ids and codes."""

    id: int
    kind: str
    at: datetime
    actor: str
    before: str
    after: str
    by_customer: bool
    reason: str = ""
    until: datetime | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThreadItem:
    """Exactly one of message, note and event."""

    at: datetime
    message: Message | None = None
    note: Note | None = None
    event: ThreadEvent | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """The latest part of a conversation; `earlier` is the id of the first message shown if there are older ones."""

    items: list[ThreadItem]
    earlier: int | None
    first: Message | None

    @property
    def messages(self) -> list[Message]:
        """The messages shown, newest first."""
        return [item.message for item in reversed(self.items) if item.message]


def thread_of(conversation: Conversation, before: int | None = None, size: int = PAGE) -> Thread:
    """The latest `size` messages (before the message with id `before`) and what stands between them."""
    edge = conversation.messages.filter(pk=before).first() if before else None
    if edge is None and size == PAGE:
        shown = _LATEST.rows(conversation=conversation.pk)
    else:
        messages = _messages(conversation.pk)
        if edge is not None:
            messages = messages.filter(Q(at__lt=edge.at) | Q(at=edge.at, pk__lt=edge.pk))
        shown = list(messages[: size + 1])
    for message in shown:
        message.conversation = conversation
    more = len(shown) > size
    shown = shown[:size]
    first = _first(conversation, [] if more or edge else shown)
    since = shown[-1].at if more else None
    until = edge.at if edge is not None else None
    items = [
        *(ThreadItem(at=message.at, message=message) for message in reversed(shown)),
        *_notes(conversation, since, until),
        *_events(conversation, since, until),
    ]
    items.sort(key=lambda item: item.at)
    return Thread(items=items, earlier=shown[-1].pk if more else None, first=first)


def _messages(conversation: int) -> QuerySet[Message]:
    files = Prefetch("attachments", Attachment.objects.select_related("link").order_by("pk"))
    rows = Message.objects.filter(conversation_id=conversation).prefetch_related(files)
    return rows.select_related("body", "customer", "agent", "talk__agent").order_by("-at", "-id")


def _all_notes(conversation: int) -> QuerySet[Note]:
    return Note.objects.filter(conversation_id=conversation).select_related("agent").prefetch_related("attachments")


def _all_events(conversation: int) -> QuerySet[RecordedEvent]:
    kinds = (*_SHOWN, *sorted(_further))
    return RecordedEvent.objects.filter(conversation_id=conversation, kind__in=kinds).order_by("id")


_LATEST = WrittenOnce(lambda conversation: _messages(conversation)[: PAGE + 1], "conversation")
_NOTES = WrittenOnce(_all_notes, "conversation")
_EVENTS = WrittenOnce(_all_events, "conversation")


def _first(conversation: Conversation, everything: list[Message]) -> Message | None:
    """The first letter to us; `everything` is the whole thread, newest first, if it was read whole."""
    if everything:
        return next((one for one in reversed(everything) if one.is_from_customer), None)
    received = conversation.messages.filter(direction=Direction.IN).select_related("body")
    return received.order_by("at", "id").first()


def _notes(conversation: Conversation, since: datetime | None, until: datetime | None) -> list[ThreadItem]:
    notes = _rows(_NOTES, _all_notes, conversation, since, until)
    for note in notes:
        note.conversation = conversation
    return [ThreadItem(at=note.at, note=note) for note in notes]


def _rows(
    whole: WrittenOnce[Row],
    build: Callable[[int], QuerySet[Row]],
    conversation: Conversation,
    since: datetime | None,
    until: datetime | None,
) -> list[Row]:
    """Those between two moments; mostly there are none such, and the thread is whole."""
    if since is None and until is None:
        return whole.rows(conversation=conversation.pk)
    rows = build(conversation.pk)
    if since is not None:
        rows = rows.filter(at__gte=since)
    return list(rows if until is None else rows.filter(at__lt=until))


def _events(conversation: Conversation, since: datetime | None, until: datetime | None) -> list[ThreadItem]:
    rows = _rows(_EVENTS, _all_events, conversation, since, until)
    names = _names(rows)
    return [ThreadItem(at=row.at, event=_event(row, names)) for row in rows]


def as_told(rows: list[RecordedEvent]) -> list[ThreadEvent]:
    """Events of a room above as a sentence needs them, with all their facts; in one question for everybody's names."""
    names = _names(rows)
    return [replace(_event(row, names), facts=row.data) for row in rows]


_Names = dict[tuple[str, int], str]


def _names(rows: list[RecordedEvent]) -> _Names:
    """The names of everybody in these events, in one query."""
    wanted: dict[str, set[int]] = {"agent": set(), "team": set(), "customer": set(), "tag": set()}
    for row in rows:
        wanted.setdefault(row.actor_kind, set()).add(row.actor_id or 0)
        if about := _about(row):
            wanted[about] |= {_before(row), _after(row)}
    named: dict[str, QuerySet[Any]] = {
        "agent": Agent.objects.all(),
        "team": Team.objects.all(),
        "customer": Customer.objects.all(),
        "tag": Tag.objects.all(),
    }
    parts = [
        rows_of.filter(pk__in=wanted[kind]).order_by().annotate(named=Value(kind)).values_list("named", "pk", "name")
        for kind, rows_of in named.items()
        if wanted[kind] - {0}
    ]
    if not parts:
        return {}
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {(kind, pk): name for kind, pk, name in found}


def _about(row: RecordedEvent) -> str:
    """What `before` and `after` name: a team when it was moved, a customer when it became theirs, a tag, else an agent;
    empty when they name nobody."""
    whose = "team" if row.data.get("team_id") and not row.data.get("agent_id") else "agent"
    return _ABOUT.get(row.kind, whose if row.kind in _further else "agent")


def _before(row: RecordedEvent) -> int:
    return 0 if row.kind in _further else row.data.get("before") or 0


def _after(row: RecordedEvent) -> int:
    """Whom it is about afterwards; of a reply that was held back, whoever wrote it; of a snooze, who wanted it."""
    if row.kind in _further:
        return row.data.get("agent_id") or row.data.get("team_id") or 0
    return row.data.get("after") or row.data.get("agent_id") or row.data.get("tag_id") or 0


def _code(row: RecordedEvent) -> str:
    if row.kind == PriorityChanged.kind:
        return str(row.data["after"])
    return row.data.get("reason") or row.data.get("because") or ""


def _event(row: RecordedEvent, names: _Names) -> ThreadEvent:
    about = _about(row)
    return ThreadEvent(
        id=row.pk,
        kind=row.kind,
        at=row.at,
        actor=names.get((row.actor_kind, row.actor_id or 0), ""),
        before=names.get((about, _before(row)), "") if about else "",
        after=names.get((about, _after(row)), "") if about else "",
        by_customer=row.actor_kind == ActorKind.CUSTOMER,
        reason=_code(row),
        until=datetime.fromisoformat(row.data["until"]) if row.data.get("until") else None,
        facts=row.data if row.kind in _further else {},
    )
