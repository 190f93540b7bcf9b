"""The hard road of a "no"."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To, conversation_for
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.markup import text_to_html
from goodword.promises.actions.asking import Question
from goodword.recovery.actions.declining import answer_decline, ask_to_decline, decline_complaint
from goodword.web.complaints.answers import DECLINE, do, show
from goodword.web.inbox.parts import reader
from goodword.web.promises.giving import due_typed
from goodword.web.shell import AgentRequest


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: AgentRequest, number: int) -> HttpResponse:
    """How far the "no" is; POST asks a colleague (`who`) whether it is right, and says what was `tried`."""
    if request.method == "POST":
        return do(request, number, _ask, where="ask", form=DECLINE)
    return show(request, conversation_for(reader(request), number, To.ANSWER), DECLINE)


def _ask(request: AgentRequest, number: int, by: Actor) -> str:
    due = due_typed(request) if request.POST.get("words") or request.POST.get("at") else None
    words = request.POST.get("ours", "").strip() or _("May we decline this complaint? What was tried stands there.")
    question = Question(who=request.POST.get("who", ""), words=words, due=due)
    ask_to_decline(number, request.POST.get("tried", ""), question, by=by)
    return _("Asked. Nobody is told no before somebody else has agreed.")


@require_POST
def answer(request: AgentRequest, number: int) -> HttpResponse:
    """The second pair of eyes agrees, or not (`what`), and says why (`because`)."""
    return do(request, number, _answer, where="answer", form=DECLINE)


def _answer(request: AgentRequest, number: int, by: Actor) -> str:
    agrees = request.POST.get("what") == "agree"
    answer_decline(number, agrees=agrees, words=request.POST.get("because", ""), by=by)
    return _("You agreed to decline it.") if agrees else _("You did not agree.")


@require_POST
def tell(request: AgentRequest, number: int) -> HttpResponse:
    """Tell them, in a letter that names the way outside (`letter`)."""
    return do(request, number, _tell, where="letter", form=DECLINE)


def _tell(request: AgentRequest, number: int, by: Actor) -> str:
    letter = request.POST.get("letter", "")
    if " …" in letter:
        raise Invalid(letter=_("Write what belongs where the letter says “…”, then send it."))
    decline_complaint(number, html=text_to_html(letter), by=by)
    return _("They are told, and where they can complain further.")
