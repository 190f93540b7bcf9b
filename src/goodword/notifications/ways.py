"""By which paths these agents are told of something at this moment."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.notifications.choices import Matter, Post
from goodword.notifications.defaults import ALWAYS_SHOWN, NEVER_WAITS, Paths, chosen_as, default_paths
from goodword.notifications.hours import Quiet, quiet_until
from goodword.notifications.models import Habits, Preference


@dataclass(frozen=True, slots=True)
class Way:
    """Whether the desk shows it, and how far mail and push are when it is told."""

    app: bool
    push: Post
    mail: Post
    has_any: bool
    quiet_until: datetime | None = None


def paths_of(agents: Collection[Agent], matter: Matter) -> dict[int, Paths]:
    """What each agent chose for it, or their role has from the start."""
    line = chosen_as(matter)
    ids = [agent.pk for agent in agents]
    chosen = {row.agent_id: chosen_paths(row) for row in Preference.objects.filter(agent__in=ids, matter=line)}
    return {agent.pk: _shown(matter, chosen.get(agent.pk) or default_paths(matter, agent.role)) for agent in agents}


def all_paths(agent: Agent) -> dict[Matter, Paths]:
    """How the agent is told of each kind."""
    chosen = {row.matter: chosen_paths(row) for row in Preference.objects.filter(agent=agent)}
    paths = {matter: chosen.get(chosen_as(matter)) or default_paths(matter, agent.role) for matter in Matter}
    return {matter: _shown(matter, found) for matter, found in paths.items()}


def chosen_paths(row: Preference) -> Paths:
    """What somebody chose for one kind."""
    return Paths(app=row.app, push=row.push, mail=row.mail, digest=row.digest)


def _shown(matter: Matter, paths: Paths) -> Paths:
    if matter not in ALWAYS_SHOWN or paths.app:
        return paths
    return Paths(app=True, push=paths.push, mail=paths.mail, digest=paths.digest)


def ways_of(agents: Collection[Agent], matter: Matter) -> dict[int, Way]:
    """How to tell each of these agents now; whoever has quiet hours is told by mail and push at their end."""
    paths = paths_of(agents, matter)
    disturbed = [agent for agent in agents if paths[agent.pk].push or paths[agent.pk].mail]
    quiet = {} if matter in NEVER_WAITS or not disturbed else quiet_ends(disturbed)
    return {agent.pk: _way(paths[agent.pk], quiet.get(agent.pk)) for agent in agents}


def _way(paths: Paths, until: datetime | None) -> Way:
    waits = Post.QUIET if until else Post.WAITING
    return Way(
        app=paths.app,
        push=waits if paths.push else Post.NONE,
        mail=waits if paths.mail else Post.NONE,
        has_any=paths.has_any,
        quiet_until=until,
    )


def quiet_ends(agents: Collection[Agent]) -> Mapping[int, datetime]:
    """When the quiet of those ends who want quiet now."""
    habits = {row.agent_id: row for row in Habits.objects.filter(agent__in=[agent.pk for agent in agents])}
    ends = {agent.pk: quiet_end(habits.get(agent.pk) or Habits(agent=agent), agent) for agent in agents}
    return {agent_id: until for agent_id, until in ends.items() if until}


def quiet_end(habits: Habits, agent: Agent) -> datetime | None:
    """When the agent may be told again by mail and push; None when that is now."""
    moment = now()
    paused = habits.paused_until if habits.paused_until and habits.paused_until > moment else None
    resting = agent.break_until if agent.is_on_break else None
    after = max(filter(None, (paused, resting, moment)))
    return quiet_until(after, quiet_of(habits), ZoneInfo(agent.time_zone)) or (after if after > moment else None)


def quiet_of(habits: Habits) -> Quiet:
    """The agent's quiet hours."""
    return Quiet(
        begins=habits.quiet_from,
        ends=habits.quiet_until,
        days=frozenset(habits.quiet_days),
        free_days=frozenset(habits.free_days),
    )
