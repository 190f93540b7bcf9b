"""Counts as lines of a table: each figure leads to the promises behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from babel.dates import format_interval, format_skeleton
from django.utils.functional import Promise as Words
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodword.insight.counts import Count
from goodword.insight.periods import Period, Week
from goodword.insight.queries.behind import Came
from goodword.insight.queries.figures import Figures
from goodword.web.insight.asking import Asked
from goodword.web.insight.shares import number_of, percent_of, place_of, range_of

_COLUMNS = (
    (Came.DUE, "n"),
    (Came.KEPT, "kept"),
    (Came.BROKEN, "broken"),
    (Came.MADE_GOOD, "made_good"),
    (Came.RENEGOTIATED, "renegotiated"),
    (Came.RELEASED, "released"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, and where the promises behind it stand; none have no list."""

    name: str
    label: str | Words
    number: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is of, and its count. `note` says that it is not over yet, or cut."""

    name: str | Words
    count: Count
    asked: Asked
    sieve: Mapping[str, str | int] = field(default_factory=dict)
    note: str = ""

    @property
    def rate(self) -> str:
        return percent_of(self.count.rate) if self.count.rate is not None else ""

    @property
    def range(self) -> str:
        return range_of(self.count)

    @property
    def n(self) -> str:
        return number_of(self.count.n)

    @property
    def kept(self) -> str:
        return number_of(self.count.kept)

    @property
    def broken(self) -> str:
        return number_of(self.count.broken)

    @property
    def low(self) -> str:
        return place_of(self.count.interval.low)

    @property
    def high(self) -> str:
        return place_of(self.count.interval.high)

    @property
    def at(self) -> str:
        return place_of(self.count.rate or 0)

    @property
    def figures(self) -> list[Figure]:
        labels = column_labels()
        return [
            Figure(came, labels[came], number_of(number), self.leading_to(came) if number else "")
            for came, number in ((came, getattr(self.count, name)) for came, name in _COLUMNS)
        ]

    def leading_to(self, came: Came) -> str:
        return self.asked.address("insight-promises", came=came.value, **self.sieve)


def column_labels() -> dict[Came, str]:
    """What each figure is called."""
    return {
        Came.DUE: _("n"),
        Came.KEPT: _("Kept"),
        Came.BROKEN: _("Broken"),
        Came.MADE_GOOD: _("Made good"),
        Came.LET_GO: _("Broken, then released"),
        Came.OWED: _("Broken and owed still"),
        Came.RENEGOTIATED: _("Renegotiated"),
        Came.RELEASED: _("Released"),
    }


@dataclass(frozen=True, slots=True)
class Table:
    """A grouping: its name, what the first column holds, and its lines."""

    name: str
    title: str
    of: str
    lines: list[Line]


def tables_of(found: Figures, asked: Asked) -> list[Table]:
    """By team, by what was promised, by how, and by channel, each in its own order: no order is by a rate."""

    def lines(name: str, rows: Iterable[tuple[str | Words, str | int, Count]]) -> list[Line]:
        return [Line(label, count, asked, {name: value}) for label, value, count in rows]

    teams = [(team.name if team else _("No team"), team.pk if team else 0, one) for team, one in found.teams]
    return [
        Table("team", _("By team"), _("Team"), lines("team", teams)),
        Table("target", _("By what was promised"), _("What"), lines("target", _labelled(found.targets))),
        Table("kind", _("By how the time was set"), _("How"), lines("kind", _how(found))),
        Table("channel", _("By channel"), _("Channel"), lines("channel", _labelled(found.channels))),
    ]


def _labelled(rows: Iterable[tuple[object, Count]]) -> list[tuple[str | Words, str, Count]]:
    return [(choice.label, choice.value, count) for choice, count in rows]  # type: ignore[attr-defined]


def _how(found: Figures) -> list[tuple[str | Words, str, Count]]:
    said = {"allowance": _("So much time, by policy"), "appointment": _("A time that was told")}
    return [(said[kind.value], kind.value, count) for kind, count in found.kinds]


def week_lines(found: Figures, asked: Asked) -> list[Line]:
    """The weeks in order; a list of one begins and ends with it."""
    return [_week_line(week, count, asked) for week, count in found.weeks]


def _week_line(week: Week, count: Count, asked: Asked) -> Line:
    last = week.ends - timedelta(days=1)
    days = {"since": week.begins.date().isoformat(), "until": last.date().isoformat()}
    note = "" if week.is_over else _("not over yet")
    return Line(day_of(week.begins), count, asked, days, note or ("" if week.is_whole else _("part of a week")))


def day_of(moment: datetime) -> str:
    """ "12 Oct": the day, as the organization counts it."""
    return format_skeleton("MMMd", moment.replace(tzinfo=None), locale=_locale())


def days_of(period: Period) -> str:
    """ "Oct 12 – Nov 8, 2026"."""
    return format_interval(period.first, period.last, "yMMMd", locale=_locale())


def _locale() -> str:
    return (get_language() or "en").replace("-", "_")
