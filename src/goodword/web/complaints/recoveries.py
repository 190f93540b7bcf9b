"""The three recoveries of a complaint on one page."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.conversations.access import To, conversation_for
from goodword.core.errors import NotFound
from goodword.insight.access import sees_figures
from goodword.insight.periods import CHOICES
from goodword.recovery.queries.complaints import latest_complaint
from goodword.recovery.types import Complaint
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
    page = {
        "page": Recoveries(complaint, conversation),
        "title": _("Three recoveries"),
        "learned": _learned(complaint) if sees_figures(request.user) else "",
    }
    return render_page(request, "complaints/recoveries.html", page)


def _learned(complaint: Complaint) -> str:
    """What was learned from complaints for the same reason, for those who lead."""
    of = urlencode({"weeks": CHOICES[-1], **({"reason": complaint.reason_id} if complaint.reason_id else {})})
    return f"{reverse('insight-learned')}?{of}"
