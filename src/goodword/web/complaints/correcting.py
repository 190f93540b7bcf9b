"""What was put right for the person, and what changes so that it happens to nobody else."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.core.actor import Actor
from goodword.recovery.actions.correcting import fix_for_cause, fix_for_person, no_change, withdraw_corrective_action
from goodword.web.complaints.answers import do
from goodword.web.components.moments import exact_of
from goodword.web.promises.giving import due_typed
from goodword.web.shell import AgentRequest


@require_POST
def person(request: AgentRequest, number: int) -> HttpResponse:
    """What was done for the person (`ours`)."""
    return do(request, number, _person, where="person")


def _person(request: AgentRequest, number: int, by: Actor) -> str:
    fix_for_person(number, request.POST.get("ours", ""), by=by)
    return _("Put right for the person.")


@require_POST
def cause(request: AgentRequest, number: int) -> HttpResponse:
    """What will be changed (`ours`), by whom (`who`) and by when (`words`)."""
    return do(request, number, _cause, where="cause")


def _cause(request: AgentRequest, number: int, by: Actor) -> str:
    due = due_typed(request)
    fix_for_cause(number, request.POST.get("ours", ""), who=request.POST.get("who", ""), due=due, by=by)
    return _("Named: it is due %(time)s.") % {"time": exact_of(due)}


@require_POST
def unchanged(request: AgentRequest, number: int) -> HttpResponse:
    """Why nothing changes (`ours`)."""
    return do(request, number, _unchanged, where="no-change")


def _unchanged(request: AgentRequest, number: int, by: Actor) -> str:
    no_change(number, request.POST.get("ours", ""), by=by)
    return _("It stands there why nothing changes.")


@require_POST
def remove(request: AgentRequest, number: int, action_id: int) -> HttpResponse:
    """Take back what was named."""

    def take_back(request: AgentRequest, number: int, by: Actor) -> str:  # noqa: ARG001 (like the others)
        withdraw_corrective_action(number, action_id, by=by)
        return _("Taken back.")

    return do(request, number, take_back, where="actions")
