"""Why they complain: one of the reasons of the house, chosen by typing."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.conversations.access import To, conversation_for
from goodword.core.actor import Actor
from goodword.playbook.queries import offered_reasons
from goodword.recovery.actions.reasons import say_reason
from goodword.web.complaints.answers import context_of, do
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import show_form
from goodword.web.shell import AgentRequest

REASON = "complaints/_choose_reason.html"


@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: AgentRequest, number: int) -> HttpResponse:
    """Choose among the reasons; POST: it is this one (`reason`), or none that is known."""
    if request.method == "POST":
        return do(request, number, _say, where="reason")
    conversation = conversation_for(reader(request), number, To.ANSWER)
    context = context_of(request, conversation, REASON)
    template = str(context.pop("promise_form"))
    return show_form(request, conversation, template, {**context, "reasons": offered_reasons()})


def _say(request: AgentRequest, number: int, by: Actor) -> str:
    complaint = say_reason(number, request.POST.get("reason", ""), by=by)
    if complaint.reason is None:
        return _("The reason is not known any more.")
    return _("They complain for this reason: %(reason)s.") % {"reason": complaint.reason.label}
