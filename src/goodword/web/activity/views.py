"""Taking back what was done."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.core.actor import Actor
from goodword.core.operations import undo
from goodword.web.conversation.answers import show_change
from goodword.web.shell import AgentRequest, show_toast


@require_POST
def take_back(request: AgentRequest, event_id: int) -> HttpResponse:
    """Undo what the event records, if nobody changed it since."""
    event = undo(event_id, agent=request.user, by=Actor.agent(request.user.pk))
    show_toast(request, _("Taken back."))
    return show_change(request, event.conversation_id or 0)
