"""What happens to notifications. `told` names the agents whose screens look again."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AgentsNotified(Event, kind="agents.notified"):
    """Some agents have a notification; `matter` says what about."""

    told: list[int]
    matter: str


@dataclass(frozen=True, kw_only=True)
class NotificationsRead(Event, kind="notifications.read"):
    """An agent has read some of their notifications."""

    told: list[int]
    count: int


@dataclass(frozen=True, kw_only=True)
class NotificationNotMailed(Event, kind="notification.not-mailed"):
    """A notification could not leave by mail: no other mailbox can send. It says so where it is shown."""

    told: list[int]
    notification_id: int


@dataclass(frozen=True, kw_only=True)
class PathsChosen(Event, kind="notifications.paths-chosen"):
    """An agent chose how they are told of what."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class HabitsChanged(Event, kind="notifications.habits-changed"):
    """An agent has other quiet hours, or their summary comes at another time."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class NotificationsPaused(Event, kind="notifications.paused"):
    """An agent wants neither mail nor push until tomorrow, or (`paused` false) has them again."""

    agent_id: int
    paused: bool


@dataclass(frozen=True, kw_only=True)
class DiscretionChanged(Event, kind="notifications.discretion-changed"):
    """An administrator said whether a customer's words may leave the house in notices."""

    with_words: bool


@dataclass(frozen=True, kw_only=True)
class DeviceAdded(Event, kind="device.added"):
    """An agent lets a browser of theirs be told by push."""

    agent_id: int
    device_id: int


@dataclass(frozen=True, kw_only=True)
class DeviceRemoved(Event, kind="device.removed"):
    """A browser is no longer told by push: its agent said so, or the push service no longer knows it (`gone`)."""

    agent_id: int
    device_id: int
    gone: bool
