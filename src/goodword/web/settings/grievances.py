"""Grievances: which rules the house uses, and when its own counsel read them."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goodword.core.errors import Invalid, NotFound
from goodword.recovery.actions.grievance_packs import choose_pack
from goodword.recovery.actions.grievances import named
from goodword.recovery.packs.pack import LawClock, Length, Unit
from goodword.recovery.queries.grievances import packs_chosen
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast

HOME = "settings-grievances"


class PackForm(DeskForm):
    """Whether the rule is used, and the day on which counsel reviewed it."""

    counsel_reviewed_on = forms.DateField(
        label=gettext_lazy("Reviewed by your counsel on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Your counsel confirms that this rule applies to you, and what it asks."),
    )
    is_on = forms.BooleanField(label=gettext_lazy("We use this rule"), required=False)


@require_safe
def grievances_page(request: AgentRequest) -> HttpResponse:
    """Every rule, with its citation and dates; and a binder of a period."""
    administrator(request)
    page = {"chosen": packs_chosen(), "title": _("Grievances")}
    return settings_page(request, "settings/grievances.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def pack_page(request: AgentRequest, key: str) -> HttpResponse:
    """One rule: what it obliges to, its clocks, its letter; whether it is used."""
    administrator(request)
    chosen = next((one for one in packs_chosen() if one.pack.key == key), None)
    if chosen is None:
        raise NotFound
    form = PackForm(
        request.POST or None, initial={"is_on": chosen.is_on, "counsel_reviewed_on": chosen.counsel_reviewed_on}
    )
    if form.is_valid():
        try:
            choose_pack(key, by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect(HOME)
    clocks = [(clock, clock_said(clock)) for clock in chosen.pack.clocks]
    required = named(list(chosen.pack.required))
    page = {"form": form, "chosen": chosen, "clocks": clocks, "required": required, "title": str(chosen.pack.name)}
    return settings_page(request, "settings/grievance_pack.html", page, status=422 if form.errors else 200)


def clock_said(clock: LawClock) -> str:
    """How long it runs, and by how much it may be extended, in words."""
    whole = length_said(clock.length)
    if clock.extension is None:
        return whole
    return _("%(time)s, and %(more)s more") % {"time": whole, "more": length_said(clock.extension.length)}


def length_said(length: Length) -> str:
    """So many hours or calendar days."""
    if length.unit == Unit.HOURS:
        return _("%(number)d hours") % {"number": length.number}
    return _("%(number)d calendar days") % {"number": length.number}
