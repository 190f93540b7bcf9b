"""What stands in the way of closing: each thing that is owed, or a complaint, with what can be done about it."""

from django.http import HttpResponse

from goodword.conversations.access import To, conversation_for
from goodword.promises.errors import StillOwed
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.recovery.queries.complaints import latest_complaint
from goodword.web.components.complained import Complained
from goodword.web.components.promised import owed_shown
from goodword.web.conversation.answers import offer
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.shell import AgentRequest


def show_owed(request: AgentRequest, number: int, refusal: StillOwed | ComplaintOpen) -> HttpResponse:
    """Below the subject, or as a page without script; the matter closes once all of it is settled."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if isinstance(refusal, StillOwed):
        context: dict[str, object] = {
            "still_owed": owed_shown(refusal.promises),
            "promise_form": "promises/_still_owed.html",
        }
    else:
        complaint = latest_complaint(conversation)
        shown = Complained(complaint, conversation, is_closing=True) if complaint else None
        context = {"shown": shown, "promise_form": "complaints/_panel.html"}
    response = offer(request, conversation, **context)
    if wants_part(request):
        response["HX-Retarget"], response["HX-Reswap"] = "#choices", "innerHTML"
    response.status_code = refusal.status
    return response
