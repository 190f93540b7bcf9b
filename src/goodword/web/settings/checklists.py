"""The checklists for replies: everybody sees them; leads and administrators tend them."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.core.errors import NotFound
from goodword.playbook.access import check_tends_playbook, tends_playbook
from goodword.playbook.actions.checklists import (
    LONGEST_NAME,
    change_checklist,
    create_checklist,
    order_checklists,
    remove_checklist,
    switch_checklist,
)
from goodword.playbook.queries import all_checklists, checklist_named
from goodword.playbook.types import ListedChecklist
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, settings_page
from goodword.web.settings.ordering import moved
from goodword.web.shell import AgentRequest, show_toast


class ChecklistForm(DeskForm):
    """What a checklist of the house's own is called, and its points."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    points = forms.CharField(
        label=gettext_lazy("Points"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Each on a line of its own, ten at most."),
    )


@require_safe
def checklists_page(request: AgentRequest) -> HttpResponse:
    """Every checklist in order, with its points, source and grade."""
    page = {"checklists": all_checklists(), "may_tend": tends_playbook(request.user), "title": _("Checklists")}
    return settings_page(request, "settings/checklists.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_checklist(request: AgentRequest) -> HttpResponse:
    """Write a checklist of the house's own."""
    check_tends_playbook(actor_of(request))
    form = ChecklistForm(request.POST or None)
    if form.does(lambda: create_checklist(by=actor_of(request), name=form.cleaned_data["name"], points=_points(form))):
        return _saved(request)
    page = {"form": form, "title": _("New checklist")}
    return settings_page(request, "settings/checklist.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def checklist_page(request: AgentRequest, key: str) -> HttpResponse:
    """One of the house's own: its name, its points, and its removal. Raises NotFound for one that is built in."""
    check_tends_playbook(actor_of(request))
    listed = _own(key)
    points = "\n".join(str(point.name) for point in listed.points)
    form = ChecklistForm(request.POST or None, initial={"name": listed.name, "points": points})
    by = actor_of(request)
    if form.does(lambda: change_checklist(key, by=by, name=form.cleaned_data["name"], points=_points(form))):
        return _saved(request)
    page = {"form": form, "checklist": listed, "title": listed.name}
    return settings_page(request, "settings/checklist.html", page, status=422 if form.errors else 200)


@require_POST
def checklist_move(request: AgentRequest, key: str) -> HttpResponse:
    """Put the checklist one place further up or down (`to`)."""
    check_tends_playbook(actor_of(request))
    order = [one.key for one in all_checklists()]
    order_checklists(moved(order, key, request.POST.get("to", "")), by=actor_of(request))
    return redirect("settings-checklists")


@require_POST
def checklist_switch(request: AgentRequest, key: str) -> HttpResponse:
    """Offer the checklist beside replies (`on`), or no longer."""
    switch_checklist(key, by=actor_of(request), on="on" in request.POST)
    return redirect("settings-checklists")


@require_POST
def checklist_removal(request: AgentRequest, key: str) -> HttpResponse:
    """Have the checklist no more."""
    check_tends_playbook(actor_of(request))
    name = _own(key).name
    remove_checklist(key, by=actor_of(request))
    show_toast(request, _("The checklist %(checklist)s is gone.") % {"checklist": name})
    return redirect("settings-checklists")


def _own(key: str) -> ListedChecklist:
    listed = checklist_named(key)
    if listed.is_built_in:
        raise NotFound
    return listed


def _points(form: ChecklistForm) -> list[str]:
    points: str = form.cleaned_data["points"]
    return points.splitlines()


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-checklists")
