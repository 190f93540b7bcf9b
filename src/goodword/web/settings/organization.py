"""The organization's name, language and time zone."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.accounts.actions.founding import change_organization, link_matters
from goodword.accounts.actions.second_step import require_second_step
from goodword.accounts.queries import organization
from goodword.accounts.types import Organization
from goodword.conversations.matter_links import is_reached_from_outside
from goodword.core.errors import Invalid, NotFound
from goodword.web.settings.forms import MatterLinksForm, OrganizationForm, SecondStepRolesForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


@require_safe
def first_tab(request: AgentRequest) -> HttpResponse:
    """The first page of the settings that the agent may open."""
    return redirect("settings-organization" if request.user.administers else "settings-details")


@require_safe
def all_pages(request: AgentRequest) -> HttpResponse:
    """Every page of the settings that the agent may open: where a narrow screen begins."""
    return settings_page(request, "settings/all.html", {"title": _("Settings")})


@require_http_methods(["GET", "HEAD", "POST"])
def organization_page(request: AgentRequest) -> HttpResponse:
    """What the organization is called and when its day begins."""
    house = _house(request)
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
    return _page(request, house, form)


@require_POST
def second_step_roles(request: AgentRequest) -> HttpResponse:
    """Say whose role asks for a second step."""
    house = _house(request)
    form = SecondStepRolesForm(request.POST)
    if form.is_valid():
        require_second_step(form.cleaned_data["roles"], by=actor_of(request))
        show_toast(request, _("Saved."), tone="kept")
        return redirect("settings-organization")
    return _page(request, house, OrganizationForm(), form)


@require_POST
def matter_links(request: AgentRequest) -> HttpResponse:
    """Say whether letters end with the link to the page of the matter."""
    _house(request)
    form = MatterLinksForm(request.POST)
    link_matters(by=actor_of(request), wanted=form.is_valid() and form.cleaned_data["wanted"])
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-organization")


def _house(request: AgentRequest) -> Organization:
    administrator(request)
    house = organization()
    if house is None:
        raise NotFound
    return house


def _page(
    request: AgentRequest, house: Organization, form: OrganizationForm, roles: SecondStepRolesForm | None = None
) -> HttpResponse:
    roles = roles or SecondStepRolesForm(initial={"roles": house.second_step_roles})
    links = {"links_form": MatterLinksForm(initial={"wanted": house.links_matters})}
    page = {"form": form, "roles_form": roles, **links, "title": _("Organization")}
    page["is_outside"] = is_reached_from_outside()
    status = 422 if form.errors or roles.errors else 200
    return settings_page(request, "settings/organization.html", page, status=status)
