"""What the keys and buttons of a conversation do. Each is a form that works without script."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.accounts.queries import all_teams
from goodword.conversations.access import To, assignable_agents, conversation_for
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.reopening import reopen_conversation
from goodword.conversations.queries.inbox import next_in_list
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.promises.errors import StillOwed
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.web.conversation.answers import offer, show_change, show_list, show_other, undo_address
from goodword.web.conversation.owing import show_owed
from goodword.web.inbox.addresses import asked_view, number_in
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: AgentRequest, number: int) -> HttpResponse:
    """Offer everybody who could have the conversation, and the teams; give it to whom was chosen (`to`, or nobody)."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return offer(request, conversation, agents=assignable_agents(conversation), teams=all_teams())
    changed = assign_conversation(number, by=Actor.agent(request.user.pk), to=_chosen(request, "to"))
    if changed.assignee_id == request.user.pk:
        text = _("You have it now.")
    elif changed.assignee is None:
        text = _("Nobody has it now.")
    else:
        text = _("%(name)s has it now.") % {"name": changed.assignee.name}
    show_toast(request, text, undo=undo_address(request, number))
    return show_change(request, number)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: AgentRequest, number: int) -> HttpResponse:
    """Offer the teams; move the conversation to the one chosen (`team`, empty for none)."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return offer(request, conversation, teams=all_teams(), is_moving=True)
    changed = move_conversation(number, by=Actor.agent(request.user.pk), team=_chosen(request, "team"))
    text = (
        _("It belongs to %(team)s now.") % {"team": changed.team} if changed.team else _("It belongs to no team now.")
    )
    show_toast(request, text, undo=undo_address(request, number))
    return show_change(request, number)


@require_POST
def close(request: AgentRequest, number: int) -> HttpResponse:
    """Close the conversation; with `next`, go on to the one that follows it in the list."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    following = next_in_list(request.user, asked_view(request), conversation) if "next" in request.POST else None
    try:
        close_conversation(number, by=Actor.agent(request.user.pk))
    except (StillOwed, ComplaintOpen) as refusal:
        return show_owed(request, number, refusal)
    show_toast(request, _("#%(number)s is closed.") % {"number": number}, undo=undo_address(request, number))
    if following is not None:
        return show_other(request, following)
    return show_list(request) if "next" in request.POST else show_change(request, number)


@require_POST
def reopen(request: AgentRequest, number: int) -> HttpResponse:
    """Open the conversation again."""
    conversation_for(reader(request), number, To.ANSWER)
    reopen_conversation(number, by=Actor.agent(request.user.pk))
    show_toast(request, _("#%(number)s is open again.") % {"number": number}, undo=undo_address(request, number))
    return show_change(request, number)


def _chosen(request: AgentRequest, name: str) -> int | None:
    """The row that the form names; None for nobody and none. Raises Invalid."""
    word = request.POST.get(name, "")
    number = number_in(word)
    if word and number is None:
        raise Invalid
    return number
