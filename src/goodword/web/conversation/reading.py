"""What the reader has seen, and what is to look unread again."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import conversation_for
from goodword.conversations.actions.reading import mark_seen, mark_unread
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.notifications.actions.reading import mark_looked_at
from goodword.web.conversation.answers import CHANGED
from goodword.web.inbox.addresses import asked_view, conversation_address, inbox_address, number_in
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_POST
def seen(request: AgentRequest, number: int) -> HttpResponse:
    """The reader has seen the conversation, up to the `news`, `message` and `note` that stood there."""
    conversation_for(reader(request), number)
    message, note = (number_in(request.POST.get(name, "")) or 0 for name in ("message", "note"))
    by = Actor.agent(request.user.pk)
    mark_seen(number, by=by, news_at=_news(request), message_id=message, note_id=note)
    mark_looked_at(number, by=by)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect(conversation_address(number, asked_view(request)))


@require_POST
def unread(request: AgentRequest, number: int) -> HttpResponse:
    """Show the conversation as unread again, and leave it."""
    conversation_for(reader(request), number)
    mark_unread(number, by=Actor.agent(request.user.pk))
    show_toast(request, _("#%(number)s is unread again.") % {"number": number})
    address = inbox_address(asked_view(request))
    if not request.htmx:
        return redirect(address)
    response = render_page(request, "conversation/_closed.html")
    response["HX-Retarget"], response["HX-Reswap"] = "#conversation", "outerHTML"
    response["HX-Push-Url"], response["HX-Trigger"] = address, CHANGED
    return response


def _news(request: AgentRequest) -> datetime | None:
    """Raises Invalid for what is no time with a zone."""
    text = request.POST.get("news", "")
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid from error
    if moment is not None and moment.tzinfo is None:
        raise Invalid
    return moment
