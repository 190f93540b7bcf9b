"""The editor of opening hours: what was typed, what it means, and the buttons that add or copy and keep nothing yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import time

from django.http import QueryDict
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _

from goodword.calendars.hours import WHOLE_DAY, Window, Windows
from goodword.calendars.inputs import MOST_WINDOWS
from goodword.web.settings.calendar_words import day_names

WEEKDAYS = range(1, 5)  # Tuesday to Friday take what Monday has


@dataclass
class TypedDay:
    """A day of the editor: pairs of times as they stand in its fields."""

    number: int | str
    name: str
    is_whole: bool = False
    pairs: list[tuple[str, str]] = field(default_factory=list)
    error: str = ""
    fresh: int | None = None  # the pair that was just added

    @property
    def can_grow(self) -> bool:
        return len(self.pairs) < MOST_WINDOWS

    def windows(self) -> Windows:
        """What was typed; empty pairs do not count. A pair that is half filled leaves an error."""
        if self.is_whole:
            return WHOLE_DAY
        found = [(_time(opens), _time(closes)) for opens, closes in self.pairs if opens or closes]
        if any(opens is None or closes is None for opens, closes in found):
            self.error = _("%(day)s: give every stretch a time from and a time until.") % {"day": self.name}
        return tuple(Window(opens, closes) for opens, closes in found if opens is not None and closes is not None)


def shown_day(number: int | str, name: str, windows: Windows) -> TypedDay:
    """The windows of a day in fields."""
    if windows == WHOLE_DAY:
        return TypedDay(number, name, is_whole=True, pairs=[("", "")])
    pairs = [(f"{one.opens:%H:%M}", f"{one.closes:%H:%M}") for one in windows]
    return TypedDay(number, name, pairs=pairs or [("", "")])


def shown_week(week: Iterable[Windows]) -> list[TypedDay]:
    """The week in fields."""
    return [shown_day(number, day_names()[number], windows) for number, windows in enumerate(week)]


def typed_day(typed: QueryDict, number: int | str, name: str) -> TypedDay:
    """The fields of a day as they were sent: `0.opens` and `0.closes`, as often as there are pairs, and `0.whole`."""
    opens, closes = typed.getlist(f"{number}.opens"), typed.getlist(f"{number}.closes")
    pairs = list(zip(opens, closes, strict=False))[: MOST_WINDOWS + 1]
    return TypedDay(number, name, is_whole=f"{number}.whole" in typed, pairs=pairs or [("", "")])


def typed_week(typed: QueryDict) -> list[TypedDay]:
    """The week as it was sent."""
    return [typed_day(typed, number, name) for number, name in enumerate(day_names())]


def is_only_arranged(typed: QueryDict, days: Sequence[TypedDay]) -> bool:
    """Whether a button asked for one more pair (`add`: the day) or for Monday's hours on all weekdays (`copy`)."""
    if "copy" in typed and len(days) > 1:
        for number in WEEKDAYS:
            days[number].is_whole, days[number].pairs = days[0].is_whole, list(days[0].pairs)
    for day in days:
        if typed.get("add") == str(day.number) and day.can_grow:
            day.is_whole, day.fresh = False, len(day.pairs)
            day.pairs.append(("", ""))
    return "copy" in typed or "add" in typed


def _time(typed: str) -> time | None:
    try:
        return parse_time(typed)
    except ValueError:
        return None
