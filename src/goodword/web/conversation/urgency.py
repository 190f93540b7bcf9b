"""Urgent wording in a conversation: somebody says that they have it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.urgency import acknowledge_urgent
from goodword.core.actor import Actor
from goodword.web.conversation.answers import show_change
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast


@require_POST
def have(request: AgentRequest, number: int) -> HttpResponse:
    """I have it: the mark goes, the others who were alerted are spared, and what nobody had is mine."""
    conversation_for(reader(request), number, To.ANSWER)
    acknowledge_urgent(number, by=Actor.agent(request.user.pk))
    show_toast(request, _("You have it. The others who were alerted see that."), tone="kept")
    return show_change(request, number)
