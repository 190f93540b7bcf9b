"""The list of conversations: boxes, states, sorts, paged by key."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent, Team
from goodword.conversations.access import visible_conversations
from goodword.conversations.choices import DraftKind, State, Turn
from goodword.conversations.models import Conversation, ConversationQuerySet, Draft
from goodword.core.db.counting import Bounded
from goodword.core.errors import Invalid
from goodword.core.markup import html_to_text, preview_of

PAGE = 50
LONGEST_NUMBER = 18  # digits: what every database takes


class Sort(StrEnum):
    WAITING = "waiting"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class InboxView:
    """Which conversations, in which order. `box` is "all", "mine", "unassigned" or "team:<id>"."""

    box: str = "all"
    state: State = State.OPEN
    sort: Sort = Sort.WAITING

    @classmethod
    def of(cls, box: str = "", state: str = "", sort: str = "") -> "InboxView":
        """From an address; what is missing is the default. Raises Invalid for words it does not know."""
        try:
            view = cls(box or "all", State(state or State.OPEN), Sort(sort or Sort.WAITING))
        except ValueError as error:
            raise Invalid(_("There is no such list. Choose one on the left.")) from error
        if view.team_id is None and view.box not in {"all", "mine", "unassigned"}:
            raise Invalid(_("There is no such list. Choose one on the left."))
        return view

    @property
    def team_id(self) -> int | None:
        kind, _colon, number = self.box.partition(":")
        return int(number) if kind == "team" and number.isdecimal() and len(number) <= LONGEST_NUMBER else None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A conversation and the beginning of what the reader has drafted in it."""

    conversation: Conversation
    draft: str = ""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some rows, and the key after which the next ones stand; empty at the end."""

    rows: list[InboxRow] = field(default_factory=list)
    next_key: str = ""


def inbox_page(agent: Agent, view: InboxView, after: str = "", size: int = PAGE) -> InboxPage:
    """One page of the agent's list. Raises Invalid for a key that is not one of ours."""
    found = _in_box(visible_conversations(agent), agent, view).filter(state=view.state)
    if after:
        found = found.filter(_beyond(view, after))
    order = ("turn", "waiting_since", "id") if _is_by_waiting(view) else ("-last_message_at", "-id")
    rows = list(found.select_related("customer", "assignee", "team").order_by(*order)[: size + 1])
    more = len(rows) > size
    shown = rows[:size]
    drafts = _drafts(agent, shown)
    return InboxPage(
        rows=[InboxRow(row, drafts.get(row.pk, "")) for row in shown],
        next_key=_key(view, shown[-1]) if more else "",
    )


def next_in_list(agent: Agent, view: InboxView, conversation: Conversation) -> Conversation | None:
    """The conversation that follows this one in the agent's list; None at its end."""
    rows = inbox_page(agent, view, after=_key(view, conversation), size=1).rows
    return rows[0].conversation if rows else None


def _is_by_waiting(view: InboxView) -> bool:
    """A closed matter waits for nobody: those are always newest first."""
    return view.sort is Sort.WAITING and view.state == State.OPEN


def _in_box(rows: ConversationQuerySet, agent: Agent, view: InboxView) -> ConversationQuerySet:
    if view.team_id is not None:
        return rows.filter(team_id=view.team_id)
    if view.box == "mine":
        return rows.filter(assignee=agent)
    if view.box == "unassigned":
        return rows.filter(assignee__isnull=True)
    return rows


def _key(view: InboxView, row: Conversation) -> str:
    if _is_by_waiting(view):
        return f"{row.turn}~{row.waiting_since.isoformat()}~{row.pk}"
    return f"{row.last_message_at.isoformat()}~{row.pk}"


def _beyond(view: InboxView, key: str) -> Q:
    parts = key.split("~")
    try:
        moment, number, turn = datetime.fromisoformat(parts[-2]).astimezone(UTC), int(parts[-1]), parts[0]
        if _is_by_waiting(view):
            turn = Turn(turn)
    except (ValueError, IndexError, OverflowError) as error:
        raise Invalid(_("This address is not complete. Open the list again.")) from error
    if not _is_by_waiting(view):
        return Q(last_message_at__lt=moment) | Q(last_message_at=moment, id__lt=number)
    later = Q(waiting_since__gt=moment) | Q(waiting_since=moment, id__gt=number)
    return Q(turn__gt=turn) | (Q(turn=turn) & later)


def _drafts(agent: Agent, rows: list[Conversation]) -> dict[int, str]:
    drafts = Draft.objects.filter(agent=agent, kind=DraftKind.REPLY, conversation__in=rows)
    return {draft.conversation_id: preview_of(html_to_text(draft.html)) for draft in drafts}


LIMIT = 1000


@dataclass(frozen=True, slots=True)
class TeamCount:
    team: Team
    waiting: int


@dataclass(frozen=True, slots=True)
class RailCounts:
    """How many open conversations wait for us; LIMIT + 1 stands for "more than LIMIT"."""

    everything: int
    mine: int
    unassigned: int
    teams: list[TeamCount]


def rail_counts(agent: Agent) -> RailCounts:
    """The figures beside the rail's lists, never counted beyond LIMIT."""
    waiting, teams = visible_conversations(agent).ours(), listed_teams(agent)
    lists = {
        "everything": waiting,
        "mine": waiting.filter(assignee=agent),
        "unassigned": waiting.filter(assignee__isnull=True),
        **{f"team_{team.pk}": waiting.filter(team=team) for team in teams},
    }
    columns = [Bounded(rows, LIMIT + 1) for rows in lists.values()]
    found = dict(zip(lists, Agent.objects.filter(pk=agent.pk).values_list(*columns).get(), strict=True))
    return RailCounts(
        everything=found["everything"],
        mine=found["mine"],
        unassigned=found["unassigned"],
        teams=[TeamCount(team, found[f"team_{team.pk}"]) for team in teams],
    )


def listed_teams(agent: Agent) -> list[Team]:
    """The teams whose lists stand in the agent's rail: their own; for administrators every one."""
    return list(Team.objects.all() if agent.administers else agent.teams.all())
