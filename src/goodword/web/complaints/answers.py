"""What is answered after something was done about a complaint: its panel again, with what changed around it."""

from collections.abc import Callable

from django.http import HttpResponse

from goodword.conversations.access import To, conversation_for
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.recovery.queries.complaints import latest_complaint
from goodword.web.complaints.letters import letter_with_no
from goodword.web.components.complained import Complained
from goodword.web.conversation.answers import show_change, undo_address
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import show_form
from goodword.web.promises.giving import NotSure
from goodword.web.shell import AgentRequest, show_toast

PANEL, DECLINE, MARK = "complaints/_panel.html", "complaints/_decline.html", "complaints/_mark.html"

Do = Callable[[AgentRequest, int, Actor], str]


def do(request: AgentRequest, number: int, what: Do, *, where: str, form: str = PANEL) -> HttpResponse:
    """Do it, say so, and show the form again; what is amiss is said there, beside what was typed."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    try:
        words = what(request, number, Actor.agent(request.user.pk))
    except NotSure as doubt:
        return show(request, conversation, form, where=where, problem=doubt.message)
    except Invalid as refusal:
        problem = next(iter(refusal.fields.values()), refusal)
        return show(request, conversation, form, where=where, problem=str(problem))
    show_toast(request, words, undo=undo_address(request, number))
    return show_change(request, number, choices=context_of(request, conversation, form))


def show(
    request: AgentRequest, conversation: Conversation, form: str = PANEL, *, where: str = "", problem: str = ""
) -> HttpResponse:
    """The form, or the question whether it is a complaint at all."""
    context = context_of(request, conversation, form, where=where, problem=problem)
    template = str(context.pop("promise_form"))
    return show_form(request, conversation, template, context, status=422 if problem else 200)


def context_of(
    request: AgentRequest, conversation: Conversation, form: str, *, where: str = "", problem: str = ""
) -> dict[str, object]:
    """What the form needs; the question instead, where no complaint stands."""
    complaint = latest_complaint(conversation)
    if complaint is None:
        return {"promise_form": MARK, "problem": problem}
    typed = request.POST.dict() if problem else {}
    is_closing = "closing" in request.POST
    shown = Complained(complaint, conversation, where=where, problem=problem, typed=typed, is_closing=is_closing)
    letter = letter_with_no(conversation, request.user) if form == DECLINE and shown.is_agreed else ""
    return {"promise_form": form, "shown": shown, "typed": typed, "letter": letter}
