"""Urgent wording: the list in each language, changed, switched off and tried out."""

from itertools import groupby
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.channels.email.queries import mailbox_and_connection
from goodword.conversations.actions.mailboxes import choose_alerted
from goodword.conversations.actions.wording import (
    LANGUAGES,
    add_wording,
    change_wording,
    remove_wording,
    restore_standard_wording,
    switch_wording,
)
from goodword.conversations.choices import UrgentKind
from goodword.conversations.queries.urgency import Wording, present_matcher, wording_list
from goodword.core.errors import Invalid, NotFound
from goodword.web.forms import DeskForm
from goodword.web.inbox.addresses import number_in
from goodword.web.settings.choices import languages
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast

LONGEST_TRIAL = 2000


class WordingForm(DeskForm):
    """Words that call for somebody, and what they are about."""

    words = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=120,
        help_text=gettext_lazy(
            "In their order; up to three others may stand between two of them. “pain/pressure in chest” is either, "
            "“suicid*” any ending. Accents and capitals do not count."
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=UrgentKind.choices)


def _language(word: str) -> str:
    preferred = (word or get_language() or "")[:2]
    return preferred if preferred in LANGUAGES else LANGUAGES[0]


def _address(language: str) -> str:
    return f"{reverse('settings-urgent')}?{urlencode({'language': language})}"


def _page(request: AgentRequest, form: WordingForm, trial: str = "") -> HttpResponse:
    language = _language(request.POST.get("language", "") or request.GET.get("language", ""))
    listed = wording_list()
    lines = sorted((line for line in listed if line.phrase.language == language), key=_place)
    found = [(one.kind.label, trial[one.start : one.end]) for one in present_matcher().find(trial)] if trial else []
    page = {
        "form": form,
        "language": language,
        "languages": [(code, label, _address(code)) for code, label in languages() if code in LANGUAGES],
        "kinds": [(UrgentKind(kind), list(group)) for kind, group in groupby(lines, key=lambda line: line.phrase.kind)],
        "is_changed": any(line.is_standard and not line.is_active for line in listed),
        "trial": trial,
        "found": list(dict.fromkeys(found)),
        "title": _("Urgent wording"),
    }
    return settings_page(request, "settings/urgent.html", page, status=422 if form.errors else 200)


def _place(line: Wording) -> int:
    return list(UrgentKind).index(line.phrase.kind)


@require_safe
def urgent_page(request: AgentRequest) -> HttpResponse:
    """The wording that alerts people at once, in one language; and a box to try a sentence."""
    administrator(request)
    return _page(request, WordingForm())


@sensitive_post_parameters("trial")
@require_POST
def urgent_trial(request: AgentRequest) -> HttpResponse:
    """What would be noticed in a sentence; it is not kept."""
    administrator(request)
    return _page(request, WordingForm(), request.POST.get("trial", "")[:LONGEST_TRIAL])


@require_POST
def urgent_addition(request: AgentRequest) -> HttpResponse:
    """Add words of the house."""
    administrator(request)
    form, language = WordingForm(request.POST), _language(request.POST.get("language", ""))
    if form.is_valid():
        try:
            add_wording(by=actor_of(request), language=language, **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _saved(request, language)
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def urgent_change(request: AgentRequest) -> HttpResponse:
    """Write a line of the list anew."""
    administrator(request)
    asked = request.POST if request.method == "POST" else request.GET
    language, line = _language(asked.get("language", "")), asked.get("line", "")
    known = [one for one in wording_list() if (one.phrase.language, one.phrase.words) == (language, line)]
    if not known:
        raise NotFound
    form = WordingForm(request.POST or None, initial={"words": line, "kind": known[0].phrase.kind})
    if form.is_valid():
        told = form.cleaned_data
        try:
            change_wording(by=actor_of(request), language=language, words=line, to=told["words"], kind=told["kind"])
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return _saved(request, language)
    page = {"form": form, "language": language, "line": line, "back": _address(language), "title": _("Urgent wording")}
    return settings_page(request, "settings/urgent_line.html", page, status=422 if form.errors else 200)


@require_POST
def urgent_switch(request: AgentRequest) -> HttpResponse:
    """Switch a line off, or on again (`on`)."""
    administrator(request)
    language = _language(request.POST.get("language", ""))
    switch_wording(by=actor_of(request), language=language, words=request.POST.get("line", ""), on="on" in request.POST)
    return _saved(request, language)


@require_POST
def urgent_removal(request: AgentRequest) -> HttpResponse:
    """Take words of the house out of the list."""
    administrator(request)
    language = _language(request.POST.get("language", ""))
    remove_wording(by=actor_of(request), language=language, words=request.POST.get("line", ""))
    return _saved(request, language)


@require_POST
def urgent_standard(request: AgentRequest) -> HttpResponse:
    """Switch every line that came with the program on again; our own words stay."""
    administrator(request)
    restore_standard_wording(by=actor_of(request))
    return _saved(request, _language(request.POST.get("language", "")))


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_alerted(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """The people who are told of urgent mail to the mailbox; POST names them."""
    administrator(request)
    if request.method != "POST":
        page = {"mailbox": mailbox_and_connection(mailbox_id)[0], "title": _("Who is alerted")}
        return settings_page(request, "settings/alerted.html", page)
    numbers = [number_in(word) for word in request.POST.getlist("agents")]
    if any(number is None for number in numbers):
        raise Invalid
    choose_alerted(mailbox_id, by=actor_of(request), agents=[number for number in numbers if number is not None])
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-mailbox", mailbox_id)


def _saved(request: AgentRequest, language: str) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect(_address(language))
