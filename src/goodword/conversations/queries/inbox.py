"""The list of conversations: boxes, states, sorts, paged by key."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent, Team
from goodword.conversations.access import Part, visible_conversations, visible_parts
from goodword.conversations.choices import DraftKind, State
from goodword.conversations.models import Conversation, ConversationQuerySet, Draft
from goodword.conversations.queries.inbox_order import (
    BY_DUE,
    BY_PRIORITY,
    BY_WAITING,
    BY_WAKING,
    NEWEST_FIRST,
    Order,
    beyond,
    key_of,
)
from goodword.conversations.queries.reading import forget_marks, is_unseen
from goodword.conversations.readers import WrittenForReaders
from goodword.conversations.search.asking import ask, narrowing
from goodword.conversations.search.finding import SearchSort, find_conversations
from goodword.conversations.search.showing import Shown, shown_hits
from goodword.core.db.counting import Bounded
from goodword.core.db.topmost import Topmost
from goodword.core.errors import Invalid
from goodword.core.markup import html_to_text, preview_of
from goodword.core.query import QueryError

PAGE = 50
LONGEST_NUMBER = 18  # digits: what every database takes
UNREAD = "is:unread"  # the query of what the reader has not read


class Sort(StrEnum):
    """`DUE`: who will be let down next, then whose turn it is, then who waits the longest."""

    DUE = "due"
    WAITING = "waiting"
    PRIORITY = "priority"
    NEWEST = "newest"
    BEST = "best"


_ORDERS = {Sort.WAITING: BY_WAITING, Sort.PRIORITY: BY_PRIORITY}
BOXES = frozenset({"all", "mine", "unassigned", "spam", "search"})


@dataclass(frozen=True, slots=True)
class InboxView:
    """Which conversations, in which order. `box` is "all", "mine", "unassigned", "team:<id>", "tag:<id>" or "spam",
    which knows no states. A `query` narrows it; that of "search" is asked of everything that the reader may read."""

    box: str = "all"
    state: State = State.OPEN
    sort: Sort = Sort.DUE
    query: str = ""

    @classmethod
    def of(cls, box: str = "", state: str = "", sort: str = "", query: str = "") -> "InboxView":
        """From an address; what is missing is the default. `snoozed` may be asked for as a box, as the rail shows it.
        Raises Invalid for words it does not know."""
        if box == State.SNOOZED:
            box, state = "all", State.SNOOZED
        try:
            view = cls(box or "all", State(state or State.OPEN), Sort(sort or Sort.DUE), query)
        except ValueError as error:
            raise Invalid(_("There is no such list. Choose one on the left.")) from error
        if view.team_id is None and view.tag_id is None and view.box not in BOXES:
            raise Invalid(_("There is no such list. Choose one on the left."))
        return view

    @property
    def team_id(self) -> int | None:
        return self._number_of("team")

    @property
    def tag_id(self) -> int | None:
        return self._number_of("tag")

    def _number_of(self, wanted: str) -> int | None:
        kind, _colon, number = self.box.partition(":")
        return int(number) if kind == wanted and number.isdecimal() and len(number) <= LONGEST_NUMBER else None

    @property
    def is_spam(self) -> bool:
        return self.box == "spam"

    @property
    def is_search(self) -> bool:
        return self.box == "search"

    @property
    def is_queue(self) -> bool:
        """Something in it may wait for somebody: it can be ordered by that."""
        return self.state == State.OPEN and not self.is_spam and not self.is_search

    @property
    def is_by_due(self) -> bool:
        """What is promised stands first, as it is due."""
        return self.is_queue and self.order is BY_DUE

    @property
    def is_by_turn(self) -> bool:
        return self.is_queue and self.sort is not Sort.NEWEST

    @property
    def place(self) -> str:
        """The line of the rail that it stands for."""
        return "snoozed" if self.box == "all" and self.state == State.SNOOZED else self.box

    @property
    def order(self) -> Order:
        """A closed matter waits for nobody: those are always newest first. What is snoozed stands as it wakes."""
        if self.state == State.SNOOZED and not self.is_spam:
            return BY_WAKING
        if not self.is_by_turn:
            return NEWEST_FIRST
        return _ORDERS.get(self.sort, BY_DUE)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A conversation, the beginning of what the reader has drafted in it, whether there is news for them, who else has
    begun an answer, and the names of its tags."""

    conversation: Conversation
    draft: str = ""
    is_unseen: bool = False
    drafted_by: str = ""
    tags: tuple[str, ...] = ()
    found: Shown | None = None


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some rows, and the key after which the next ones stand; empty at the end."""

    rows: list[InboxRow] = field(default_factory=list)
    next_key: str = ""


def inbox_page(agent: Agent, view: InboxView, after: str = "", size: int = PAGE) -> InboxPage:
    """One page of the agent's list. Raises Invalid for a key that is not one of ours, QueryError for its query."""
    if view.is_search:
        return _found(agent, view, after, size)
    found = _first_of(_lists(agent, view, after), view.order, size + 1)
    found = found.select_related("customer", "assignee", "team").with_marks_of(agent).with_tags()
    rows = list(found.order_by(*view.order)[: size + 1])
    shown = list(dict.fromkeys(rows[:size]))  # what has two of the tags that are asked for comes twice
    drafts = _drafts(shown)
    return InboxPage(
        rows=[_row(row, agent, drafts.get(row.pk, [])) for row in shown],
        next_key=key_of(view.order, shown[-1]) if len(rows) > size else "",
    )


