"""What stands in the way of closing: each thing that is owed, or a complaint, with what can be done about it."""

from django.http import HttpResponse

from goodword.conversations.access import To, conversation_for
from goodword.conversations.types import Conversation
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
    response = offer(request, conversation, **what_stands_in_the_way(conversation, refusal))
    if wants_part(request):
        response["HX-Retarget"], response["HX-Reswap"] = "#choices", "innerHTML"
    response.status_code = refusal.status
    return response


def what_stands_in_the_way(
    conversation: Conversation, refusal: StillOwed | ComplaintOpen, *, before_sending: bool = False
) -> dict[str, object]:
    """The form and what it shows. `before_sending`: a reply waits in the composer that is to be sent, and then closes;
    settling something closes nothing by itself."""
    if isinstance(refusal, StillOwed):
        owed = owed_shown(refusal.promises)
        return {"still_owed": owed, "before_sending": before_sending, "promise_form": "promises/_still_owed.html"}
    complaint = latest_complaint(conversation)
    shown = Complained(complaint, conversation, is_closing=not before_sending) if complaint else None
    return {"shown": shown, "promise_form": "complaints/_panel.html"}
