"""A letter becomes a complaint, or is none; somebody looks into it; it is closed."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To, conversation_for
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.recovery.actions.acknowledging_complaints import say_acknowledged
from goodword.recovery.actions.assessing import look_into_complaint
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.complaining import confirm_complaint, mark_latest, withdraw_complaint
from goodword.recovery.actions.letting_go import TheirWords
from goodword.recovery.complaint_choices import Result
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.web.complaints.answers import do, show
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import go_on_closing
from goodword.web.shell import AgentRequest


@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: AgentRequest, number: int) -> HttpResponse:
    """The panel of the complaint, or the question whether it is one; POST: it is."""
    if request.method == "POST":
        return do(request, number, _mark, where="mark")
    return show(request, conversation_for(reader(request), number, To.ANSWER))


def _mark(request: AgentRequest, number: int, by: Actor) -> str:  # noqa: ARG001 (like the others)
    mark_latest(number, by=by)
    return _("A complaint. Its day has begun with their letter, and they are told so.")


@require_POST
def confirm(request: AgentRequest, number: int) -> HttpResponse:
    """It is one, or none (`what`)."""
    return do(request, number, _confirm, where="confirm")


def _confirm(request: AgentRequest, number: int, by: Actor) -> str:
    if request.POST.get("what") == "no":
        withdraw_complaint(number, by=by)
        return _("No complaint.")
    confirm_complaint(number, by=by)
    return _("Confirmed: it is a complaint.")


@require_POST
def know(request: AgentRequest, number: int) -> HttpResponse:
    """They know that we have it."""
    return do(request, number, _know, where="acknowledged")


def _know(request: AgentRequest, number: int, by: Actor) -> str:  # noqa: ARG001 (like the others)
    say_acknowledged(number, by=by)
    return _("They know that we have it.")


@require_POST
def look_into(request: AgentRequest, number: int) -> HttpResponse:
    """The reader looks into it."""
    return do(request, number, _look_into, where="owner")


def _look_into(request: AgentRequest, number: int, by: Actor) -> str:  # noqa: ARG001 (like the others)
    look_into_complaint(number, by=by)
    return _("You look into it now.")


@require_POST
def close(request: AgentRequest, number: int) -> HttpResponse:
    """What came of it (`result`); with `closing`, the matter closes too."""
    conversation_for(reader(request), number, To.ANSWER)
    if "closing" not in request.POST:
        return do(request, number, _close, where="close")
    try:
        words = _close(request, number, Actor.agent(request.user.pk))
    except Invalid:
        return do(request, number, _close, where="close")
    return go_on_closing(request, number, words)


def _close(request: AgentRequest, number: int, by: Actor) -> str:
    asked = request.POST.get("result", "")
    if asked not in Result.values or not asked:
        raise Invalid(result=_("Say what came of the complaint."))
    try:
        close_complaint(number, by=by, result=Result(asked), said=_said(request))
    except ComplaintOpen as refusal:
        raise Invalid(result=str(refusal)) from refusal
    return _("The complaint is closed.")


def _said(request: AgentRequest) -> TheirWords:
    """What the customer said when they let it go: the letter that was ticked, else what was typed."""
    letter = request.POST.get("letter", "")
    return TheirWords(words=request.POST.get("said", ""), letter=int(letter) if letter.isdecimal() else None)
