"""What somebody chose anew counts at once for what already waits."""

from goodword.accounts.events import AgentPreferencesChanged, BreakEnded
from goodword.core.events import on
from goodword.notifications.actions.habits import restate_summary
from goodword.notifications.events import HabitsChanged, NotificationsPaused
from goodword.notifications.jobs import tell_after_quiet


@on(HabitsChanged)
def look_whether_it_is_quiet(event: HabitsChanged) -> None:
    tell_after_quiet.enqueue(agent_id=event.agent_id)


@on(NotificationsPaused)
def look_whether_the_pause_is_over(event: NotificationsPaused) -> None:
    tell_after_quiet.enqueue(agent_id=event.agent_id)


@on(AgentPreferencesChanged)
def move_with_the_agent(event: AgentPreferencesChanged) -> None:
    """In another time zone the summary is due at another moment, and quiet hours end at another."""
    restate_summary(event.agent_id)
    tell_after_quiet.enqueue(agent_id=event.agent_id)


@on(BreakEnded)
def tell_after_break(event: BreakEnded) -> None:
    """Whoever is back early is told at once what waited for them."""
    tell_after_quiet.enqueue(agent_id=event.agent_id)
