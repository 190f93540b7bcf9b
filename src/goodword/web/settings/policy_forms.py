"""The form of a service policy: its name, whom it is for, and what it promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.calendars.queries import all_calendars, calendar_choices
from goodword.core.errors import Invalid
from goodword.promises.actions.policies import LONGEST_NAME, Term, Terms
from goodword.promises.alarms import DEFAULT_SHARE
from goodword.promises.choices import Target
from goodword.promises.types import PolicyTarget, ServicePolicy
from goodword.web.forms import DeskForm
from goodword.web.settings.policy_lengths import DAY, UNITS, day_of, length_shown, length_typed

MOST_CONDITION = 2000
OFFERED = (Target.FIRST_REPLY, Target.NEXT_REPLY, Target.RESOLUTION, Target.COMPLAINT, Target.CALLBACK, Target.INSIDE)
WARN_UNITS = (
    ("percent", gettext_lazy("% of the time")),
    ("minutes", gettext_lazy("minutes before")),
    ("hours", gettext_lazy("hours before")),
    ("days", gettext_lazy("days before")),
)
EXPLAINED = {
    Target.FIRST_REPLY: gettext_lazy("From their first letter to our first answer. It never restarts."),
    Target.NEXT_REPLY: gettext_lazy("From each further letter to our answer."),
    Target.RESOLUTION: gettext_lazy("Until we told them a solution. It is paused while it is the customer’s turn."),
    Target.COMPLAINT: gettext_lazy(
        "From the first word of a complaint until we told them a solution. Nothing pauses it before. Where no "
        "policy says anything, it is 24 hours around the clock."
    ),
    Target.CALLBACK: gettext_lazy("From a call of theirs that was not answered."),
    Target.INSIDE: gettext_lazy(
        "From a question to a colleague to their note. It counts for questions asked from now on."
    ),
}


@dataclass(frozen=True, slots=True)
class TargetFields:
    """The fields of one target."""

    label: str
    explained: str
    time: BoundField
    unit: BoundField
    calendar: BoundField
    warn: BoundField
    warn_unit: BoundField


class PolicyForm(DeskForm):
    """A service policy. Beside these fields five for each target: `first-reply` is its time, and so on."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    condition = forms.CharField(label=gettext_lazy("For whom"), max_length=MOST_CONDITION, required=False)
    is_shown = forms.BooleanField(
        label=gettext_lazy("Customers see these promises on the page of their matter"), required=False
    )
    is_active = forms.BooleanField(label=gettext_lazy("Switched on"), required=False)

    def __init__(self, typed: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(typed, initial={"is_active": True, **(initial or {})})
        self.calendars = {calendar.pk: calendar for calendar in all_calendars()}
        choices = [(str(number or ""), label) for number, label in calendar_choices()]
        for target in OFFERED:
            self.fields.update(_fields_of(target, choices))

    @property
    def targets(self) -> list[TargetFields]:
        """The fields of each target."""
        parts = ("", "-unit", "-calendar", "-warn", "-warn-unit")
        return [
            TargetFields(str(one.label), str(EXPLAINED[one]), *(self[f"{one.value}{part}"] for part in parts))
            for one in OFFERED
        ]

    def terms(self) -> Terms:
        """What was typed. Raises Invalid naming what needs another look."""
        told = self.cleaned_data
        return Terms(
            name=told["name"],
            condition=told["condition"],
            targets=self.terms_so_far(),
            is_active=told["is_active"],
            is_shown=told["is_shown"],
        )

    def terms_so_far(self) -> dict[Target, Term]:
        """What it promises, whatever else is missing. Raises Invalid naming what needs another look."""
        found, wrong = {}, {}
        for target in OFFERED:
            try:
                term = self._term(target)
            except Invalid as refusal:
                wrong[target.value] = str(refusal)
            else:
                if term is not None:
                    found[target] = term
        if wrong:
            raise Invalid(**wrong)
        return found

    def _term(self, target: Target) -> Term | None:
        told, name = self.cleaned_data, target.value
        if not told.get(name, "").strip():
            return None
        if any(f"{name}{part}" not in told for part in ("-unit", "-calendar", "-warn", "-warn-unit")):
            raise Invalid(_("Choose among what is offered."))
        calendar = int(told[f"{name}-calendar"] or 0) or None
        day = day_of(self.calendars[calendar]) if calendar else DAY
        allowed = _checked(length_typed(told[name], told[f"{name}-unit"], day))
        warn, unit = told[f"{name}-warn"].strip(), told[f"{name}-warn-unit"]
        if unit != "percent":
            lead = _checked(length_typed(warn, unit, day))
            return Term(allowed=allowed, calendar=calendar, warn_lead=lead)
        share = warn.rstrip("% ") or str(DEFAULT_SHARE)
        if not share.isdecimal() or len(share) > 3:  # noqa: PLR2004 (three digits)
            raise Invalid(_("Warn at 1 to 99 percent of the time."))
        return Term(allowed=allowed, calendar=calendar, warn_share=int(share))


def _fields_of(target: Target, calendars: list[tuple[str, str]]) -> dict[str, forms.Field]:
    name = target.value
    narrow = {"autocomplete": "off", "size": "6", "maxlength": "40"}
    return {
        name: forms.CharField(
            label=_("Within"),
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs=narrow),
        ),
        f"{name}-unit": forms.ChoiceField(label=_("Unit"), choices=UNITS, initial="hours"),
        f"{name}-calendar": forms.ChoiceField(
            label=_("Counting"), choices=calendars, required=False, initial=calendars[0][0]
        ),
        f"{name}-warn": forms.CharField(
            label=_("Warn at"),
            required=False,
            max_length=40,
            initial=str(DEFAULT_SHARE),
            widget=forms.TextInput(attrs=narrow),
        ),
        f"{name}-warn-unit": forms.ChoiceField(label=_("Unit of the warning"), choices=WARN_UNITS, initial="percent"),
    }


def _checked(length: timedelta) -> timedelta:
    if length <= timedelta(0):
        raise Invalid(_("Give a time above zero."))
    return length


def shown_policy(policy: ServicePolicy) -> dict[str, Any]:
    """The policy as the fields show it."""
    shown: dict[str, Any] = {
        "name": policy.name,
        "condition": policy.condition,
        "is_active": policy.is_active,
        "is_shown": policy.is_shown,
    }
    for one in policy.targets.all():
        shown.update(_shown_target(one))
    return shown


def _shown_target(one: PolicyTarget) -> dict[str, Any]:
    day = day_of(one.calendar)
    number, unit = length_shown(one.allowed, day)
    warn, warn_unit = (str(one.warn_share), "percent") if one.warn_lead is None else length_shown(one.warn_lead, day)
    return {
        one.target: number,
        f"{one.target}-unit": unit,
        f"{one.target}-calendar": str(one.calendar_id or ""),
        f"{one.target}-warn": warn,
        f"{one.target}-warn-unit": warn_unit,
    }
