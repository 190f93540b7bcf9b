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
