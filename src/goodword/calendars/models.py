"""Calendars: a week, the days that differ from it, and where those come from."""

import secrets
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from goodword.calendars.choices import SourceKind
from goodword.calendars.hours import Hours, Week, Windows
from goodword.calendars.special_days import Day, hours_with, windows_from
from goodword.core.clock import now
from goodword.core.keys import decrypt
from goodword.core.models import Changeable


def another_version() -> int:
    """Drawn by chance, so that one that was rolled back never comes again with other hours."""
    return secrets.randbits(62)


class Calendar(Changeable):
    """Opening hours with a name. Every change of its time gives it another `version`; one counts where none is chosen.

    `week` holds seven lists from Monday, each of pairs of times such as 08:30 and 12:00.
    """

    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=64)
    week = models.JSONField()
    is_default = models.BooleanField(default=False)
    version = models.BigIntegerField(default=another_version)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("name"), name="calendar_name_once"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="one_default_calendar"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def windows(self) -> Week:
        """The week, from Monday."""
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(windows_from, self.week)
        return monday, tuesday, wednesday, thursday, friday, saturday, sunday

    def hours(self) -> Hours:
        """The hours with all special days."""
        return hours_with(ZoneInfo(self.zone), self.windows, (day.told for day in self.special_days.all()))


class HolidaySource(Changeable):
    """Where a calendar takes days from. An address is a secret of its owner, and kept encrypted.

    `read_at` is when it last answered, `whole_read_at` when it last gave all; its days are known until `reaches`.
    """

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=8, choices=SourceKind.choices)
    country = models.CharField(max_length=8, blank=True)
    subdivision = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=120, blank=True)
    sealed_address = models.TextField(blank=True)
    tag = models.CharField(max_length=255, blank=True)
    tried_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    whole_read_at = models.DateTimeField(null=True)
    reaches = models.DateField(null=True)
    left_out = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calendar", "country", "subdivision"],
                condition=Q(kind=SourceKind.COUNTRY),
                name="holidays_of_a_country_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.country

    @property
    def is_waiting(self) -> bool:
        """Whether an address is about to be read."""
        return self.kind == SourceKind.ADDRESS and self.tried_at is None

    @property
    def address(self) -> str:
        """Raises SecretUnreadable."""
        return decrypt(self.sealed_address)


class SpecialDay(Changeable):
    """A day that differs: by hand (no source), or as a source says. Every source says one thing of a day.

    `windows` are the hours of the day (an empty list: closed), None for the usual ones without what is `closed`.
    """

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="special_days")
    source = models.ForeignKey(HolidaySource, null=True, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    name = models.CharField(max_length=200, blank=True)
    windows = models.JSONField(null=True)
    closed = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["date", "id"]
        indexes: ClassVar = [models.Index(fields=["calendar", "date"], name="special_day_calendar")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calendar", "date"], condition=Q(source=None), name="special_day_by_hand_once"
            ),
            models.UniqueConstraint(fields=["source", "date"], name="special_day_of_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def own_windows(self) -> Windows | None:
        return None if self.windows is None else windows_from(self.windows)

    @property
    def told(self) -> Day:
        """What is said of the day."""
        return Day(self.date, self.own_windows, windows_from(self.closed), by_hand=self.source_id is None)
