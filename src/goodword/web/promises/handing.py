"""Letting a colleague, or a team, owe a promise from now on."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.conversations.access import To
from goodword.conversations.mentions import Named
from goodword.conversations.queries.mentions import mentionable
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.promises.access import promise_for
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.types import Promise
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import show_done, show_form
from goodword.web.shell import AgentRequest


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: AgentRequest, promise_id: int) -> HttpResponse:
    """Offer who may read the conversation; let the one chosen (`who`) owe the promise."""
    promise = promise_for(reader(request), promise_id, To.ANSWER)
    others = _others(promise)
    if request.method != "POST":
        return _offer(request, promise, others)
    chosen = next((one for one in others if one.who == request.POST.get("who", "")), None)
    if chosen is None:
        return _offer(request, promise, others, problem=_("Choose who owes it from now on."))
    kind, number = chosen.key
    try:
        hand_over_promise(promise_id, by=Actor.agent(request.user.pk), **{kind: number})
    except Invalid as refusal:
        return _offer(request, promise, others, problem=next(iter(refusal.fields.values()), refusal))
    return show_done(request, promise.conversation_id, _("%(name)s owes it now.") % {"name": chosen.name})


def _others(promise: Promise) -> list[Named]:
    """Everybody who may read the conversation but whoever owes it already."""
    owes = ("agent", promise.owner_id) if promise.owner_id else ("team", promise.owner_team_id)
    return [one for one in mentionable(promise.conversation) if one.key != owes]


def _offer(request: AgentRequest, promise: Promise, others: list[Named], **further: object) -> HttpResponse:
    context = {
        "promise": promise,
        "people": [one for one in others if one.key[0] == "agent"],
        "teams": [one for one in others if one.key[0] == "team"],
        "chosen": request.POST.get("who", ""),
        **further,
    }
    status = 422 if further else 200
    return show_form(request, promise.conversation, "promises/_hand_over.html", context, status=status)
