"""What presses today: whom we let down next, and who waits for the agent who asks."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.access import reads_everything, visible_conversations
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation
from goodword.conversations.queries.inbox import listed_teams
from goodword.conversations.queries.inbox_order import BY_DUE
from goodword.conversations.search.conditions import last_word_is_theirs
from goodword.core.clock import NEVER
from goodword.core.db.topmost import Topmost
from goodword.promises.choices import Outcome
from goodword.promises.models import Promise, PromiseQuerySet

MOST = 30
MOST_RESTING = 20  # folded away
_ORDER = ("due_at", "id")


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Some(Generic[Row]):
    """The first rows of a list, and whether there are more."""

    rows: list[Row]
    has_more: bool = False

    @classmethod
    def of(cls, rows: QuerySet[Row], most: int) -> "Some[Row]":
        found = list(rows[: most + 1])
        return cls(found[:most], len(found) > most)


def pressing_for(agent: Agent, most: int = MOST) -> Some[Promise]:
    """What the agent owes and runs, as it is due: what is broken stands first."""
    return Some.of(_shown(readable(Promise.objects.pressing().filter(owner=agent), agent)), most)


def resting_for(agent: Agent, most: int = MOST_RESTING) -> Some[Promise]:
    """What the agent owes and does not press: an answer is on its way, or the customer has the word."""
    rests = Q(given_at__isnull=False) | Q(due_at=NEVER)
    return Some.of(_shown(readable(Promise.objects.owed().filter(rests, owner=agent), agent)), most)


def nobodys_for(agent: Agent, most: int = MOST) -> Some[Promise]:
    """What the agent's teams owe, or no team does, and nobody has taken, as it is due."""
    return _of_teams(agent, Q(owner__isnull=True), most, teamless=Q(nobody=0))


def red_for(agent: Agent, most: int = MOST) -> Some[Promise]:
    """For leads and above: what others of their teams owe and was broken, or was warned of."""
    if not leads(agent):
        return Some([])
    is_red = Q(outcome=Outcome.BROKEN) | Q(warned_at__isnull=False)
    return _of_teams(agent, is_red & Q(owner__isnull=False) & ~Q(owner=agent), most)


def leads(agent: Agent) -> bool:
    """Whether what others owe is this agent's business as well."""
    return Role(agent.role) in {Role.LEAD, Role.ADMINISTRATOR, Role.OWNER}


def waiting_for(agent: Agent, most: int = MOST) -> Some[Conversation]:
    """The agent's conversations where somebody waits for us and nothing is promised; who waits longest stands first."""
    mine = Conversation.objects.ours().filter(assignee=agent, next_due_at=NEVER).select_related("customer")
    return Some.of(mine.order_by(*BY_DUE), most)


def last_words(agent: Agent, most: int = MOST) -> int:
    """In how many of the agent's open conversations the last word is the customer's; most + 1 says "more"."""
    mine = Conversation.objects.wanted().filter(state=State.OPEN, assignee=agent)
    return len(mine.filter(last_word_is_theirs()).values_list("pk")[: most + 1])


def _of_teams(agent: Agent, condition: Q, most: int, teamless: Q | None = None) -> Some[Promise]:
    """Of each team's promises the first that are so, by the index of the team, and of these the first.

    Those of no team may be asked for by other words: SQLite takes "no owner" for rarer than "no team".
    """
    rows = Promise.objects.pressing().alias(nobody=Coalesce("owner_id", 0))
    parts = [readable(rows.filter(teamless or condition, owner_team__isnull=True), agent)]
    parts += [readable(rows.filter(condition, owner_team=team), agent) for team in listed_teams(agent)]
    return Some.of(_shown(Promise.objects.filter(pk__in=Topmost(parts, _ORDER, most + 1))), most)


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
