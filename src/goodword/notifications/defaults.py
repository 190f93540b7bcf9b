"""How each role is told as long as nobody chose otherwise: enough to miss nothing, little enough to be read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from goodword.accounts.choices import Role
from goodword.notifications.choices import Matter

# What one may choose of, in the order of the page. The others go by one of these, or are always told.
CHOSEN = (
    Matter.ASSIGNED,
    Matter.WROTE_MINE,
    Matter.WROTE_OTHER,
    Matter.MENTIONED,
    Matter.NOTED,
    Matter.TEAM_NEW,
    Matter.WOKE,
    Matter.UNDELIVERED,
    Matter.DUE_MINE,
    Matter.BROKEN_MINE,
    Matter.DUE_TEAM,
    Matter.BROKEN_TEAM,
    Matter.ASKED,
    Matter.REQUEST,
    Matter.COMPLAINT,
    Matter.FEEDBACK,
    Matter.PAYOUT,
    Matter.URGENT,
    Matter.ALARM,
)
_GO_BY = {Matter.WORKING: Matter.ALARM, Matter.HELD: Matter.UNDELIVERED}
# What the desk always shows: somebody may be in danger, nothing may come in, or nobody was answered.
ALWAYS_SHOWN = frozenset({Matter.URGENT, Matter.ALARM, Matter.WORKING, Matter.HELD, Matter.REFUSED})
# What does not wait for the end of quiet hours.
NEVER_WAITS = frozenset({Matter.URGENT, Matter.ALARM, Matter.WORKING})


@dataclass(frozen=True, slots=True)
class Paths:
    """By which paths somebody is told."""

    app: bool = False
    push: bool = False
    mail: bool = False
    digest: bool = False

    @property
    def has_any(self) -> bool:
        return self.app or self.push or self.mail or self.digest


_EVERYWHERE = Paths(app=True, push=True, mail=True)
_FROM_THE_START: Mapping[Matter, Paths] = {
    Matter.ASSIGNED: Paths(app=True, push=True, digest=True),
    Matter.WROTE_MINE: Paths(app=True, push=True, digest=True),
    Matter.WROTE_OTHER: Paths(app=True, digest=True),
    Matter.MENTIONED: Paths(app=True, push=True, digest=True),
    Matter.NOTED: Paths(app=True, digest=True),
    Matter.TEAM_NEW: Paths(),
    Matter.WOKE: Paths(app=True, push=True, digest=True),
    Matter.UNDELIVERED: Paths(app=True, push=True, mail=True, digest=True),
    Matter.DUE_MINE: Paths(app=True, push=True),
    Matter.BROKEN_MINE: Paths(app=True, push=True, mail=True, digest=True),
    Matter.DUE_TEAM: Paths(app=True, push=True),
    Matter.BROKEN_TEAM: Paths(app=True, push=True, digest=True),
    Matter.ASKED: Paths(app=True, push=True, digest=True),
    Matter.REQUEST: Paths(app=True, push=True, digest=True),
    Matter.COMPLAINT: Paths(app=True, push=True, mail=True, digest=True),
    Matter.FEEDBACK: Paths(app=True, digest=True),
    Matter.PAYOUT: Paths(app=True, mail=True, digest=True),
    Matter.URGENT: _EVERYWHERE,
    Matter.ALARM: _EVERYWHERE,
    Matter.REFUSED: Paths(app=True, mail=True),
}
_SELDOM_HERE = frozenset({Matter.ASSIGNED, Matter.WROTE_MINE, Matter.MENTIONED, Matter.DUE_MINE})


def chosen_as(matter: Matter) -> Matter:
    """The line of the page that decides about it."""
    return _GO_BY.get(matter, matter)


def default_paths(matter: Matter, role: str) -> Paths:
    """How the role is told of it. Colleagues are seldom at the desk: what is theirs reaches them by mail."""
    paths = _FROM_THE_START[chosen_as(matter)]
    if role == Role.COLLEAGUE and matter in _SELDOM_HERE:
        return Paths(app=paths.app, push=paths.push, mail=True, digest=paths.digest)
    return paths
