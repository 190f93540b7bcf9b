"""What happens to the calendars of the house."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarCreated(Event, kind="calendar.created"):
    """There is a new calendar."""

    calendar_id: int


@dataclass(frozen=True, kw_only=True)
class CalendarRenamed(Event, kind="calendar.renamed"):
    """A calendar has another name; its time is the same."""

    calendar_id: int


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(Event, kind="calendar.changed"):
    """A calendar counts time otherwise from now on; `what` is its week, its zone or its special days."""

    calendar_id: int
    what: str


@dataclass(frozen=True, kw_only=True)
class CalendarRemoved(Event, kind="calendar.removed"):
    """A calendar is gone."""

    calendar_id: int


@dataclass(frozen=True, kw_only=True)
class DefaultCalendarChosen(Event, kind="calendar.chosen_as_default"):
    """Another calendar counts where none is chosen."""

    calendar_id: int
    before: int | None


@dataclass(frozen=True, kw_only=True)
class HolidaySourceAdded(Event, kind="holidays.source_added"):
    """A calendar takes days from a country, an iCal file or an iCal address; `origin` says which."""

    calendar_id: int
    source_id: int
    origin: str


@dataclass(frozen=True, kw_only=True)
class HolidaySourceAsked(Event, kind="holidays.source_asked"):
    """Somebody wants an iCal address to be read again now."""

    calendar_id: int
    source_id: int


@dataclass(frozen=True, kw_only=True)
class HolidaySourceRemoved(Event, kind="holidays.source_removed"):
    """A calendar takes no more days from a source; those it had given are gone."""

    calendar_id: int
    source_id: int


@dataclass(frozen=True, kw_only=True)
class HolidaySourceFailed(Event, kind="holidays.source_failed"):
    """An iCal address could be read before and cannot now; the days that were read stay."""

    calendar_id: int
    source_id: int


@dataclass(frozen=True, kw_only=True)
class HolidaySourceRead(Event, kind="holidays.source_read"):
    """An iCal address could be read, for the first time or after it had failed."""

    calendar_id: int
    source_id: int
