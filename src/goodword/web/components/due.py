"""When something promised is due, as a clock that drains: how much is left, and how long, in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext

from goodword.core.clock import NEVER, now
from goodword.web.components.moments import exact_of, length_of

SOON = 75  # percent of the time that have gone by


class Pace(StrEnum):
    """How pressing it is; `due.js` and the style sheet know these words."""

    AHEAD = "ahead"
    SOON = "soon"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Due:
    """`left` of the time, in percent; `words` for the eye, `said` and `exact` for screen readers and on hover."""

    at: datetime
    since: datetime
    pace: Pace
    left: int
    words: str
    said: str
    exact: str

    @property
    def gone(self) -> int:
        """How much of the time has gone by, in percent."""
        return 100 - self.left


def said_patterns() -> dict[Pace, str]:
    """What is said of a due time, with a place for how long."""
    return {
        Pace.AHEAD: gettext("Due in {time}"),
        Pace.SOON: gettext("Due soon, in {time}"),
        Pace.BROKEN: gettext("Broken {time} ago"),
    }


def over_pattern() -> str:
    """What the eye sees of one that is broken."""
    return gettext("{time} late")


def due_of(at: datetime, since: datetime | None) -> Due | None:
    """The clock of what is due at that time and has been running since; None for what stands still."""
    if at >= NEVER:
        return None
    present, begun = now(), since or at
    left = _percent_left(at, begun, present)
    pace = Pace.BROKEN if present > at else Pace.SOON if left <= 100 - SOON else Pace.AHEAD
    length = length_of(abs(at - present))
    words = over_pattern().replace("{time}", length) if pace is Pace.BROKEN else length
    return Due(at, begun, pace, left, words, said_patterns()[pace].replace("{time}", length), exact_of(at))


def _percent_left(at: datetime, since: datetime, present: datetime) -> int:
    if at <= since:
        return 0
    return max(0, min(100, round((at - present) / (at - since) * 100)))
