"""Teams: their names, pictures and members."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.accounts.access import team_for
from goodword.accounts.actions.teams import change_team_members, create_team, rename_team
from goodword.accounts.choices import TeamIcon
from goodword.accounts.queries import all_teams
from goodword.core.errors import Invalid
from goodword.web.settings.forms import TeamForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


@require_safe
def teams_page(request: AgentRequest) -> HttpResponse:
    """Every team, and how many answer for it."""
    administrator(request)
    return settings_page(request, "settings/teams.html", {"teams": all_teams(), "title": _("Teams")})


@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: AgentRequest) -> HttpResponse:
    """Make a team."""
    administrator(request)
    form = TeamForm(request.POST or None, initial={"icon": TeamIcon.INBOX})
    if form.does(lambda: create_team(by=actor_of(request), **form.cleaned_data)):
        return _saved(request)
    page = {"form": form, "title": _("New team")}
    return settings_page(request, "settings/team.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def team_page(request: AgentRequest, team_id: int) -> HttpResponse:
    """One team."""
    team = team_for(request.user, team_id)
    members = [member.pk for member in team.members.all() if member.is_active]
    suspended = [member.pk for member in team.members.all() if not member.is_active]  # not offered, yet kept
    form = TeamForm(request.POST or None, initial={"name": team.name, "icon": team.icon, "members": members})
    if form.is_valid():
        asked = form.cleaned_data
        try:
            rename_team(team.pk, by=actor_of(request), name=asked["name"], icon=asked["icon"])
            change_team_members(team.pk, by=actor_of(request), members=[*asked["members"], *suspended])
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _saved(request)
    page = {"form": form, "team": team, "title": team.name}
    return settings_page(request, "settings/team.html", page, status=422 if form.errors else 200)


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-teams")
