"""Whose matter a conversation is: said from the strip below its subject."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.channels.email.actions.forwarding import open_as_forwarded
from goodword.conversations.access import To, conversation_for
from goodword.conversations.acquaintance import known_people
from goodword.conversations.actions.customers import (
    change_customer,
    confirm_writer,
    say_who_writes,
    settle_writer,
)
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.web.conversation.answers import CHANGED, show_list, show_other, undo_address
from goodword.web.conversation.pane import Pane, pane_of
from goodword.web.inbox.addresses import number_in
from goodword.web.inbox.parts import reader
from goodword.web.person.about import about
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_POST
def customer(request: AgentRequest, number: int) -> HttpResponse:
    """Whose it is: `customer` or `always` (who wrote), `own` (somebody new), `for` (whom they wrote for), `settled`."""
    conversation_for(reader(request), number, To.ANSWER)
    by = Actor.agent(request.user.pk)
    if "own" in request.POST:
        confirm_writer(number, by=by)
        return _shown(request, number, _("They are a person of their own now."))
    if "settled" in request.POST:
        settle_writer(number, by=by)
        return _shown(request, number, _("It is their own matter."))
    if "for" in request.POST:
        changed = change_customer(number, by=by, to=_chosen(request, "for"), with_letters=False)
    else:
        always = "always" in request.POST
        chosen = _chosen(request, "always" if always else "customer")
        changed = say_who_writes(number, by=by, customer=chosen, always=always)
    return _shown(request, number, _("It is %(name)s's matter now.") % {"name": changed.customer.name})


@require_POST
def forwarded(request: AgentRequest, number: int) -> HttpResponse:
    """Open what a colleague forwarded as its writer's."""
    conversation_for(reader(request), number, To.ANSWER)
    changed = open_as_forwarded(number, by=Actor.agent(request.user.pk))
    return _shown(request, number, _("It is %(name)s's matter now.") % {"name": changed.customer.name})


@require_safe
def who(request: AgentRequest, number: int) -> HttpResponse:
    """The strip below the subject, as it is now."""
    pane = pane_of(request, number)
    return render_page(request, "person/_who_again.html", {"pane": pane})


@require_safe
def hearing(request: AgentRequest, number: int) -> HttpResponse:
    """What stands above the composer, as it is now."""
    pane = pane_of(request, number)
    return render_page(request, "person/_hearing_again.html", {"pane": pane})


def _chosen(request: AgentRequest, name: str) -> int:
    """The person whom the form names and the reader may know. Raises Invalid."""
    number = number_in(request.POST.get(name, ""))
    if number is None or not known_people(reader(request), [number]):
        raise Invalid(_("Choose one of the people."))
    return number


def _shown(request: AgentRequest, number: int, words: str) -> HttpResponse:
    show_toast(request, words, undo=undo_address(request, number))
    try:
        conversation = conversation_for(reader(request), number)
    except NotFound:
        return show_list(request)
    if not request.htmx:
        return show_other(request, conversation)
    pane = Pane(request, conversation)
    context = {**pane.context(), "is_writing": True, "about": about(pane)}
    response = render_page(request, "person/_said.html", context)
    response["HX-Trigger"] = CHANGED
    return response
