"""What presses today: whom we let down next, and who waits for the agent who asks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent, Team
from goodword.conversations.access import reads_everything, visible_conversations
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation
from goodword.conversations.queries.inbox import listed_teams
from goodword.conversations.queries.inbox_order import BY_DUE
from goodword.conversations.readers import WrittenForReaders
from goodword.conversations.search.conditions import last_word_is_theirs
from goodword.core.clock import NEVER
from goodword.core.db.topmost import Topmost
from goodword.promises.choices import Outcome
from goodword.promises.models import Promise, PromiseQuerySet

MOST = 30
MOST_RESTING = 20  # folded away
_ORDER = ("due_at", "id")


Row = TypeVar("Row")


@dataclass(frozen=True)
class Some(Generic[Row]):
    """The first rows of a list, and whether there are more."""

    rows: list[Row]
    has_more: bool = False

    @classmethod
    def of(cls, rows: Iterable[Row], most: int) -> "Some[Row]":
        """Of rows of which one more than `most` was asked for."""
        found = list(rows)
        return cls(found[:most], len(found) > most)


class _Lines:
    """A list of promises as a page shows it; its SQL is written once for each kind of reader, if as many are asked for
    as usual."""

    def __init__(self, build: Callable[[Agent, Sequence[Team], int], PromiseQuerySet], usual: int) -> None:
        self._build, self._usual = build, usual
        self._written: WrittenForReaders[Promise] = WrittenForReaders(
            lambda agent: _shown(build(agent, list(agent.teams.all()), usual))[: usual + 1]
        )

    def of(self, agent: Agent, teams: Sequence[Team], most: int) -> Some[Promise]:
        if most == self._usual:
            return Some.of(self._written.rows(agent, teams), most)
        return Some.of(_shown(self._build(agent, teams, most))[: most + 1], most)


def pressing_for(agent: Agent, most: int = MOST) -> Some[Promise]:
    """What the agent owes and runs, as it is due: what is broken stands first."""
    return _PRESSING.of(agent, _own_teams(agent), most)


def resting_for(agent: Agent, most: int = MOST_RESTING) -> Some[Promise]:
    """What the agent owes and does not press: an answer is on its way, or the customer has the word."""
    return _RESTING.of(agent, _own_teams(agent), most)


def nobodys_for(agent: Agent, most: int = MOST) -> Some[Promise]:
    """What the agent's teams owe, or no team does, and nobody has taken, as it is due."""
    return _NOBODYS.of(agent, listed_teams(agent), most)


def red_for(agent: Agent, most: int = MOST) -> Some[Promise]:
    """For leads and above: what others of their teams owe and was broken, or was warned of."""
    return _RED.of(agent, listed_teams(agent), most) if leads(agent) else Some([])


def leads(agent: Agent) -> bool:
    """Whether what others owe is this agent's business as well."""
    return Role(agent.role) in {Role.LEAD, Role.ADMINISTRATOR, Role.OWNER}


def waiting_for(agent: Agent, most: int = MOST) -> Some[Conversation]:
    """The agent's conversations where somebody waits for us and nothing is promised; who waits longest stands first."""
    mine = Conversation.objects.ours().filter(assignee=agent, next_due_at=NEVER).select_related("customer")
    return Some.of(mine.order_by(*BY_DUE)[: most + 1], most)


def last_words(agent: Agent, most: int = MOST) -> int:
    """In how many of the agent's open conversations the last word is the customer's; most + 1 says "more"."""
    mine = Conversation.objects.wanted().filter(state=State.OPEN, assignee=agent)
    return len(mine.filter(last_word_is_theirs()).values_list("pk")[: most + 1])


def _own_teams(agent: Agent) -> Sequence[Team]:
    """Those by which what the agent may read is found; none is asked for of who reads everything."""
    return [] if reads_everything(agent) else list(agent.teams.all())


def _pressing(agent: Agent, _teams: Sequence[Team], _most: int) -> PromiseQuerySet:
    return readable(Promise.objects.pressing().filter(owner=agent), agent)


def _resting(agent: Agent, _teams: Sequence[Team], _most: int) -> PromiseQuerySet:
    rests = Q(given_at__isnull=False) | Q(due_at=NEVER)
    return readable(Promise.objects.owed().filter(rests, owner=agent), agent)


def _nobodys(agent: Agent, teams: Sequence[Team], most: int) -> PromiseQuerySet:
    """Those of no team are asked for by other words: SQLite takes "no owner" for rarer than "no team"."""
    rows = Promise.objects.pressing().alias(nobody=Coalesce("owner_id", 0))
    parts = [rows.filter(nobody=0, owner_team__isnull=True)]
    parts += [rows.filter(owner__isnull=True, owner_team=team) for team in teams]
    return _first_of(agent, parts, most)


def _red(agent: Agent, teams: Sequence[Team], most: int) -> PromiseQuerySet:
    is_red = (Q(outcome=Outcome.BROKEN) | Q(warned_at__isnull=False)) & Q(owner__isnull=False) & ~Q(owner=agent)
    rows = Promise.objects.pressing().filter(is_red)
    parts = [rows.filter(owner_team__isnull=True), *(rows.filter(owner_team=team) for team in teams)]
    return _first_of(agent, parts, most)


def _first_of(agent: Agent, parts: Sequence[PromiseQuerySet], most: int) -> PromiseQuerySet:
    """Of each team's promises the first, by the index of the team, and of these the first."""
    read = [readable(part, agent) for part in parts]
    return Promise.objects.filter(pk__in=Topmost(read, _ORDER, most + 1))


def readable(rows: PromiseQuerySet, agent: Agent) -> PromiseQuerySet:
    """Those whose conversation the agent may read."""
    if reads_everything(agent):
        return rows.standing()
    return rows.standing().filter(Exists(visible_conversations(agent).filter(pk=OuterRef("conversation_id"))))


# What a line tells, and why a promise was broken: the rest of eight joined rows would be read for nothing.
_TOLD = ("conversation__customer", "owner", "to_agent", "to_team")
_READ = (
    "conversation_id", "target", "origin", "theirs", "ours", "began_at", "created_at", "due_at", "given_at", "outcome",
    "outcome_at", "settled", "warned_at", "lead_warned_at", "owner_id", "owner_team_id", "policy_id", "kind",
    "customer_id", "conversation__subject", "conversation__customer__name", "owner__name", "to_agent__name",
    "to_team__name",
)  # fmt: skip


def _shown(rows: PromiseQuerySet) -> PromiseQuerySet:
    """With what a line of them tells, in order."""
    return rows.select_related(*_TOLD).only(*_READ).order_by(*_ORDER)


_PRESSING = _Lines(_pressing, MOST)
_RESTING = _Lines(_resting, MOST_RESTING)
_NOBODYS = _Lines(_nobodys, MOST)
_RED = _Lines(_red, MOST)
