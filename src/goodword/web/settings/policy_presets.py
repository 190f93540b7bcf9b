"""Policies to begin with: each is a real one that may be changed like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.calendars.queries import calendar_with, default_calendar_id
from goodword.promises.actions.policies import Term, Terms
from goodword.promises.choices import Target
from goodword.web.settings.policy_lengths import day_of

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Preset:
    """Its targets as hours and opening days; around the clock where `is_always`."""

    key: str
    name: str | Promise
    text: str | Promise
    targets: Mapping[Target, tuple[int, int]]
    condition: str = ""
    is_always: bool = False

    def terms(self) -> Terms:
        """The policy that it makes, on the calendar that counts where none is chosen."""
        calendar = None if self.is_always else default_calendar_id()
        day = day_of(calendar_with(calendar) if calendar else None)
        return Terms(
            name=str(self.name),
            condition=self.condition,
            targets={
                target: Term(allowed=hours * HOUR + days * day, calendar=calendar)
                for target, (hours, days) in self.targets.items()
            },
        )


PRESETS = (
    Preset(
        "working-day",
        _("Answer within a working day"),
        _("Every letter is answered within one working day."),
        {Target.FIRST_REPLY: (0, 1), Target.NEXT_REPLY: (0, 1)},
    ),
    Preset(
        "four-hours",
        _("Answer within 4 opening hours, solve within 3 working days"),
        _("A first and each further answer within four opening hours, and a solution within three working days."),
        {Target.FIRST_REPLY: (4, 0), Target.NEXT_REPLY: (4, 0), Target.RESOLUTION: (0, 3)},
    ),
    Preset(
        "urgent",
        _("Urgent matters within an hour, around the clock"),
        _("For conversations of urgent priority; put it before the others."),
        {Target.FIRST_REPLY: (1, 0), Target.NEXT_REPLY: (1, 0), Target.CALLBACK: (1, 0)},
        condition="priority:urgent",
        is_always=True,
    ),
    Preset(
        "calls",
        _("Call back within 2 opening hours"),
        _("Whoever called and reached nobody is called back."),
        {Target.CALLBACK: (2, 0), Target.FIRST_REPLY: (2, 0)},
        condition="channel:phone",
    ),
)
