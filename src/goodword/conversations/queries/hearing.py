"""Who is told that something changed: whoever may see the conversation, and whoever could until then."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from goodword.accounts.models import Agent, Team
from goodword.conversations.access import readers_among
from goodword.conversations.events import ConversationAssigned, ConversationMoved
from goodword.conversations.models import Conversation


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to which conversation; `before` is the assignee or the team that it had."""

    kind: str
    conversation_id: int | None
    before: Any = None


@dataclass(frozen=True, slots=True)
class Told:
    """Agents by number: `seeing` may know which conversation it is, `losing` only that something left their sight."""

    seeing: frozenset[int] = frozenset()
    losing: frozenset[int] = frozenset()


def told_of(agents: Collection[Agent], happenings: Sequence[Happened]) -> list[Told]:
    """Who is told of each; two queries for all of them."""
    numbers = {happened.conversation_id for happened in happenings if happened.conversation_id is not None}
    rows = Conversation.objects.filter(pk__in=numbers).values_list("pk", "team_id", "assignee_id")
    places = {number: (team, assignee) for number, team, assignee in rows}
    moved = {happened.before for happened in happenings if happened.kind == ConversationMoved.kind}
    members = _members({team for team in (*moved, *(team for team, _ in places.values())) if team is not None})
    return [_told(agents, happened, places.get(happened.conversation_id or 0), members) for happened in happenings]


def _told(
    agents: Collection[Agent],
    happened: Happened,
    place: tuple[int | None, int | None] | None,
    members: dict[int | None, set[int]],
) -> Told:
    if place is None:
        return Told()
    team, assignee = place
    seeing = readers_among(agents, team_id=team, assignee_id=assignee, members=members[team])
    if happened.kind == ConversationAssigned.kind:
        assignee = happened.before
    elif happened.kind == ConversationMoved.kind:
        team = happened.before
    else:
        return Told(seeing)
    saw = readers_among(agents, team_id=team, assignee_id=assignee, members=members[team])
    return Told(seeing, saw - seeing)


def _members(teams: Collection[int]) -> dict[int | None, set[int]]:
    found: dict[int | None, set[int]] = defaultdict(set)
    for team, agent in Team.members.through.objects.filter(team_id__in=teams).values_list("team_id", "agent_id"):
        found[team].add(agent)
    return found
