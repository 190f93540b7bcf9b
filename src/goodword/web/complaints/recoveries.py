"""The three recoveries of a complaint on one page."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.conversations.access import To, conversation_for
from goodword.core.errors import NotFound
from goodword.recovery.queries.complaints import latest_complaint
from goodword.web.complaints.three import Recoveries
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page


@require_safe
def recoveries(request: AgentRequest, number: int) -> HttpResponse:
    """What the customer, our way of working and whoever heard it had of the complaint, and what is still owed."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    complaint = latest_complaint(conversation)
    if complaint is None:
        raise NotFound
    page = {"page": Recoveries(complaint, conversation), "title": _("Three recoveries")}
    return render_page(request, "complaints/recoveries.html", page)
