"""What a summary tells: what waits for an agent and in their teams, and what they were told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.notifications.choices import Rhythm
from goodword.notifications.models import Habits, Notification
from goodword.notifications.queries import Notice, with_surroundings
from goodword.notifications.ways import all_paths

MOST_LISTED = 10
_SINCE = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Conversations of the agent whose customer waits, the longest first, how many there are; how many nobody has in
    their teams; and what they were told of and did not look at."""

    mine: Sequence[Conversation]
    count: int
    unassigned: int
    told: Sequence[Notice]
    with_words: bool

    @property
    def has_any(self) -> bool:
        return bool(self.count or self.unassigned or self.told)


def agents_with_summary_due() -> list[int]:
    """Whose summary is due."""
    return list(Habits.objects.filter(digest_due_at__lte=now()).order_by("digest_due_at").values_list("pk", flat=True))


def waiting_for(agent: Agent, rhythm: str, *, with_words: bool) -> Waiting:
    """What waits for the agent at this moment."""
    mine = visible_conversations(agent).ours().filter(assignee=agent).order_by("waiting_since", "pk")
    teams = [team.pk for team in agent.teams.all()]
    unassigned = visible_conversations(agent).ours().filter(assignee=None, team_id__in=teams) if teams else None
    return Waiting(
        mine=list(mine.select_related("customer")[:MOST_LISTED]),
        count=mine.count(),
        unassigned=unassigned.count() if unassigned is not None else 0,
        told=_told(agent, now() - _SINCE[Rhythm(rhythm)], with_words=with_words),
        with_words=with_words,
    )


def _told(agent: Agent, since: object, *, with_words: bool) -> list[Notice]:
    """What the agent was told lately, wants in the summary, and has not looked at: of each conversation the newest."""
    matters = [matter for matter, paths in all_paths(agent).items() if paths.digest]
    unseen = Notification.objects.filter(Q(read_at=None) | Q(read_at=F("at")), agent=agent, at__gt=since)
    newest: dict[tuple[str, int | None], Notification] = {}
    for row in unseen.filter(matter__in=matters).order_by("-pk")[: 10 * MOST_LISTED]:
        newest.setdefault((row.matter, row.conversation_id), row)
    return with_surroundings(agent, list(newest.values())[:MOST_LISTED], with_words=with_words)
