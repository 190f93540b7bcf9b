"""What a mailbox tells by itself: the acknowledgement of a first mail, how much may leave, and what was held back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from goodword.accounts.queries import organization
from goodword.channels.email.actions.alarms import clear_alarm
from goodword.channels.email.actions.governing import limit_automatic_mail, limits_of, resume_automatic_mail
from goodword.channels.email.choices import AlarmKind
from goodword.channels.email.queries import held_back_mail, mailbox_and_connection, open_alarms
from goodword.conversations.acknowledgements import BLANKS, LONGEST, Facts, filled, subject_for
from goodword.conversations.actions.acknowledging import acknowledgement_text, change_acknowledgement
from goodword.conversations.types import Mailbox
from goodword.core.errors import Invalid
from goodword.web.forms import DeskForm
from goodword.web.settings.choices import languages
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, render_page, show_toast

EXAMPLE = 1042
_KINDS = (AlarmKind.FLOOD, AlarmKind.LOOP)


class AcknowledgementForm(DeskForm):
    """Whether the mailbox acknowledges, and its words in each language that the desk speaks."""

    acknowledges = forms.BooleanField(
        label=gettext_lazy("Tell whoever writes for the first time that their message is here"), required=False
    )

    def __init__(self, typed: Mapping[str, Any] | None = None, *, mailbox: Mailbox) -> None:
        words = {f"text_{code}": acknowledgement_text(mailbox, code) for code, _label in languages()}
        super().__init__(typed, initial={"acknowledges": mailbox.acknowledges, **words})
        for code, label in languages():
            self.fields[f"text_{code}"] = forms.CharField(
                label=label, required=False, widget=forms.Textarea(attrs={"rows": 14, "maxlength": LONGEST})
            )

    @property
    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"text_{code}"] for code, _label in languages()}

    def previews(self, mailbox: Mailbox) -> list[dict[str, Any]]:
        """Each language's field, and the mail as it would leave with these words."""
        return [
            {"field": self[f"text_{code}"], **preview_of(mailbox, code, str(self[f"text_{code}"].value() or ""))}
            for code, _label in languages()
        ]


class LimitsForm(DeskForm):
    """How much may leave by itself."""

    per_hour = forms.IntegerField(label=gettext_lazy("From this mailbox within an hour"), min_value=1)
    per_address_and_hour = forms.IntegerField(label=gettext_lazy("To one address within an hour"), min_value=1)
    per_address_and_day = forms.IntegerField(label=gettext_lazy("To one address within a day"), min_value=1)


def preview_of(mailbox: Mailbox, language: str, text: str) -> dict[str, Any]:
    """The mail with its blanks filled for an invented customer."""
    house = organization()
    facts = Facts(number=EXAMPLE, name="Ana Lind", organization=house.name if house else "", mailbox=mailbox.address)
    subject = subject_for(_("Where is my order?"), EXAMPLE, language)
    label = dict(languages()).get(language, language)
    return {
        "code": language,
        "label": label,
        "mailbox": mailbox,
        "subject": f"Re: {subject}",
        "text": filled(text.strip(), facts),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def acknowledgement_page(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Whether and in which words the mailbox acknowledges, with the mail as it would leave."""
    administrator(request)
    mailbox, _connection = mailbox_and_connection(mailbox_id)
    form = AcknowledgementForm(request.POST or None, mailbox=mailbox)
    if form.is_valid():
        try:
            acknowledges = form.cleaned_data["acknowledges"]
            change_acknowledgement(mailbox.pk, by=actor_of(request), acknowledges=acknowledges, texts=form.texts)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-acknowledgement", mailbox.pk)
    return _page(request, mailbox, form)


def _page(
    request: AgentRequest, mailbox: Mailbox, form: AcknowledgementForm, limits: LimitsForm | None = None
) -> HttpResponse:
    figures = limits_of(mailbox.pk)
    known = {name: getattr(figures, name) for name in LimitsForm.base_fields}
    page = {
        "form": form,
        "previews": form.previews(mailbox),
        "blanks": [f"{{{blank}}}" for blank in BLANKS],
        "limits": limits or LimitsForm(initial=known),
        "held": held_back_mail(mailbox.pk),
        "alarms": open_alarms(mailbox.pk, _KINDS),
        "mailbox": mailbox,
        "title": _("Acknowledgement"),
    }
    status = 422 if form.errors or (limits and limits.errors) else 200
    return settings_page(request, "settings/acknowledgement.html", page, status=status)


@require_POST
def acknowledgement_preview(request: AgentRequest, mailbox_id: int, language: str) -> HttpResponse:
    """The mail as it would leave with the words that are being typed."""
    administrator(request)
    mailbox, _connection = mailbox_and_connection(mailbox_id)
    text = request.POST.get(f"text_{language}", "")[:LONGEST]
    return render_page(
        request, "settings/_acknowledgement_preview.html", {"preview": preview_of(mailbox, language, text)}
    )


@require_POST
def automatic_mail_limits(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Set how much may leave by itself."""
    administrator(request)
    mailbox, _connection = mailbox_and_connection(mailbox_id)
    limits = LimitsForm(request.POST)
    if limits.is_valid():
        try:
            limit_automatic_mail(mailbox.pk, by=actor_of(request), **limits.cleaned_data)
        except Invalid as refusal:
            limits.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-acknowledgement", mailbox.pk)
    return _page(request, mailbox, AcknowledgementForm(mailbox=mailbox), limits)


@require_POST
def automatic_mail_resumption(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Let a stopped mailbox write by itself again, and put the alarm of a loop away."""
    administrator(request)
    mailbox, _connection = mailbox_and_connection(mailbox_id)
    resume_automatic_mail(mailbox.pk, by=actor_of(request))
    clear_alarm(mailbox.pk, AlarmKind.LOOP)
    show_toast(request, _("It goes on."), tone="kept")
    return redirect("settings-acknowledgement", mailbox.pk)
