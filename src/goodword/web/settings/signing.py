"""Signatures and limits: what stands below replies, and how many may leave a mailbox."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from goodword.accounts.actions.details import change_my_signature
from goodword.channels.email.actions.departing import limit_sending
from goodword.channels.email.providers import provider_at
from goodword.channels.email.queries import mailbox_and_connection
from goodword.channels.email.types import Connection
from goodword.conversations.actions.mailboxes import sign_mailbox
from goodword.conversations.signatures import signature_of
from goodword.conversations.types import Mailbox
from goodword.core.errors import Invalid
from goodword.core.markup import clean_written_html, html_to_text
from goodword.web.composer.writing import typed_html
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


class LimitForm(DeskForm):
    """How many mails may leave the mailbox; an empty field is no limit."""

    a_minute = forms.IntegerField(label=gettext_lazy("At most a minute"), required=False, min_value=1)
    an_hour = forms.IntegerField(label=gettext_lazy("At most an hour"), required=False, min_value=1)
    a_day = forms.IntegerField(label=gettext_lazy("At most a day"), required=False, min_value=1)


@require_http_methods(["GET", "HEAD", "POST"])
def my_signature(request: AgentRequest) -> HttpResponse:
    """What stands below my own replies, and how it looks."""
    me, problem, typed = request.user, "", request.user.signature
    if request.method == "POST":
        typed = typed_html(request)
        try:
            change_my_signature(by=actor_of(request), title=request.POST.get("title", ""), html=typed)
        except Invalid as refusal:
            problem = str(refusal.fields.get("signature", refusal))
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-signature")
    page = {
        "job_title": request.POST.get("title", me.title),
        "html": typed,
        "text": html_to_text(typed),
        "problem": problem,
        "preview": clean_written_html(me.signature),
        "title": _("My signature"),
    }
    return settings_page(request, "settings/signature.html", page, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_sending(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """What stands below every reply from the mailbox, and how many may leave it."""
    administrator(request)
    mailbox, stored = mailbox_and_connection(mailbox_id)
    problem, typed = "", mailbox.signature
    if request.method == "POST":
        typed = typed_html(request)
        try:
            sign_mailbox(mailbox.pk, by=actor_of(request), html=typed)
        except Invalid as refusal:
            problem = str(refusal.fields.get("signature", refusal))
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-sending", mailbox.pk)
    return _sending(request, mailbox, stored, LimitForm(initial=_limits(stored)), html=typed, problem=problem)


@require_POST
def mailbox_limits(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Say how many mails may leave the mailbox in a minute, an hour and a day."""
    administrator(request)
    mailbox, stored = mailbox_and_connection(mailbox_id)
    form = LimitForm(request.POST)
    if form.is_valid():
        limit_sending(mailbox.pk, by=actor_of(request), **form.cleaned_data)
        show_toast(request, _("Saved."), tone="kept")
        return redirect("settings-sending", mailbox.pk)
    return _sending(request, mailbox, stored, form, html=mailbox.signature)


def _sending(
    request: AgentRequest, mailbox: Mailbox, stored: Connection | None, form: LimitForm, *, html: str, problem: str = ""
) -> HttpResponse:
    page = {
        "mailbox": mailbox,
        "connection": stored,
        "provider": provider_at(stored.smtp_host) if stored else None,
        "form": form,
        "html": html,
        "text": html_to_text(html),
        "problem": problem,
        "preview": clean_written_html(signature_of(request.user, mailbox)),
        "title": _("Signature and limits"),
    }
    return settings_page(request, "settings/sending.html", page, status=422 if problem or form.errors else 200)


def _limits(stored: Connection | None) -> dict[str, int | None]:
    if stored is None:
        return {}
    return {"a_minute": stored.most_a_minute, "an_hour": stored.most_an_hour, "a_day": stored.most_a_day}
