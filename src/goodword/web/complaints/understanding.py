"""How bad it is, and what we understood."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.core.actor import Actor
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.restating import hear_restatement, restate_complaint
from goodword.recovery.complaint_choices import Severity
from goodword.web.complaints.answers import do
from goodword.web.shell import AgentRequest


@require_POST
def assess(request: AgentRequest, number: int) -> HttpResponse:
    """How severe it is, whether it is about safety, what harm it did, and what they seek."""
    return do(request, number, _assess, where="assess")


def _assess(request: AgentRequest, number: int, by: Actor) -> str:
    asked = request.POST.get("severity", "")
    assessment = Assessment(
        severity=Severity(asked) if asked in Severity.values else Severity.UNKNOWN,
        is_safety="safety" in request.POST,
        harm=request.POST.get("harm", ""),
        remedy_sought=request.POST.get("remedy_sought", ""),
    )
    assess_complaint(number, assessment, by=by)
    return _("Assessed.")


@require_POST
def restate(request: AgentRequest, number: int) -> HttpResponse:
    """What we understood (`words`), for them to confirm on their page; or they said it is right (`heard`)."""
    return do(request, number, _restate, where="restate")


def _restate(request: AgentRequest, number: int, by: Actor) -> str:
    if "heard" in request.POST:
        hear_restatement(number, by=by)
        return _("They said that we understood.")
    restate_complaint(number, request.POST.get("words", ""), by=by)
    return _("They can confirm or correct it on the page of their matter.")
