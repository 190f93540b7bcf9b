"""Replies that leave later: when, at once after all, or not at all."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import planned_for
from goodword.conversations.actions.planning import cancel_plan, leave_now, move_plan, plan_reply
from goodword.conversations.choices import DraftKind
from goodword.core.actor import Actor
from goodword.core.errors import DomainError
from goodword.web.components.moments import exact_of
from goodword.web.composer.around import chosen_moment, chosen_says, typed_envelope, wants_later
from goodword.web.composer.checks import look_again
from goodword.web.composer.sending import send, still_here, undo_of
from goodword.web.composer.writing import conversation_to_write, take_uploads, typed_html
from goodword.web.conversation.answers import show_change
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast


@require_POST
def answer(request: AgentRequest, number: int) -> HttpResponse:
    """Answer the customer: now, with `close` and closed as well; with `at`, later, if no reply comes before."""
    return _plan(request, number) if wants_later(request) else send(request, number)


def _plan(request: AgentRequest, number: int) -> HttpResponse:
    conversation = conversation_to_write(reader(request), number, DraftKind.REPLY)
    by, html = Actor.agent(request.user.pk), typed_html(request)
    try:
        take_uploads(request, number, DraftKind.REPLY, by)
        envelope = typed_envelope(request)
        moment = chosen_moment(request, request.user)
        look_again(request, conversation, html, envelope, anyway=moment.isoformat())
        regardless = "only_if_silent" not in request.POST
        says = chosen_says(request)
        draft = plan_reply(number, by=by, html=html, at=moment, envelope=envelope, regardless=regardless, says=says)
    except DomainError as problem:
        return still_here(request, conversation, DraftKind.REPLY, html, problem)
    when = exact_of(draft.leaves_at) if draft.leaves_at else ""
    show_toast(request, _("It leaves %(when)s.") % {"when": when})
    return show_change(request, number, writing=True)


@require_POST
def change_time(request: AgentRequest, draft_id: int) -> HttpResponse:
    """Have a planned reply leave at another time."""
    planned = planned_for(reader(request), draft_id)
    moved = move_plan(draft_id, by=Actor.agent(request.user.pk), at=chosen_moment(request, request.user))
    when = exact_of(moved.leaves_at) if moved.leaves_at else ""
    show_toast(request, _("It leaves %(when)s.") % {"when": when})
    return show_change(request, planned.conversation_id)


@require_POST
def call_off(request: AgentRequest, draft_id: int) -> HttpResponse:
    """Make a draft of a planned reply again."""
    planned = planned_for(reader(request), draft_id)
    cancel_plan(draft_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("It does not leave; it is a draft again."))
    return show_change(request, planned.conversation_id, writing=True)


@require_POST
def send_at_once(request: AgentRequest, draft_id: int) -> HttpResponse:
    """Send a planned reply now; for ten seconds it can be taken back by whoever wrote it."""
    planned = planned_for(reader(request), draft_id)
    message = leave_now(draft_id, by=Actor.agent(request.user.pk))
    undo = undo_of(request, message.pk) if message.agent_id == request.user.pk else ""
    show_toast(request, _("Sent."), undo=undo)
    return show_change(request, planned.conversation_id)
