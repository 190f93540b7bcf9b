"""The organization's name, language and time zone."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.accounts.actions.founding import change_organization
from goodword.accounts.queries import organization
from goodword.core.errors import Invalid, NotFound
from goodword.web.settings.forms import OrganizationForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


@require_safe
def first_tab(request: AgentRequest) -> HttpResponse:
    """The first page of the settings that the agent may open."""
    return redirect("settings-organization" if request.user.administers else "settings-details")


@require_http_methods(["GET", "HEAD", "POST"])
def organization_page(request: AgentRequest) -> HttpResponse:
    """What the organization is called and when its day begins."""
    administrator(request)
    house = organization()
    if house is None:
        raise NotFound
    shown = {"name": house.name, "language": house.language, "time_zone": house.time_zone}
    form = OrganizationForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            change_organization(by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-organization")
    page = {"form": form, "title": _("Organization")}
    return settings_page(request, "settings/organization.html", page, status=422 if form.errors else 200)
