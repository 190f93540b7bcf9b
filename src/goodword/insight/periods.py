"""The time that figures are about: days of the organization, and their weeks from Monday to Sunday."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from goodword.core.clock import now
from goodword.core.errors import Invalid

CHOICES = (4, 12, 26)  # weeks, up to the one that runs
USUAL = 4
MOST_DAYS = 371  # a year, and the weeks at its ends
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1970, 9000


@dataclass(frozen=True, slots=True)
class Week:
    """A week, as far as it lies in the period: the last and the first may be cut."""

    begins: datetime
    ends: datetime
    is_whole: bool

    @property
    def is_over(self) -> bool:
        return self.ends <= now()


@dataclass(frozen=True, slots=True)
class Period:
    """From the beginning of the first day to the end of the last, in the zone of the organization."""

    first: date
    last: date
    zone: ZoneInfo

    @classmethod
    def of_weeks(cls, number: int, zone: ZoneInfo) -> "Period":
        """So many weeks, of which the last is the one that runs. Raises Invalid for a number that is no choice."""
        if number not in CHOICES:
            raise Invalid(weeks=_("Choose 4, 12 or 26 weeks, or name the days."))
        today = now().astimezone(zone).date()
        monday = today - timedelta(days=today.weekday())
        return cls(monday - (number - 1) * _WEEK, monday + _WEEK - _DAY, zone)

    @classmethod
    def of_days(cls, first: date, last: date, zone: ZoneInfo) -> "Period":
        """These days. Raises Invalid where they are the wrong way round, or too many."""
        if last < first or not _FIRST_YEAR <= first.year <= last.year <= _LAST_YEAR:
            raise Invalid(until=_("The last day comes before the first."))
        if (last - first).days >= MOST_DAYS:
            raise Invalid(until=_("Choose at most a year."))
        return cls(first, last, zone)

    @property
    def begins(self) -> datetime:
        return self._midnight(self.first)

    @property
    def ends(self) -> datetime:
        return self._midnight(self.last + _DAY)

    @property
    def is_over(self) -> bool:
        return self.ends <= now()

    @property
    def weeks(self) -> list[Week]:
        """Its weeks in order."""
        monday = self.first - timedelta(days=self.first.weekday())
        mondays = [monday + number * _WEEK for number in range((self.last - monday).days // 7 + 1)]
        return [self._week(one) for one in mondays]

    def _week(self, monday: date) -> Week:
        first, last = max(monday, self.first), min(monday + _WEEK - _DAY, self.last)
        is_whole = last - first == _WEEK - _DAY
        return Week(self._midnight(first), self._midnight(last + _DAY), is_whole)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone)
