"""Asking a colleague or a team, from a conversation."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.conversations.access import To, conversation_for
from goodword.conversations.queries.mentions import mentionable
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.promises.actions.asking import Question, ask_colleague
from goodword.promises.queries.inside import time_inside
from goodword.web.components.moments import exact_of
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import show_done, show_form
from goodword.web.promises.giving import NotSure, due_typed
from goodword.web.promises.presets import presets
from goodword.web.shell import AgentRequest


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: AgentRequest, number: int) -> HttpResponse:
    """Offer the form; ask somebody (`who`) something (`ours`) until the time that is written (`words`) or chosen
    (`at`), else as the policy says."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return _offer(request, conversation)
    typed = {name: request.POST.get(name, "").strip() for name in ("who", "ours", "words", "at")}
    try:
        due = due_typed(request) if typed["words"] or typed["at"] else None
        question = Question(who=typed["who"], words=typed["ours"], due=due)
        promise = ask_colleague(number, question, by=Actor.agent(request.user.pk))
    except NotSure as doubt:
        return _offer(request, conversation, problem=doubt.message, options=doubt.options)
    except Invalid as refusal:
        return _offer(request, conversation, problem=next(iter(refusal.fields.values()), refusal))
    return show_done(request, number, _("Asked: an answer is due %(time)s.") % {"time": exact_of(promise.due_at)})


def _offer(request: AgentRequest, conversation: Conversation, **further: object) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in ("who", "ours", "words")}
    others = [one for one in mentionable(conversation) if one.key != ("agent", request.user.pk)]
    context = {
        "people": [one for one in others if one.key[0] == "agent"],
        "teams": [one for one in others if one.key[0] == "team"],
        "usual": time_inside(conversation.pk),
        "typed": typed,
        "presets": presets(request.user),
        **further,
    }
    return show_form(request, conversation, "promises/_ask.html", context, status=422 if further else 200)
