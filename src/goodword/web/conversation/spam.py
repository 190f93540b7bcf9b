"""Spam: marked and taken back, and what becomes of further mail from its sender."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.spam import forget_spam_sender, list_spam_sender, mark_not_spam, mark_spam
from goodword.conversations.queries.inbox import next_in_list
from goodword.core.actor import Actor
from goodword.web.conversation.answers import show_change, show_list, show_other, undo_address
from goodword.web.inbox.addresses import asked_view
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, show_toast


@require_POST
def spam(request: AgentRequest, number: int) -> HttpResponse:
    """Mark it as spam, and go on to the conversation that follows."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    following = next_in_list(request.user, asked_view(request), conversation)
    mark_spam(number, by=Actor.agent(request.user.pk))
    show_toast(request, _("#%(number)s is in Spam.") % {"number": number}, undo=undo_address(request, number))
    return show_list(request) if following is None else show_other(request, following)


@require_POST
def not_spam(request: AgentRequest, number: int) -> HttpResponse:
    """Put it back into its list."""
    conversation_for(reader(request), number, To.ANSWER)
    mark_not_spam(number, by=Actor.agent(request.user.pk))
    text = _("#%(number)s is no spam: it is back in its list.") % {"number": number}
    show_toast(request, text, undo=undo_address(request, number))
    return show_change(request, number)


@require_POST
def sender(request: AgentRequest, number: int) -> HttpResponse:
    """Let new mail of its sender go to Spam."""
    conversation_for(reader(request), number, To.ANSWER)
    list_spam_sender(number, by=Actor.agent(request.user.pk))
    show_toast(request, _("New mail from this sender goes to Spam now."))
    return show_change(request, number)


@require_POST
def sender_again(request: AgentRequest, number: int) -> HttpResponse:
    """Let new mail of its sender in again."""
    conversation_for(reader(request), number, To.ANSWER)
    forget_spam_sender(number, by=Actor.agent(request.user.pk))
    show_toast(request, _("New mail from this sender comes in again."))
    return show_change(request, number)
