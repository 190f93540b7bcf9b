"""A conversation: as a page beside its list, as a pane for htmx, and its parts for the live refresh."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodword.conversations.access import conversation_for, message_for
from goodword.web.conversation.answers import show_page, show_pane
from goodword.web.conversation.letters import letter_of
from goodword.web.conversation.pane import Pane, pane_of
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.person.about import about
from goodword.web.shell import AgentRequest, render_page


@require_safe
def show_conversation(request: AgentRequest, number: int) -> HttpResponse:
    """The conversation and the person; the list as well, unless it stands on the page already."""
    pane = Pane(request, conversation_for(reader(request), number), opens=True)
    return show_pane(request, pane) if wants_part(request) else show_page(request, pane)


@require_safe
def show_subject(request: AgentRequest, number: int) -> HttpResponse:
    """Subject, assignee, team and state, as they are now."""
    return render_page(request, "conversation/_subject.html", pane_of(request, number).context())


@require_safe
def show_thread(request: AgentRequest, number: int) -> HttpResponse:
    """Letters, notes and events as they are now; with `before`, older ones."""
    name = "conversation/_older.html" if "before" in request.GET else "conversation/_thread.html"
    return render_page(request, name, pane_of(request, number).context())


@require_safe
def show_person(request: AgentRequest, number: int) -> HttpResponse:
    """The person and their other conversations, as they are now."""
    pane = pane_of(request, number)
    return render_page(request, "person/_pane.html", {"pane": pane, "about": about(pane)})


@require_safe
def show_letter(request: AgentRequest, message_id: int) -> HttpResponse:
    """One letter unfolded."""
    message = message_for(reader(request), message_id)
    pane = Pane(request, message.conversation)
    context = {**pane.context(), "letter": letter_of(message)}
    return render_page(request, "conversation/_unfolded.html", context)
