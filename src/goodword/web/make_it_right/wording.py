"""The words that go with a remedy are offered to the reply; nothing is sent by itself."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.conversations.access import To
from goodword.conversations.choices import DraftKind
from goodword.recovery.access import remedy_for
from goodword.recovery.types import Remedy
from goodword.web.composer.putting import put_into_reply
from goodword.web.conversation.answers import offer, show_change
from goodword.web.inbox.addresses import asked_view, view_query
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast

_FORM = "make_it_right/_given.html"


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: AgentRequest, remedy_id: int) -> HttpResponse:
    """Offer the words; put them below what the agent has written so far."""
    remedy = remedy_for(reader(request), remedy_id, To.ANSWER)
    if request.method != "POST":
        return offer(request, remedy.conversation, promise_form=_FORM, remedy=remedy)
    put_into_reply(request, remedy.conversation, remedy.words)
    show_toast(request, _("The words stand in your reply. They leave when you send it."))
    begun = {"is_begun": True}
    return show_change(request, remedy.conversation_id, writing=True, kind=DraftKind.REPLY, choices=begun)


def offer_words(request: AgentRequest, remedy: Remedy) -> HttpResponse:
    """After something was given: the conversation as it is now, and its words to be put into the reply."""
    if not remedy.words:
        return show_change(request, remedy.conversation_id)
    if not request.htmx:
        return redirect(reverse("remedy-words", args=[remedy.pk]) + view_query(asked_view(request)))
    return show_change(request, remedy.conversation_id, choices={"promise_form": _FORM, "remedy": remedy})
