"""What the address of a page of figures asks for, and addresses that ask."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goodword.accounts.queries import organization
from goodword.conversations.choices import Channel
from goodword.core.errors import Invalid
from goodword.insight.periods import CHOICES, USUAL, Period
from goodword.insight.queries.behind import Came, Sieve
from goodword.promises.choices import Kind, Target
from goodword.web.forms import DeskForm
from goodword.web.inbox.addresses import number_in


class DaysForm(DeskForm):
    """Other days than the last weeks."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


_place = cache(reverse)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which time, of whose promises; `weeks` is 0 where days were named. Complaints are asked for of one `team` too,
    and what was learned for one `reason`, 0 for those without."""

    period: Period
    weeks: int
    is_inside: bool = False
    team: int | None = None
    reason: int | None = None

    def address(self, name: str = "insight", **further: str | int) -> str:
        """An address about the same, which can be handed on."""
        asked = {**self._query, **{key: str(value) for key, value in further.items() if value != ""}}
        if "since" in further:
            asked.pop("weeks", None)
        query = urlencode(asked)
        return _place(name) + (f"?{query}" if query else "")

    def of_weeks(self, number: int, name: str = "insight") -> str:
        return replace(self, weeks=number).address(name)

    def inside(self, *, is_inside: bool) -> str:
        return replace(self, is_inside=is_inside).address()

    @property
    def _query(self) -> dict[str, str]:
        if not self.weeks:
            days = {"since": self.period.first.isoformat(), "until": self.period.last.isoformat()}
        else:
            days = {"weeks": str(self.weeks)} if self.weeks != USUAL else {}
        team = {"team": str(self.team)} if self.team is not None else {}
        reason = {"reason": str(self.reason)} if self.reason is not None else {}
        return {**days, **({"to": "inside"} if self.is_inside else {}), **team, **reason}


def asked_of(request: HttpRequest) -> tuple[Asked, DaysForm]:
    """What the address asks for; where its days are no period, the usual time, and a form that says why."""
    house = organization()
    zone = ZoneInfo(house.time_zone if house else "UTC")
    is_inside = request.GET.get("to") == "inside"
    form = DaysForm(request.GET if {"since", "until"} & request.GET.keys() else None)
    usual = Asked(Period.of_weeks(USUAL, zone), USUAL, is_inside)
    if not form.is_bound:
        weeks = number_in(request.GET.get("weeks", "")) or USUAL
        weeks = weeks if weeks in CHOICES else USUAL
        return Asked(Period.of_weeks(weeks, zone), weeks, is_inside), DaysForm(initial=_days(weeks, zone))
    if form.is_valid():
        try:
            days = form.cleaned_data
            return Asked(Period.of_days(days["since"], days["until"], zone), 0, is_inside), form
        except Invalid as refusal:
            form.refuse(refusal)
    return usual, form


def _days(weeks: int, zone: ZoneInfo) -> Mapping[str, object]:
    period = Period.of_weeks(weeks, zone)
    return {"since": period.first, "until": period.last}


def sieve_of(request: HttpRequest, asked: Asked) -> Sieve:
    """Which promises the address asks for. Raises Invalid for words it does not know."""
    get = request.GET.get
    target, kind, channel = (get(name, "") for name in ("target", "kind", "channel"))
    try:
        return Sieve(
            came=Came(get("came") or Came.DUE),
            is_inside=asked.is_inside,
            is_mine=get("mine") == "1",
            team=number_in(get("team", "")),
            target=Target(target) if target else None,
            kind=Kind(kind) if kind else None,
            channel=Channel(channel) if channel else "",
        )
    except ValueError as error:
        raise Invalid(_("There is no such list. Choose a figure.")) from error
