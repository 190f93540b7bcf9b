"""Why people contact us: everybody sees the reasons, leads and administrators tend them."""

from typing import TypedDict

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.core.errors import Invalid
from goodword.playbook.access import check_tends_playbook, tends_playbook
from goodword.playbook.actions.reasons import (
    LONGEST_NAME,
    MOST,
    bring_back_reason,
    change_reason,
    create_reason,
    order_reasons,
    retire_reason,
)
from goodword.playbook.choices import View
from goodword.playbook.queries import all_reasons, offered_reasons, reason_keyed
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, settings_page
from goodword.web.settings.ordering import moved
from goodword.web.shell import AgentRequest, show_toast

HOME = "settings-reasons"


def _seen(values: Promise, irritated: Promise) -> list[tuple[View, Promise]]:
    return [(View.UNKNOWN, gettext_lazy("Not said yet")), (View.VALUES, values), (View.IRRITATED, irritated)]


class Said(TypedDict):
    """What stands in the form."""

    name: str
    theirs: View
    ours: View


class ReasonForm(DeskForm):
    """What a reason is called, and who values a contact for it."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    theirs = forms.ChoiceField(
        label=gettext_lazy("How the customer sees such a contact"),
        choices=_seen(gettext_lazy("They value it"), gettext_lazy("It irritates them")),
        required=False,
    )
    ours = forms.ChoiceField(
        label=gettext_lazy("How we see it"),
        choices=_seen(gettext_lazy("We value it"), gettext_lazy("It irritates us")),
        required=False,
    )


class KnownReasonForm(ReasonForm):
    """The same of one that there is: whether what is called otherwise means the same."""

    is_another = forms.BooleanField(
        label=gettext_lazy("It means something else now"),
        required=False,
        help_text=gettext_lazy(
            "Then a new reason stands in its place, and this one is retired: what was counted by it keeps its meaning."
        ),
    )


@require_safe
def reasons_page(request: AgentRequest) -> HttpResponse:
    """Those that can be chosen, in order, with what to do about each; those that are retired."""
    rows = all_reasons()
    page = {
        "reasons": [one for one in rows if one.retired_at is None],
        "retired": [one for one in rows if one.retired_at is not None],
        "most": MOST,
        "may_tend": tends_playbook(request.user),
        "title": _("Reasons"),
    }
    return settings_page(request, "settings/reasons.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_reason(request: AgentRequest) -> HttpResponse:
    """Another reason."""
    check_tends_playbook(actor_of(request))
    form = ReasonForm(request.POST or None)
    if form.does(lambda: create_reason(by=actor_of(request), **_said(form))):
        return _saved(request)
    page = {"form": form, "title": _("New reason")}
    return settings_page(request, "settings/reason.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reason_page(request: AgentRequest, key: str) -> HttpResponse:
    """One reason: its name, who values it, what it was called; whether another takes its place."""
    check_tends_playbook(actor_of(request))
    reason = reason_keyed(key)
    begins = {"name": reason.label, "theirs": reason.theirs, "ours": reason.ours}
    form = KnownReasonForm(request.POST or None, initial=begins)
    if form.is_valid():
        try:
            if form.cleaned_data["is_another"]:
                create_reason(by=actor_of(request), replaces=key, **_said(form))
            else:
                change_reason(key, by=actor_of(request), **_said(form))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _saved(request)
    former = reason.former_names.all() if reason.pk else ()
    page = {"form": form, "reason": reason, "former": former, "title": reason.label}
    return settings_page(request, "settings/reason.html", page, status=422 if form.errors else 200)


@require_POST
def reason_move(request: AgentRequest, key: str) -> HttpResponse:
    """Put the reason one place further up or down (`to`)."""
    check_tends_playbook(actor_of(request))
    order = [one.key for one in offered_reasons()]
    order_reasons(moved(order, key, request.POST.get("to", "")), by=actor_of(request))
    return redirect(HOME)


@require_POST
def reason_retirement(request: AgentRequest, key: str) -> HttpResponse:
    """Choose the reason no more, or (`back`) again."""
    try:
        if "back" in request.POST:
            reason = bring_back_reason(key, by=actor_of(request))
            show_toast(request, _("“%(reason)s” can be chosen again.") % {"reason": reason.label}, tone="kept")
        else:
            reason = retire_reason(key, by=actor_of(request))
            show_toast(request, _("“%(reason)s” is retired.") % {"reason": reason.label})
    except Invalid as refusal:
        show_toast(request, " ".join(map(str, refusal.fields.values())) or str(refusal), tone="broken")
    return redirect(HOME)


def _said(form: ReasonForm) -> Said:
    said = form.cleaned_data
    return Said(name=said["name"], theirs=View(said["theirs"]), ours=View(said["ours"]))


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect(HOME)
