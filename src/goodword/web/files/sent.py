"""Files that went as links: a page for whoever has the link, without signing in, and the file itself."""

from copy import copy

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_safe

from goodword.accounts.queries import organization
from goodword.conversations.actions.linking import count_download
from goodword.conversations.sent_files import sent_file
from goodword.core.clock import now
from goodword.core.errors import DomainError
from goodword.web.files.addresses import Served
from goodword.web.files.views import hand_out
from goodword.web.shell import render_page


class TooOften(DomainError):
    """A network asks for files more often than people do."""

    code = "too-often"
    status = 429
    default = _("That was too often. Wait a few minutes and try again.")


@login_not_required
@require_safe
def show_sent_file(request: HttpRequest, token: str) -> HttpResponse:
    """What the file is and until when; or that it can no longer be fetched, and whom to ask."""
    _slow_down(request)
    link = sent_file(token)
    message = link.attachment.message
    mailbox = message.conversation.mailbox if message else None
    is_open = link.is_open(now())
    page = {
        "link": link,
        "file": link.attachment,
        "is_open": is_open,
        "token": token,
        "organization": organization(),
        "mailbox": mailbox,
        "title": link.attachment.filename if is_open else _("This file can no longer be fetched"),
    }
    return render_page(request, "files/sent.html", page, status=200 if is_open else 410)


@login_not_required
@require_GET
def fetch_sent_file(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The file itself, always to be saved; each time is counted."""
    _slow_down(request)
    link = sent_file(token)
    if not link.is_open(now()):
        return redirect("sent-file", token)
    response = hand_out(Served.of(link.attachment), is_shown=False)
    count_download(link)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _slow_down(request: HttpRequest) -> None:
    counted = copy(request)
    counted.method = "POST"  # allauth does not count GET
    if not ratelimit.consume(counted, action="sent_file"):
        raise TooOften
