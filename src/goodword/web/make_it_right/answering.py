"""Whoever was asked approves, gives less, or declines; whoever asked takes the request back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.money import Money, parse_money
from goodword.recovery.access import request_for
from goodword.recovery.actions.asking import withdraw_request
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.choices import RequestAnswer
from goodword.recovery.errors import AboveAuthority
from goodword.recovery.types import RemedyRequest
from goodword.web.conversation.answers import CHANGED, offer, show_change
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.make_it_right.asked import asked_of
from goodword.web.promises.answers import TODAY
from goodword.web.shell import AgentRequest, render_page, show_toast

_SAID = {
    RequestAnswer.APPROVED: lambda: _("Approved. %(name)s hears of it."),
    RequestAnswer.LOWERED: lambda: _("Approved for less. %(name)s hears of it."),
    RequestAnswer.DECLINED: lambda: _("Declined. %(name)s hears why."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: AgentRequest, request_id: int) -> HttpResponse:
    """Show what is asked; approve it, give less (`amount`), or decline with `words`."""
    asked = request_for(reader(request), request_id, To.ANSWER)
    if request.method != "POST":
        return _shown(request, asked, {})
    try:
        decided = answer_request(request_id, _decision(request, asked), by=Actor.agent(request.user.pk))
    except Invalid as refusal:
        return _shown(request, asked, dict(refusal.fields) or {"all": str(refusal)})
    except (AboveAuthority, NotAllowed) as refusal:
        return _shown(request, asked, {"all": str(refusal)})
    show_toast(request, _SAID[RequestAnswer(decided.answer)]() % {"name": asked.asked_by.name}, tone="kept")
    return _done(request, asked.remedy.conversation_id)


@require_POST
def withdraw(request: AgentRequest, request_id: int) -> HttpResponse:
    """Whoever asked does not ask any more."""
    asked = request_for(reader(request), request_id, To.ANSWER)
    if asked.asked_by_id != request.user.pk:
        raise NotAllowed
    withdraw_request(request_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("You do not ask for it any more."))
    return _done(request, asked.remedy.conversation_id)


def _decision(request: AgentRequest, asked: RemedyRequest) -> Decision:
    said = request.POST.get("answer", "")
    if said not in _SAID:
        raise Invalid(_("Approve it, give less, or decline."))
    amount: Money | None = None
    if said == RequestAnswer.LOWERED:
        amount = parse_money(request.POST.get("amount", ""), asked.remedy.currency, get_language())
    return Decision(answer=RequestAnswer(said), amount=amount, words=request.POST.get("words", "").strip())


def _is_on_today(request: AgentRequest) -> bool:
    return request.POST.get("in") == TODAY


def _shown(request: AgentRequest, asked: RemedyRequest, problems: dict[str, object]) -> HttpResponse:
    """The request with what was typed, in its place."""
    typed = {name: request.POST.get(name, "") for name in ("amount", "words")}
    context = {"asked": asked_of(asked, request.user), "typed": typed, "problems": problems, "is_open": bool(problems)}
    if _is_on_today(request) and wants_part(request):
        response = render_page(request, "make_it_right/_answer.html", {**context, "place": TODAY})
    else:
        response = offer(request, asked.remedy.conversation, promise_form="make_it_right/_request.html", **context)
    response.status_code = 422 if problems else 200
    if problems and wants_part(request):
        response["HX-Retarget"], response["HX-Reswap"] = f"#request-{asked.pk}-answer", "outerHTML"
        if not _is_on_today(request):
            response["HX-Retarget"], response["HX-Reswap"] = "#choices", "innerHTML"
    return response


def _done(request: AgentRequest, number: int) -> HttpResponse:
    if not _is_on_today(request):
        return show_change(request, number)
    if not request.htmx:
        return redirect("today")
    response = render_page(request, "promises/_done.html")
    response["HX-Trigger"] = CHANGED
    return response
