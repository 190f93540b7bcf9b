"""Who may be named in a note of a conversation, and what those are called who were."""

from collections.abc import Iterable

from goodword.accounts.models import Agent, Team
from goodword.conversations.access import readers_among
from goodword.conversations.mentions import Key, Named, named_in
from goodword.conversations.models import Conversation


def mentionable(conversation: Conversation) -> list[Named]:
    """Everybody who may read the conversation, by name, then the teams with somebody who may.

    Naming somebody gives no access: a colleague is here only while the conversation is theirs.
    """
    agents = list(Agent.objects.filter(is_active=True).order_by("name", "pk"))
    teams = Team.objects.prefetch_related("members")
    members = {team: {member.pk for member in team.members.all()} for team in teams}
    own = next((ids for team, ids in members.items() if team.pk == conversation.team_id), set[int]())
    reading = readers_among(agents, team_id=conversation.team_id, assignee_id=conversation.assignee_id, members=own)
    people = [
        Named(("agent", one.pk), one.name, (one.pk,), str(one.get_role_display()))
        for one in agents
        if one.pk in reading
    ]
    groups = [Named(("team", team.pk), team.name, tuple(sorted(ids & reading))) for team, ids in members.items()]
    return people + [group for group in groups if group.agent_ids]


def _person(agent: Agent) -> Named:
    return Named(("agent", agent.pk), agent.name, (agent.pk,), agent.title or str(agent.get_role_display()))


def present_names(notes: Iterable[str]) -> dict[Key, str]:
    """The names of today of everybody named in these notes; nothing is asked when nobody is."""
    keys = {key for note in notes for key in named_in(note)}
    found: dict[Key, str] = {}
    for kind, rows in (("agent", Agent.objects.all()), ("team", Team.objects.all())):
        wanted = [number for of, number in keys if of == kind]
        if wanted:
            pairs = rows.filter(pk__in=wanted).values_list("pk", "name")
            found |= {(kind, number): name for number, name in pairs}
    return found
