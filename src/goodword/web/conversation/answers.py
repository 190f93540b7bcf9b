"""What a screen says after something was done: the changed parts and a toast; without script, the page again."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goodword.conversations.access import To, conversation_for
from goodword.conversations.choices import DraftKind
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import DomainError, NotFound
from goodword.core.operations import latest_undoable
from goodword.web.conversation.pane import Pane
from goodword.web.inbox.addresses import asked_view, conversation_address, inbox_address, view_query
from goodword.web.inbox.listing import listing_for
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.person.about import about
from goodword.web.shell import AgentRequest, render_page

CHANGED = "inbox-changed"


def undo_address(request: AgentRequest, number: int) -> str:
    """Where the newest thing that the reader did to the conversation can be taken back; empty if it cannot, as when it
    took the conversation out of the reader's hands."""
    try:
        conversation_for(reader(request), number, To.ANSWER)
    except DomainError:
        return ""
    event = latest_undoable(number, by=Actor.agent(request.user.pk))
    return reverse("undo", args=[event.pk]) + view_query(asked_view(request)) if event else ""


def offer(request: AgentRequest, conversation: Conversation, **choices: object) -> HttpResponse:
    """The choices: a strip below the subject, or a page of their own without script."""
    pane = Pane(request, conversation)
    if not wants_part(request):
        return show_page(request, pane, choices)
    return render_page(request, "conversation/_choices.html", {**pane.context(), **choices})


def show_change(
    request: AgentRequest,
    number: int,
    *,
    writing: bool = False,
    kind: DraftKind | None = None,
    choices: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The conversation after a change. `writing` draws the composer anew as well, for this kind if one is named;
    `choices` stay open."""
    try:
        conversation = conversation_for(reader(request), number)
    except NotFound:
        return show_list(request)  # the change took it out of the reader's sight
    if not request.htmx:
        return redirect(conversation_address(number, asked_view(request)))
    context = {**Pane(request, conversation, writing=kind).context(), "is_writing": writing, **(choices or {})}
    response = render_page(request, "conversation/_changed.html", context)
    response["HX-Trigger"] = CHANGED
    return response


def show_other(request: AgentRequest, conversation: Conversation) -> HttpResponse:
    """Another conversation than the one that was changed, opened in its place."""
    address = conversation_address(conversation.pk, asked_view(request))
    if not request.htmx:
        return redirect(address)
    response = show_pane(request, Pane(request, conversation, opens=True))
    response["HX-Retarget"], response["HX-Reswap"] = "#conversation", "outerHTML"
    response["HX-Push-Url"], response["HX-Trigger"] = address, CHANGED
    return response


def show_list(request: AgentRequest) -> HttpResponse:
    """The list with nothing opened."""
    address = inbox_address(asked_view(request))
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


def show_pane(request: AgentRequest, pane: Pane) -> HttpResponse:
    """The conversation and its person, to be put beside the list that stands there already."""
    context = {**pane.context(), "about": about(pane), "title": pane.title}
    return render_page(request, "conversation/_opened.html", context)


def show_page(
    request: AgentRequest, pane: Pane, further: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """The whole page: list, conversation, person."""
    listing = listing_for(request, current=pane.number)
    context = {
        **pane.context(),
        "listing": listing,
        "about": about(pane),
        "title": pane.title,
        **(further or {}),
    }
    return render_page(request, "conversation/page.html", context, status=status)
