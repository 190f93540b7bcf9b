"""Drafts in the composer: kept at each pause, with their files; Reply and Note each have their own."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from goodword.conversations.access import attachment_for
from goodword.conversations.actions.drafting import discard_draft, remove_file, save_draft
from goodword.conversations.choices import DraftKind
from goodword.conversations.queries.mentions import mentionable
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.promises.actions.chips import follow_draft
from goodword.web.composer.around import chosen_says, envelope_so_far
from goodword.web.composer.chips import show_followed
from goodword.web.composer.writing import asked_kind, conversation_to_write, take_uploads, typed_html
from goodword.web.conversation.pane import Pane
from goodword.web.files.addresses import picture_address
from goodword.web.files.views import PICTURES
from goodword.web.inbox.addresses import asked_view, conversation_address
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page


@require_safe
def show_composer(request: AgentRequest, number: int, kind: str) -> HttpResponse:
    """The composer for a reply or a note, with the reader's draft, ready to be written in."""
    asked = asked_kind(kind)
    conversation = conversation_to_write(reader(request), number, asked)
    pane = Pane(request, conversation, writing=asked)
    if not request.htmx:
        return redirect(conversation_address(number, asked_view(request), write=asked))
    return render_page(request, "composer/_composer.html", {**pane.context(), "is_begun": True})


@require_safe
def offer_mentions(request: AgentRequest, number: int) -> HttpResponse:
    """Everybody who may be named in a note of the conversation: for the list that `@` opens."""
    conversation = conversation_to_write(reader(request), number, DraftKind.NOTE)
    named = [one for one in mentionable(conversation) if one.key != ("agent", request.user.pk)]
    return render_page(request, "composer/_mentionable.html", {"named": named})


@require_POST
def keep_draft(request: AgentRequest, number: int, kind: str) -> HttpResponse:
    """Keep what is written so far; an empty draft without files is dropped. Of a reply, say what is noticed in it."""
    asked = asked_kind(kind)
    conversation = conversation_to_write(reader(request), number, asked)
    around = envelope_so_far(request, conversation)
    by, html = Actor.agent(request.user.pk), typed_html(request)
    says = chosen_says(request) if "says" in request.POST else None
    draft = save_draft(number, by=by, kind=asked, html=html, envelope=around, says=says)
    if asked is DraftKind.NOTE or not request.htmx:
        return _back(request, number, asked)
    return show_followed(request, draft, follow_draft(draft))


@require_POST
def throw_away(request: AgentRequest, number: int, kind: str) -> HttpResponse:
    """Throw the draft away, with its files."""
    asked = asked_kind(kind)
    conversation = conversation_to_write(reader(request), number, asked)
    discard_draft(number, by=Actor.agent(request.user.pk), kind=asked)
    if not request.htmx:
        return _back(request, number, asked)
    return render_page(request, "composer/_composer.html", Pane(request, conversation, writing=asked).context())


@require_POST
def add_files(request: AgentRequest, number: int, kind: str) -> HttpResponse:
    """Attach the files of the form; the answer lists them all. A picture's own address allows it into the text."""
    asked = asked_kind(kind)
    conversation_to_write(reader(request), number, asked)
    attached = take_uploads(request, number, asked, Actor.agent(request.user.pk))
    response = _files(request, number, asked)
    if attached and attached[-1].content_type in PICTURES:
        response["X-Inline-Src"] = picture_address(attached[-1])
    return response


@require_POST
def drop_file(request: AgentRequest, attachment_id: int) -> HttpResponse:
    """Take a file out of the reader's own draft."""
    draft = attachment_for(reader(request), attachment_id).draft
    if draft is None:
        raise NotFound
    remove_file(attachment_id, by=Actor.agent(request.user.pk))
    return _files(request, draft.conversation_id, asked_kind(draft.kind))


def _files(request: AgentRequest, number: int, kind: DraftKind) -> HttpResponse:
    if not request.htmx:
        return _back(request, number, kind)
    conversation = conversation_to_write(reader(request), number, kind)
    pane = Pane(request, conversation, writing=kind)
    return render_page(request, "composer/_files.html", pane.context())


def _back(request: AgentRequest, number: int, kind: DraftKind) -> HttpResponse:
    if request.htmx:
        return HttpResponse(status=204)
    return redirect(conversation_address(number, asked_view(request), write=kind))
