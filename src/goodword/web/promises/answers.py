"""What is answered after something was done about a promise: where one did it, in a conversation or on Today."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.promises.errors import StillOwed
from goodword.promises.types import Promise
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.web.conversation.answers import CHANGED, offer, show_change, undo_address
from goodword.web.conversation.owing import show_owed
from goodword.web.inbox.parts import wants_part
from goodword.web.shell import AgentRequest, render_page, show_toast

TODAY = "today"


def is_on_today(request: AgentRequest) -> bool:
    """Whether the reader acts on Today, where the form stands in the promise's row."""
    return request.POST.get("in") == TODAY or "owed-" in (request.htmx.target or "")


def show_form(
    request: AgentRequest,
    conversation: Conversation,
    form: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """The form, where it was asked for: in the row of Today, or in the strip under the subject."""
    if is_on_today(request):
        response = render_page(request, form, {**context, "place": TODAY}, status=status)
        response["HX-Reswap"] = "innerHTML"
    else:
        response = offer(request, conversation, promise_form=form, **context)
        response.status_code = status
    if request.method == "POST" and wants_part(request):
        target = context.get("promise")
        on_today = is_on_today(request) and isinstance(target, Promise)
        response["HX-Retarget"] = f"#owed-{target.pk}-form" if on_today and isinstance(target, Promise) else "#choices"
        response["HX-Reswap"] = "innerHTML"
    return response


def show_done(request: AgentRequest, number: int, words: str) -> HttpResponse:
    """The words, with a way back; the conversation drawn anew, or Today, or what stands in the way of closing."""
    if "closing" in request.POST:
        return go_on_closing(request, number, words)
    show_toast(request, words, undo=undo_address(request, number))
    return _show_place(request, number)


def show_refused(request: AgentRequest, number: int, problem: str) -> HttpResponse:
    """Why nothing was done, where it was asked for."""
    show_toast(request, problem)
    return _show_place(request, number)


def _show_place(request: AgentRequest, number: int) -> HttpResponse:
    if not is_on_today(request):
        return show_change(request, number)
    if not request.htmx:
        return redirect("today")
    response = render_page(request, "promises/_done.html")
    response["HX-Trigger"] = CHANGED
    return response


def go_on_closing(request: AgentRequest, number: int, words: str) -> HttpResponse:
    """Close what the reader wanted to close, if nothing is owed any more."""
    try:
        close_conversation(number, by=Actor.agent(request.user.pk))
    except (StillOwed, ComplaintOpen) as refusal:
        show_toast(request, words)
        return show_owed(request, number, refusal)
    show_toast(
        request,
        _("%(words)s #%(number)s is closed.") % {"words": words, "number": number},
        undo=undo_address(request, number),
    )
    return show_change(request, number)
