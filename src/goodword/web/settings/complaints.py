"""Where customers can complain further, outside the house."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goodword.core.errors import Invalid
from goodword.recovery.actions.outside_routes import change_outside_route
from goodword.recovery.queries.complaints import outside_route
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


class OutsideRouteForm(DeskForm):
    """Who it is, and how they are reached."""

    name = forms.CharField(label=gettext_lazy("Who"), max_length=200, required=False)
    address = forms.CharField(label=gettext_lazy("Their address"), max_length=500, required=False)
    link = forms.CharField(label=gettext_lazy("Their page"), max_length=500, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def complaints_page(request: AgentRequest) -> HttpResponse:
    """The outside route, which every "no" has to name."""
    administrator(request)
    route = outside_route()
    shown = {"name": route.name, "address": route.address, "link": route.link}
    form = OutsideRouteForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            change_outside_route(by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-complaints")
    page = {"title": _("Complaints"), "form": form}
    return settings_page(request, "settings/complaints.html", page, status=422 if form.errors else 200)
