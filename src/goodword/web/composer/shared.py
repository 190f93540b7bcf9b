"""Replies that others have begun: read, gone on with, thrown away."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.conversations.access import shared_draft_for
from goodword.conversations.actions.drafting import discard_shared_draft, take_over_draft
from goodword.conversations.choices import DraftKind
from goodword.core.actor import Actor
from goodword.web.conversation.answers import show_change
from goodword.web.conversation.pane import pane_of
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_safe
def show_drafts(request: AgentRequest, number: int) -> HttpResponse:
    """What others have begun to answer, as it is now."""
    return render_page(request, "conversation/_drafts.html", pane_of(request, number).context())


@require_POST
def take_over(request: AgentRequest, begun_id: int) -> HttpResponse:
    """Go on with a reply that somebody else has begun."""
    draft = shared_draft_for(reader(request), begun_id)
    take_over_draft(begun_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("It is your draft now. The conversation says so."))
    return show_change(request, draft.conversation_id, writing=True, kind=DraftKind.REPLY)


@require_POST
def discard(request: AgentRequest, begun_id: int) -> HttpResponse:
    """Throw away a reply that somebody has begun."""
    draft = shared_draft_for(reader(request), begun_id)
    discard_shared_draft(begun_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("The draft is gone."))
    return show_change(request, draft.conversation_id)
