"""Tiers: the levels of the house's own by which customers and companies are promised more."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.core.errors import NotFound
from goodword.people.actions.tiers import LONGEST, create_tier, order_tiers, remove_tier, rename_tier
from goodword.people.queries import CountedTier, counted_tiers
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.settings.ordering import moved
from goodword.web.shell import AgentRequest, show_toast


class TierForm(DeskForm):
    """What a tier is called."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Policies and search find it by this name, as in tier:gold."),
    )


@require_safe
def tiers_page(request: AgentRequest) -> HttpResponse:
    """Every tier in order, and how many have it."""
    administrator(request)
    return settings_page(request, "settings/tiers.html", {"lines": counted_tiers(), "title": _("Tiers")})


@require_http_methods(["GET", "HEAD", "POST"])
def new_tier(request: AgentRequest) -> HttpResponse:
    """Make a tier."""
    administrator(request)
    form = TierForm(request.POST or None)
    if form.does(lambda: create_tier(by=actor_of(request), name=form.cleaned_data["name"])):
        return _saved(request)
    page = {"form": form, "title": _("New tier")}
    return settings_page(request, "settings/tier.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def tier_page(request: AgentRequest, tier_id: int) -> HttpResponse:
    """One tier: its name, and its removal."""
    administrator(request)
    counted = _counted(tier_id)
    form = TierForm(request.POST or None, initial={"name": counted.tier.name})
    if form.does(lambda: rename_tier(tier_id, by=actor_of(request), name=form.cleaned_data["name"])):
        return _saved(request)
    page = {"form": form, "counted": counted, "title": counted.tier.name}
    return settings_page(request, "settings/tier.html", page, status=422 if form.errors else 200)


@require_POST
def tier_move(request: AgentRequest, tier_id: int) -> HttpResponse:
    """Put the tier one place further up or down (`to`)."""
    administrator(request)
    order = [one.tier.pk for one in counted_tiers()]
    order_tiers(moved(order, tier_id, request.POST.get("to", "")), by=actor_of(request))
    return redirect("settings-tiers")


@require_POST
def tier_removal(request: AgentRequest, tier_id: int) -> HttpResponse:
    """Have the tier no more."""
    administrator(request)
    name = _counted(tier_id).tier.name
    remove_tier(tier_id, by=actor_of(request))
    show_toast(request, _("The tier %(tier)s is gone.") % {"tier": name})
    return redirect("settings-tiers")


def _counted(tier_id: int) -> CountedTier:
    found = next((one for one in counted_tiers() if one.tier.pk == tier_id), None)
    if found is None:
        raise NotFound
    return found


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-tiers")
