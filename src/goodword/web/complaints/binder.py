"""A binder for a surveyor: asked for, watched while it is made, and taken."""

from datetime import date

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.accounts.access import check_administers
from goodword.conversations.access import To, conversation_for
from goodword.core.actor import Actor
from goodword.core.blobs import open_blob
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.recovery.actions.grievance_binders import ask_for_binder, read_binder
from goodword.recovery.actions.grievance_binders import ask_for_period as ask_for_all_of
from goodword.recovery.complaint_errors import NoComplaint
from goodword.recovery.grievance_access import binder_for
from goodword.recovery.queries.complaints import latest_complaint
from goodword.web.inbox.parts import reader
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_POST
def ask(request: AgentRequest, number: int) -> HttpResponse:
    """Have it made of the complaint of this conversation, with our `notes` or without."""
    complaint = latest_complaint(conversation_for(reader(request), number, To.ANSWER))
    if complaint is None:
        raise NoComplaint
    by = Actor.agent(request.user.pk)
    return redirect("binder", ask_for_binder(complaint.pk, has_notes="notes" in request.POST, by=by).pk)


@require_POST
def ask_for_period(request: AgentRequest) -> HttpResponse:
    """Have one made of the grievances from one day (`since`) to another (`until`)."""
    check_administers(Actor.agent(request.user.pk))
    try:
        since, until = (date.fromisoformat(request.POST.get(name, "")) for name in ("since", "until"))
    except ValueError:
        show_toast(request, _("Choose the first and the last day."), tone="broken")
        return redirect("settings-grievances")
    try:
        by = Actor.agent(request.user.pk)
        binder = ask_for_all_of(since, until, has_notes="notes" in request.POST, by=by)
    except Invalid as refusal:
        show_toast(request, str(next(iter(refusal.fields.values()), refusal)), tone="broken")
        return redirect("settings-grievances")
    return redirect("binder", binder.pk)


@require_safe
def binder_page(request: AgentRequest, binder_id: int) -> HttpResponse:
    """How far it is, and the file once it is there."""
    binder = binder_for(request.user, binder_id)
    is_over = binder.expires_at is not None and (binder.blob is None or binder.expires_at <= now())
    page = {"binder": binder, "is_over": is_over, "title": _("Binder")}
    return render_page(request, "complaints/binder.html", page)


@require_safe
def download(request: AgentRequest, binder_id: int) -> FileResponse:
    """The file."""
    binder_for(request.user, binder_id)
    binder = read_binder(binder_id, by=Actor.agent(request.user.pk))
    response = FileResponse(
        open_blob(str(binder.blob_id)),
        as_attachment=True,
        filename=f"binder-{binder.pk}.zip",
        content_type="application/zip",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
