"""Calls and visits: logged in a conversation, corrected, taken back."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To, conversation_for, talk_for
from goodword.conversations.actions.talking import correct_talk, log_talk, take_back_talk
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.web.conversation.answers import show_change, show_page
from goodword.web.conversation.pane import Pane
from goodword.web.inbox.addresses import asked_view, view_query
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.shell import AgentRequest, render_page, show_toast
from goodword.web.talk.forms import TalkForm


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: AgentRequest, number: int) -> HttpResponse:
    """A form for a call or a visit; log it."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    form = TalkForm(request.POST if request.method == "POST" else None)
    address = reverse("talk", args=[number]) + view_query(asked_view(request))
    if not form.is_bound or not form.is_valid():
        return _ask(request, conversation, form, address)
    try:
        message = log_talk(number, form.said(), by=Actor.agent(request.user.pk))
    except Invalid as problem:
        form.refuse(problem)
        return _ask(request, conversation, form, address)
    show_toast(request, _("Logged."), undo=undo_talk(request, message.pk))
    return show_change(request, number)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: AgentRequest, talk_id: int) -> HttpResponse:
    """What was logged, to be written down otherwise by whoever logged it."""
    message = talk_for(reader(request), talk_id)
    form = TalkForm(request.POST if request.method == "POST" else None, message=message)
    address = reverse("talk-correction", args=[talk_id]) + view_query(asked_view(request))
    if not form.is_bound or not form.is_valid():
        return _ask(request, message.conversation, form, address, talk_id)
    try:
        correct_talk(talk_id, form.said(), by=Actor.agent(request.user.pk))
    except Invalid as problem:
        form.refuse(problem)
        return _ask(request, message.conversation, form, address, talk_id)
    show_toast(request, _("Corrected."))
    return show_change(request, message.conversation_id)


@require_POST
def take_back(request: AgentRequest, talk_id: int) -> HttpResponse:
    """Take what was logged out of the conversation."""
    message = talk_for(reader(request), talk_id)
    take_back_talk(talk_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("Taken back."))
    return show_change(request, message.conversation_id)


def undo_talk(request: AgentRequest, message_id: int) -> str:
    """Where what was just logged can be taken back."""
    return reverse("talk-removal", args=[message_id]) + view_query(asked_view(request))


def _ask(
    request: AgentRequest, conversation: Conversation, form: TalkForm, address: str, logged: int = 0
) -> HttpResponse:
    pane = Pane(request, conversation_for(reader(request), conversation.pk))
    asked = {"form": form, "address": address, "logged": logged}
    status = 422 if form.is_bound else 200
    if not wants_part(request):
        return show_page(request, pane, {"talk": asked}, status=status)
    response = render_page(request, "talk/_form.html", {**pane.context(), "talk": asked}, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#choices", "innerHTML"
    return response
