"""Whether everything on a mailbox's server is here: folder by folder, and what was refused, with the reason."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.channels.email.actions.folders import ask_for_mail_again, look_again
from goodword.channels.email.queries import mailbox_and_connection
from goodword.channels.email.reckoning import refused_mail, standing_of
from goodword.channels.email.types import Connection
from goodword.conversations.types import Mailbox
from goodword.core.errors import NotFound
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast

SHOWN = 50


def read_by_imap(mailbox_id: int) -> tuple[Mailbox, Connection]:
    """The mailbox and its connection, if the desk reads it by IMAP. Raises NotFound."""
    mailbox, connection = mailbox_and_connection(mailbox_id)
    if connection is None or not connection.imap_host:
        raise NotFound
    return mailbox, connection


@require_safe
def reconciliation(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """What is on the server, and what became of each mail of it."""
    administrator(request)
    mailbox, connection = read_by_imap(mailbox_id)
    page = {
        "mailbox": mailbox,
        "connection": connection,
        "standing": standing_of(connection),
        "refused": refused_mail(connection, size=SHOWN),
        "shown": SHOWN,
        "title": _("Reconciliation"),
    }
    return settings_page(request, "settings/reconciliation.html", page)


@require_POST
def look(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Look at the whole mailbox anew, now."""
    administrator(request)
    look_again(mailbox_id, by=actor_of(request))
    show_toast(request, _("Looking again. The numbers are new in a few seconds."))
    return redirect("settings-reconciliation", mailbox_id)


@require_POST
def refused(request: AgentRequest, mailbox_id: int, folder_mail_id: int) -> HttpResponse:
    """Ask the server once more for a mail that it would not give."""
    administrator(request)
    ask_for_mail_again(mailbox_id, folder_mail_id, by=actor_of(request))
    show_toast(request, _("Asking the server again. If it refuses once more, the mail stays in this list."))
    return redirect("settings-reconciliation", mailbox_id)
