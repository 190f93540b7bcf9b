"""What finance says of payouts: done, try again, by hand, not done, given up; one, or several at once."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.core.actor import Actor
from goodword.core.errors import DomainError, Invalid
from goodword.recovery.actions.payouts_by_hand import (
    LONGEST_REFERENCE,
    Done,
    cancel_payout,
    give_to_hand,
    mark_paid,
    say_it_came_back,
    say_not_paid,
    try_again,
)
from goodword.recovery.payout_access import payout_for
from goodword.recovery.types import Payout
from goodword.web.forms import DeskForm
from goodword.web.payouts.listing import Line, asked_for
from goodword.web.settings.frame import settings_page
from goodword.web.shell import AgentRequest, show_toast

MOST_AT_ONCE = 200


class DoneForm(DeskForm):
    """By which reference it is found again, and on which day it was done."""

    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=LONGEST_REFERENCE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Of the bank transfer, the parcel or the voucher."),
    )
    on = forms.DateField(
        label=gettext_lazy("Paid or sent on"),
        initial=localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    @property
    def done(self) -> Done:
        return Done(self.cleaned_data["reference"], self.cleaned_data["on"])


@require_safe
def payout_page(request: AgentRequest, payout_id: int) -> HttpResponse:
    """One payout: how it stands, and what can be done about it."""
    return _show(request, payout_for(request.user, payout_id), DoneForm())


@require_POST
def payout_done(request: AgentRequest, payout_id: int) -> HttpResponse:
    """It is paid or sent."""
    payout = payout_for(request.user, payout_id)
    form = DoneForm(request.POST)
    if form.is_valid():
        try:
            mark_paid(payout_id, form.done, by=_actor(request))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Done. The customer’s page says so now."), tone="kept")
            return redirect("payouts")
    return _show(request, payout, form, status=422)


@require_POST
def several_done(request: AgentRequest) -> HttpResponse:
    """The checked ones are paid or sent, all under the same reference and on the same day."""
    listed = asked_for(request)
    form, chosen = DoneForm(request.POST), _chosen(request)
    if not chosen:
        form.add_error(None, _("Check the ones that are done."))
    if form.is_valid():
        try:
            done = _mark(chosen, form.done, _actor(request))
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, ngettext("%(n)s is done.", "%(n)s are done.", done) % {"n": done}, tone="kept")
            return redirect("payouts")
    page = {"list": listed, "form": form, "chosen": chosen, "title": _("To be paid")}
    return settings_page(request, "payouts/page.html", page, status=422)


def _chosen(request: HttpRequest) -> list[int]:
    given = request.POST.getlist("payout")[:MOST_AT_ONCE]
    return [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 19]  # noqa: PLR2004 (64 bits)


def _mark(chosen: list[int], done: Done, by: Actor) -> int:
    """How many are done; one that somebody settled meanwhile stops no other. Raises Invalid."""
    count = 0
    for payout_id in chosen:
        try:
            mark_paid(payout_id, done, by=by)
        except Invalid:
            raise
        except DomainError:
            continue
        count += 1
    return count


@require_POST
def payout_retry(request: AgentRequest, payout_id: int) -> HttpResponse:
    """Have a failed one tried again."""
    return _act(request, payout_id, try_again, _("It is tried again. If it fails once more, it comes back here."))


@require_POST
def payout_by_hand(request: AgentRequest, payout_id: int) -> HttpResponse:
    """A failed one is paid by hand."""
    return _act(request, payout_id, give_to_hand, _("It is to be paid by hand now."))


@require_POST
def payout_not_done(request: AgentRequest, payout_id: int) -> HttpResponse:
    """Somebody looked: one that nobody could speak for was not done."""
    return _act(request, payout_id, say_not_paid, _("Noted. Try it again, pay it by hand, or give it up."))


@require_POST
def payout_return(request: AgentRequest, payout_id: int) -> HttpResponse:
    """What was paid or sent came back; one by a connection is asked about there."""
    is_asked_about = Line(payout_for(request.user, payout_id)).is_by_connection
    came_back = _("It came back. Pay it again, or give it up; the customer’s page says “On its way” again.")
    words = _("They are asked what became of it.") if is_asked_about else came_back
    return _act(request, payout_id, say_it_came_back, words)


@require_POST
def payout_cancellation(request: AgentRequest, payout_id: int) -> HttpResponse:
    """It will not be paid."""
    return _act(request, payout_id, cancel_payout, _("It will not be paid. Tell the customer."))


def _act(request: AgentRequest, payout_id: int, action: Callable[..., Payout], words: str) -> HttpResponse:
    payout_for(request.user, payout_id)
    action(payout_id, by=_actor(request))
    show_toast(request, words)
    return redirect("payout", payout_id)


def _show(request: AgentRequest, payout: Payout, form: DoneForm, *, status: int = 200) -> HttpResponse:
    page = {"line": Line(payout), "form": form, "title": _("Payout %(key)s") % {"key": payout.key}}
    return settings_page(request, "payouts/payout.html", page, status=status)


def _actor(request: AgentRequest) -> Actor:
    return Actor.agent(request.user.pk)
