"""Taking back what was done."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import conversation_for
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.operations import undo
from goodword.web.conversation.answers import show_change, show_other
from goodword.web.inbox.addresses import opened_number
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_POST
def take_back(request: AgentRequest, event_id: int) -> HttpResponse:
    """Undo what the event records, if nobody changed it since."""
    event = undo(event_id, agent=request.user, by=Actor.agent(request.user.pk))
    show_toast(request, _("Taken back."))
    if event.conversation_id is None:
        return show_person_change(request, event.person_id or 0)
    number = event.conversation_id
    if wants_part(request) and opened_number(request) not in {number, None}:  # the next one stands there meanwhile
        with suppress(NotFound):
            return show_other(request, conversation_for(reader(request), number))
    return show_change(request, number)


def show_person_change(request: AgentRequest, customer_id: int) -> HttpResponse:
    """The record after something of it was taken back: whatever shows it asks again."""
    if not request.htmx:
        return redirect("person-page", customer_id)
    response = render_page(request, "person/_taken_back.html")
    response["HX-Trigger"] = "person-changed, inbox-changed"
    return response