def _found(agent: Agent, view: InboxView, after: str, size: int) -> InboxPage:
    if not view.query.strip():
        return InboxPage()
    question = ask(agent, view.query)
    sort = SearchSort.BEST if view.sort is Sort.BEST else SearchSort.NEWEST
    page = find_conversations(agent, question, sort=sort, after=after, size=size)
    rows = [hit.conversation for hit in page.hits]
    drafts, shown = _drafts(rows), shown_hits(page.hits, question.match)
    found = [replace(_row(row, agent, drafts.get(row.pk, [])), found=shown.get(row.pk)) for row in rows]
    return InboxPage(rows=found, next_key=page.next_key)


def _tags_of(row: Conversation) -> tuple[str, ...]:
    return tuple(getattr(row, "tag_names", ()))


def next_in_list(agent: Agent, view: InboxView, conversation: Conversation) -> Conversation | None:
    """The conversation that follows this one in the agent's list; None at its end, among what was searched for, and in
    a list whose query means nothing (any more)."""
    if view.is_search:
        return None
    try:
        rows = inbox_page(agent, view, after=key_of(view.order, conversation), size=1).rows
    except QueryError:
        return None
    return rows[0].conversation if rows else None


def _lists(agent: Agent, view: InboxView, after: str) -> list[ConversationQuerySet]:
    """What stands in the list beyond the key, in parts that each have an index in its order."""
    condition = beyond(view.order, after) if after else Q()
    condition &= narrowing(agent, view.query) if view.query else Q()
    return [_in_state(rows, view).filter(condition) for rows in _boxed(agent, view)]


def _boxed(agent: Agent, view: InboxView) -> list[ConversationQuerySet]:
    """What the box holds of what the agent may see. What is looked up by a tag, by words or by when it wakes needs no
    parts, and spam has an index of its own."""
    is_looked_up = view.tag_id is not None or view.query.strip() not in {"", UNREAD}
    if is_looked_up or view.is_spam or view.state == State.SNOOZED:
        return [visible_conversations(agent).filter(**_kept(agent, view))]
    return visible_parts(agent, _kept(agent, view))


def _kept(agent: Agent, view: InboxView) -> Part:
    """What the box holds, by column."""
    if view.team_id is not None:
        return {"team_id": view.team_id}
    own: dict[str, Part] = {"mine": {"assignee_id": agent.pk}, "unassigned": {"assignee_id": None}}
    return own.get(view.box, {})


def _in_state(rows: ConversationQuerySet, view: InboxView) -> ConversationQuerySet:
    if view.is_spam:
        return rows.filter(is_spam=True)
    # What is snoozed has a time, and is found by the index of those times.
    is_asked = Q(snoozed_until__isnull=False) if view.state == State.SNOOZED else Q(state=view.state)
    rows = rows.wanted().filter(is_asked)
    return rows if view.tag_id is None else rows.filter(taggings__tag_id=view.tag_id)


def _first_of(parts: list[ConversationQuerySet], order: Order, size: int) -> ConversationQuerySet:
    """The first rows of the parts together, in no order yet; of a single part all."""
    return parts[0] if len(parts) == 1 else Conversation.objects.filter(pk__in=Topmost(parts, order, size))


def _drafts(rows: list[Conversation]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    drafts = Draft.objects.filter(kind=DraftKind.REPLY, conversation__in=rows).select_related("agent")
    for draft in drafts.order_by("updated_at"):
        found.setdefault(draft.conversation_id, []).append(draft)
    return found


def _row(row: Conversation, agent: Agent, drafts: list[Draft]) -> InboxRow:
    own = next((preview_of(html_to_text(draft.html)) for draft in drafts if draft.agent_id == agent.pk), "")
    others = ", ".join(draft.agent.first_name for draft in drafts if draft.agent_id != agent.pk)
    is_news = is_unseen(row, agent)
    forget_marks(row)
    return InboxRow(row, own, is_news, others, _tags_of(row))


LIMIT = 1000


@dataclass(frozen=True, slots=True)
class TeamCount:
    team: Team
    waiting: int


@dataclass(frozen=True, slots=True)
class RailCounts:
    """How many open conversations wait for us, and how much spam is not closed; LIMIT + 1 says "more than LIMIT"."""

    everything: int
    mine: int
    unassigned: int
    teams: list[TeamCount]
    spam: int = 0


def rail_counts(agent: Agent) -> RailCounts:
    """The figures beside the rail's lists, never counted beyond LIMIT."""
    if not agent.administers:
        prefetch_related_objects([agent], "teams")
    teams = listed_teams(agent)
    [(everything, mine, unassigned, spam, *waiting)] = _COUNTS.values(agent, teams)
    counted = [TeamCount(team, number) for team, number in zip(teams, waiting, strict=True)]
    return RailCounts(everything=everything, mine=mine, unassigned=unassigned, spam=spam, teams=counted)


def _counted(agent: Agent) -> QuerySet[Any]:
    """Everything, mine, nobody's, spam, and then each team's, as columns."""
    lists = [
        _waiting(agent, {}),
        _waiting(agent, {"assignee_id": agent.pk}),
        _waiting(agent, {"assignee_id": None}),
        [visible_conversations(agent).filter(is_spam=True, state=State.OPEN)],
        *(_waiting(agent, {"team_id": team.pk}) for team in agent.teams.all()),
    ]
    return Agent.objects.filter(pk=agent.pk).values_list(*(Bounded(parts, LIMIT + 1) for parts in lists))


_COUNTS = WrittenForReaders(_counted)


def _waiting(agent: Agent, kept: Part) -> list[ConversationQuerySet]:
    """What waits for us, in parts that can be counted one after the other."""
    return [rows.ours() for rows in visible_parts(agent, kept, apart=True)]


def listed_teams(agent: Agent) -> list[Team]:
    """The teams whose lists stand in the agent's rail: their own; for administrators every one."""
    return list(Team.objects.all() if agent.administers else agent.teams.all())
