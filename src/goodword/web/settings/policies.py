"""Promises: the service policies of the house, in their order, and one after the other."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.core.errors import Invalid, NotFound
from goodword.core.query import QueryError
from goodword.promises.actions.policies import (
    change_policy,
    create_policy,
    order_policies,
    remove_policy,
    switch_policy,
)
from goodword.promises.choices import Target
from goodword.promises.jobs import following
from goodword.promises.queries.policies import fault_of, listed_policies, policy_with, preview
from goodword.promises.types import ServicePolicy
from goodword.web.inbox.addresses import number_in
from goodword.web.inbox.faults import Told, told
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.settings.ordering import moved
from goodword.web.settings.policy_forms import OFFERED, PolicyForm, shown_policy
from goodword.web.settings.policy_lengths import day_of, length_said
from goodword.web.settings.policy_presets import PRESETS
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_safe
def policies_page(request: AgentRequest) -> HttpResponse:
    """Every policy in order, and how far what runs follows them."""
    administrator(request)
    lines = [
        {
            "policy": one.policy,
            "targets": [
                (target.get_target_display(), length_said(target.allowed, day_of(target.calendar)), target.calendar)
                for target in one.targets
            ],
            "fault": told(one.fault, one.policy.condition) if one.fault else None,
        }
        for one in listed_policies()
    ]
    page = {"lines": lines, "presets": PRESETS, "following": following(), "title": _("Promises")}
    return settings_page(request, "settings/policies.html", page)


@require_safe
def policies_following(request: AgentRequest) -> HttpResponse:
    """How far what runs follows the policies."""
    administrator(request)
    return render_page(request, "settings/_policies_following.html", {"following": following()})


@require_POST
def policy_preset(request: AgentRequest) -> HttpResponse:
    """Make a policy as one of the presets says, and open it."""
    administrator(request)
    preset = next((one for one in PRESETS if one.key == request.POST.get("preset")), None)
    if preset is None:
        raise NotFound
    policy = create_policy(preset.terms(), by=actor_of(request))
    show_toast(request, _("The policy holds for what comes in from now on. Change it as you like."), tone="kept")
    return redirect("settings-policy", policy.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new_policy(request: AgentRequest) -> HttpResponse:
    """Make a policy."""
    administrator(request)
    form = PolicyForm(request.POST or None)
    if "look" not in request.POST and form.does(lambda: create_policy(form.terms(), by=actor_of(request))):
        return _saved(request)
    return _shown(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def policy_page(request: AgentRequest, policy_id: int) -> HttpResponse:
    """One policy: all that it says."""
    administrator(request)
    policy = policy_with(policy_id)
    form = PolicyForm(request.POST or None, initial=shown_policy(policy))
    if "look" not in request.POST and form.does(lambda: change_policy(policy_id, form.terms(), by=actor_of(request))):
        return _saved(request)
    return _shown(request, form, policy)


@require_POST
def policy_preview(request: AgentRequest) -> HttpResponse:
    """What the policy in the form would do if it were kept so (`policy`: its number, unless it is new)."""
    administrator(request)
    page = _previewed(request, PolicyForm(request.POST), number_in(request.POST.get("policy", "")))
    return render_page(request, "settings/_policy_preview.html", page)


@require_POST
def policy_move(request: AgentRequest, policy_id: int) -> HttpResponse:
    """Put the policy one place further up or down (`to`)."""
    administrator(request)
    order = [one.policy.pk for one in listed_policies()]
    order_policies(moved(order, policy_id, request.POST.get("to", "")), by=actor_of(request))
    return redirect("settings-policies")


@require_POST
def policy_switch(request: AgentRequest, policy_id: int) -> HttpResponse:
    """Switch the policy off, or on again (`on`)."""
    administrator(request)
    switch_policy(policy_id, by=actor_of(request), on="on" in request.POST)
    return redirect("settings-policies")


@require_POST
def policy_removal(request: AgentRequest, policy_id: int) -> HttpResponse:
    """Remove the policy."""
    administrator(request)
    name = policy_with(policy_id).name
    remove_policy(policy_id, by=actor_of(request))
    show_toast(request, _("The policy “%(policy)s” is gone.") % {"policy": name})
    return redirect("settings-policies")


def _shown(request: AgentRequest, form: PolicyForm, policy: ServicePolicy | None) -> HttpResponse:
    page = {
        "form": form,
        "policy": policy,
        "condition_fault": _fault(str(form["condition"].value() or "")),
        "title": policy.name if policy else _("New policy"),
    }
    if "look" in request.POST:
        page.update(_previewed(request, form, policy.pk if policy else None))
    return settings_page(request, "settings/policy.html", page, status=422 if form.errors else 200)


def _fault(condition: str) -> Told | None:
    fault = fault_of(condition)
    return replace(told(fault, condition), mended="") if fault else None


def _previewed(request: AgentRequest, form: PolicyForm, policy_id: int | None) -> dict[str, Any]:
    """The preview of what was typed, or what keeps it from being made. Half a form will do: no name is needed."""
    form.is_valid()
    condition = str(form.cleaned_data.get("condition", ""))
    fault = _fault(condition)
    if fault:
        return {"fault": fault}
    try:
        terms = form.terms_so_far()
        targets = {target: (term.allowed, term.calendar) for target, term in terms.items()}
        shown = preview(request.user, condition, targets, policy_id=policy_id)
    except (Invalid, QueryError) as refusal:
        words = list(refusal.fields.items()) if isinstance(refusal, Invalid) else []
        return {"problems": [(_label(name), text) for name, text in words] or [("", str(refusal))]}
    return {"preview": shown, "promises_nothing": not targets}


def _label(name: str) -> str:
    return str(Target(name).label) if name in {one.value for one in OFFERED} else ""


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved. What runs by policy is recalculated in the background."), tone="kept")
    return redirect("settings-policies")
