"""What came of a promise: kept, released, no reply needed; and whose turn it is."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.turning import set_turn
from goodword.conversations.choices import Turn
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid
from goodword.promises.access import promise_for
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.releasing import need_no_reply, release_promise
from goodword.promises.actions.resolving import accept_solution, refuse_solution, tell_solution
from goodword.promises.choices import Release, Target
from goodword.promises.types import Promise
from goodword.web.inbox.parts import reader
from goodword.web.promises.answers import show_done, show_form
from goodword.web.shell import AgentRequest

REASONS = (Release.CUSTOMER, Release.NO_REPLY_NEEDED, Release.DOUBLE, Release.MISTAKE)


@require_POST
def keep(request: AgentRequest, promise_id: int) -> HttpResponse:
    """It is done."""
    promise = promise_for(reader(request), promise_id, To.ANSWER)
    kept = keep_promise(promise_id, by=Actor.agent(request.user.pk))
    return show_done(request, promise.conversation_id, _("Made good.") if kept.is_broken else _("Kept."))


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: AgentRequest, promise_id: int) -> HttpResponse:
    """Offer the reasons; let the promise go for the one chosen (`reason`), or another in words (`words`)."""
    promise = promise_for(reader(request), promise_id, To.ANSWER)
    if request.method != "POST":
        return _reasons(request, promise)
    words = request.POST.get("words", "")
    try:
        release_promise(promise_id, by=Actor.agent(request.user.pk), reason=_reason(request), words=words)
    except Invalid as refusal:
        return _reasons(request, promise, problem=refusal.fields.get("words") or refusal, typed=words)
    return show_done(request, promise.conversation_id, _("Released: it is no longer owed."))


def _reasons(request: AgentRequest, promise: Promise, **further: object) -> HttpResponse:
    context = {
        "promise": promise,
        "reasons": REASONS,
        "is_complaint": promise.target == Target.COMPLAINT,
        "is_closing": "closing" in request.GET or "closing" in request.POST,
        **further,
    }
    status = 422 if further else 200
    return show_form(request, promise.conversation, "promises/_release.html", context, status=status)


def _reason(request: AgentRequest) -> Release:
    """Raises Invalid."""
    asked = request.POST.get("reason", "") or Release.OTHER
    if asked not in Release.values:
        raise Invalid(words=_("Choose one of the reasons, or write your own."))
    return Release(asked)


@require_POST
def need_none(request: AgentRequest, number: int) -> HttpResponse:
    """Nothing need be answered."""
    conversation_for(reader(request), number, To.ANSWER)
    need_no_reply(number, by=Actor.agent(request.user.pk))
    return show_done(request, number, _("No reply is owed any longer."))


@require_POST
def solution(request: AgentRequest, number: int) -> HttpResponse:
    """The solution was told, agreed to, or refused (`what`)."""
    conversation_for(reader(request), number, To.ANSWER)
    by, what = Actor.agent(request.user.pk), request.POST.get("what", "")
    if what == "told":
        tell_solution(number, by=by)
        return show_done(request, number, _("They know the solution: the clock is paused until they answer."))
    changed = accept_solution(number, by=by) if what == "agreed" else refuse_solution(number, by=by)
    if not changed:
        raise ActionRefused(_("They were told no solution here that they could agree to or refuse."))
    agreed = _("They agreed: it counts as solved since you told them.")
    refused = _("They want more: the clock goes on where it was paused.")
    return show_done(request, number, agreed if what == "agreed" else refused)


@require_POST
def turn(request: AgentRequest, number: int) -> HttpResponse:
    """Whose turn it is (`to`); without it, the other's."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    other = Turn.THEIRS if conversation.turn == Turn.OURS else Turn.OURS
    asked = request.POST.get("to") or other
    if asked not in Turn.values:
        raise Invalid
    changed = set_turn(number, by=Actor.agent(request.user.pk), to=Turn(asked))
    return show_done(request, number, _("Our turn.") if changed.turn == Turn.OURS else _("Their turn."))
