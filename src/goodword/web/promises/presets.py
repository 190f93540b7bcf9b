"""Due times that are often meant, reckoned from now by the calendar of the house."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from goodword.accounts.types import Agent
from goodword.calendars.queries import default_calendar_id, open_time_of
from goodword.core.clock import now
from goodword.promises.noticing import due_in_words

_OFTEN = (
    ("in 1 hour", _("In an hour")),
    ("today by closing", _("Today by closing")),
    ("tomorrow noon", _("Tomorrow noon")),
    ("tomorrow by closing", _("Tomorrow by closing")),
    ("in 1 week", _("In a week")),
)


@dataclass(frozen=True, slots=True)
class Preset:
    """A time, and how one says it."""

    label: str | Words
    due: datetime


def presets(agent: Agent) -> list[Preset]:
    """Those that lie ahead and mean one moment, each moment once."""
    at, zone, open_time = now(), ZoneInfo(agent.time_zone), open_time_of(default_calendar_id())
    found: dict[datetime, Preset] = {}
    for words, label in _OFTEN:
        read = due_in_words(words, at=at, zone=zone, open_time=open_time)
        if read.due is not None:
            found.setdefault(read.due, Preset(label, read.due))
    return sorted(found.values(), key=lambda one: one.due)
