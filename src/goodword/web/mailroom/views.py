"""What went wrong on its way in or out, with the reason, and the button that tries again. For administrators."""

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.channels.email.access import check_mailroom, outgoing_mail_for, received_mail_for
from goodword.channels.email.actions.reading import try_again as read_once_more
from goodword.channels.email.queries import door_troubles, failed_mail, unreadable_mail
from goodword.conversations.actions.delivery import retry_reply
from goodword.core.actor import Actor
from goodword.core.blobs import open_blob
from goodword.core.jobs.actions import try_again as run_once_more
from goodword.core.jobs.queries import dead_jobs
from goodword.web.shell import AgentRequest, render_page, show_toast

SHOWN = 50


@require_safe
def show_mailroom(request: AgentRequest) -> HttpResponse:
    """Mail that could not be read, replies that did not leave, work that was given up; the newest of each."""
    check_mailroom(request.user)
    context = {
        "title": _("Mail not read"),
        "troubles": door_troubles(),
        "unreadable": unreadable_mail(size=SHOWN),
        "failed": failed_mail(size=SHOWN),
        "jobs": dead_jobs()[:SHOWN],
        "shown": SHOWN,
    }
    return render_page(request, "mailroom/page.html", context)


@require_safe
def download_raw(request: AgentRequest, received_id: int) -> FileResponse:
    """The mail exactly as it came."""
    received = received_mail_for(request.user, received_id)
    response = FileResponse(
        open_blob(received.raw_id),
        as_attachment=True,
        filename=f"mail-{received.pk}.eml",
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
def read_again(request: AgentRequest, received_id: int) -> HttpResponseRedirect:
    """Have a mail read once more."""
    received_mail_for(request.user, received_id)
    read_once_more(received_id, by=Actor.agent(request.user.pk))
    return _tried(request)


@require_POST
def send_again(request: AgentRequest, message_id: int) -> HttpResponseRedirect:
    """Have a reply sent that could not be delivered."""
    outgoing_mail_for(request.user, message_id)
    retry_reply(message_id, by=Actor.agent(request.user.pk))
    return _tried(request)


@require_POST
def run_again(request: AgentRequest, job_id: int) -> HttpResponseRedirect:
    """Have a job run that was given up."""
    check_mailroom(request.user)
    run_once_more(job_id)
    return _tried(request)


def _tried(request: AgentRequest) -> HttpResponseRedirect:
    show_toast(request, _("Trying again. If it fails once more, it comes back to this list."))
    return redirect("mailroom")
