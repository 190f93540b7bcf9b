"""An address that mail came back from, or whose owner complained, can be written to again."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import To
from goodword.conversations.acquaintance import person_for
from goodword.core.actor import Actor
from goodword.people.actions.clearing import clear_standing
from goodword.people.queries import identity_of
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast


@require_POST
def clear(request: AgentRequest, customer_id: int, identity_id: int) -> HttpResponse:
    """Lift the mark, by whoever may answer the person."""
    customer = person_for(reader(request), customer_id, To.ANSWER)
    address = identity_of(customer, identity_id).value
    if clear_standing(identity_id, by=Actor.agent(request.user.pk)):
        show_toast(request, _("%(address)s counts as reachable again.") % {"address": address}, tone="kept")
    return redirect("person-page", customer_id)
