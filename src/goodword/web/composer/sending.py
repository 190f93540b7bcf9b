"""What leaves the composer: replies, which can be taken back for ten seconds, and notes."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.conversations.access import To, file_link_for, message_for
from goodword.conversations.actions.linking import revoke_link
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.readdressing import send_again
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import DraftKind
from goodword.conversations.envelopes import typed_recipients
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, DomainError
from goodword.promises.choices import Noticing
from goodword.promises.errors import StillOwed
from goodword.promises.queries.noticed import chips_of
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.web.composer.around import chosen_says, typed_envelope
from goodword.web.composer.checks import look_again
from goodword.web.composer.writing import conversation_to_write, take_uploads, typed_html
from goodword.web.conversation.answers import show_change, show_page
from goodword.web.conversation.owing import what_stands_in_the_way
from goodword.web.conversation.pane import Pane
from goodword.web.inbox.addresses import asked_view, view_query
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page, show_toast


def send(request: AgentRequest, number: int) -> HttpResponse:
    """Answer the customer now; with `close`, the conversation is closed as well."""
    conversation = conversation_to_write(reader(request), number, DraftKind.REPLY)
    by, html = Actor.agent(request.user.pk), typed_html(request)
    close = "close" in request.POST or request.POST.get("anyway") == "close"
    try:
        take_uploads(request, number, DraftKind.REPLY, by)
        envelope = typed_envelope(request)
        look_again(request, conversation, html, envelope, anyway="close" if close else "send")
        says = chosen_says(request)
        message = send_reply(number, by=by, html=html, close=close, envelope=envelope, says=says)
    except DomainError as problem:
        if isinstance(problem, StillOwed) and _promises_something(number, request.user.pk):
            problem = ActionRefused(_("This reply promises something. Send it, and close once that is kept."))
        settled_first: dict[str, object] = {}
        if isinstance(problem, StillOwed | ComplaintOpen):
            settled_first = what_stands_in_the_way(conversation, problem, before_sending=True)
        return still_here(request, conversation, DraftKind.REPLY, html, problem, settled_first=settled_first)
    text = _("Sent, and #%(number)s is closed.") if close else _("Sent to %(name)s.")
    words = {"number": number, "name": conversation.customer.name}
    show_toast(request, text % words, undo=undo_of(request, message.pk))
    return show_change(request, number, writing=True)


def _promises_something(number: int, agent_id: int) -> bool:
    """Whether what the agent writes will be promised when it leaves."""
    return any(chip.state == Noticing.ACCEPTED for chip in chips_of(number, agent_id))


def undo_of(request: AgentRequest, message_id: int) -> str:
    """Where the reply can be taken back."""
    return reverse("message-undoing", args=[message_id]) + view_query(asked_view(request))


@require_POST
def leave_note(request: AgentRequest, number: int) -> HttpResponse:
    """Leave a note, which stays in the house."""
    conversation = conversation_to_write(reader(request), number, DraftKind.NOTE)
    by, html = Actor.agent(request.user.pk), typed_html(request)
    try:
        take_uploads(request, number, DraftKind.NOTE, by)
        write_note(number, by=by, html=html)
    except DomainError as problem:
        return still_here(request, conversation, DraftKind.NOTE, html, problem)
    show_toast(request, _("Noted. It stays in the house."))
    return show_change(request, number, writing=True)


@require_POST
def take_back(request: AgentRequest, message_id: int) -> HttpResponse:
    """Take the reply back before it leaves; its text is in the composer again."""
    message = message_for(reader(request), message_id, To.ANSWER)
    undo_reply(message_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("Taken back. It was not sent; your text is in the composer."))
    return show_change(request, message.conversation_id, writing=True)


@require_POST
def retry(request: AgentRequest, message_id: int) -> HttpResponse:
    """Try a reply again that was not delivered; with `to`, at other addresses."""
    message = message_for(reader(request), message_id, To.ANSWER)
    to = typed_recipients("to", request.POST.get("to", ""))
    send_again(message_id, by=Actor.agent(request.user.pk), to=to)
    show_toast(request, _("Trying again."))
    return show_change(request, message.conversation_id)


@require_POST
def revoke(request: AgentRequest, link_id: int) -> HttpResponse:
    """Make the link of a large file hand it out no more."""
    link = file_link_for(reader(request), link_id)
    revoke_link(link_id, by=Actor.agent(request.user.pk))
    show_toast(request, _("The link hands the file out no more."))
    sent = link.attachment.message
    return show_change(request, sent.conversation_id if sent else 0)


def still_here(
    request: AgentRequest,
    conversation: Conversation,
    kind: DraftKind,
    html: str,
    problem: DomainError,
    *,
    settled_first: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The composer again, with every word that was typed and what stands in the way; `settled_first` is a form below
    the subject by which that can be settled."""
    pane = Pane(request, conversation, writing=kind, typed=html, problem=problem)
    if not request.htmx:
        return show_page(request, pane, settled_first, status=problem.status)
    context = {**pane.context(), **(settled_first or {}), "is_begun": True}
    template = "composer/_owed_first.html" if settled_first else "composer/_composer.html"
    return render_page(request, template, context, status=problem.status)
