"""In their shoes: an agent looks at the page as its customer sees it. Nothing is told by that, nothing can be sent."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from goodword.accounts.queries import organization
from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.matters import open_matter, revoke_link
from goodword.conversations.matter_links import is_reached_from_outside, matter_address
from goodword.conversations.queries.matter import link_of_customer
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.web.inbox.parts import reader
from goodword.web.portal.drawing import draw_matter
from goodword.web.portal.page import Matter
from goodword.web.portal.tongues import speaking
from goodword.web.shell import AgentRequest


@require_safe
def show_as_customer(request: AgentRequest, number: int) -> HttpResponse:
    """The page as the customer of the conversation sees it, with their link to copy."""
    conversation, house = conversation_for(reader(request), number), organization()
    if house is None:
        raise NotFound
    link = link_of_customer(conversation)
    is_open = link is not None and link.is_open(now())
    above = {
        "conversation": conversation,
        "address": matter_address(link) if link and is_open else "",
        "is_outside": is_reached_from_outside(),
    }
    shoes = render_to_string("portal/_shoes.html", above, request)
    with speaking(request, conversation.customer, house) as asked:
        page = draw_matter(Matter(conversation, conversation.customer, house, asked=asked), shoes=shoes)
    page["Referrer-Policy"] = "same-origin"  # without it the agent's own forms would be refused
    return page


@require_POST
def make_link(request: AgentRequest, number: int) -> HttpResponse:
    """Make a link for the customer, or show the one that there is."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    open_matter(number, person_id=conversation.customer_id, by=Actor.agent(request.user.pk))
    return redirect("as-customer", number)


@require_POST
def end_link(request: AgentRequest, number: int) -> HttpResponse:
    """Close the page to whoever has the link."""
    link = link_of_customer(conversation_for(reader(request), number, To.ANSWER))
    if link is not None:
        revoke_link(link.pk, by=Actor.agent(request.user.pk))
    return redirect("as-customer", number)
