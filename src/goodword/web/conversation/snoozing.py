"""Snoozing a conversation: times to choose from, or in words, with what was understood shown before it is taken."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.accounts.types import Agent
from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.snoozing import snooze_conversation, unsnooze_conversation
from goodword.conversations.snoozes import Preset, snoozes_at
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.moments import read_moment
from goodword.promises.access import promise_for
from goodword.web.components.moments import exact_of
from goodword.web.conversation.answers import offer, show_change, undo_address
from goodword.web.inbox.addresses import number_in
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.shell import AgentRequest, render_page, show_toast

PRESETS: dict[Preset, str | Promise] = {
    Preset.TODAY: gettext_lazy("Later today"),
    Preset.TOMORROW: gettext_lazy("Tomorrow morning"),
    Preset.MONDAY: gettext_lazy("Monday morning"),
    Preset.WEEK: gettext_lazy("In a week"),
    Preset.MONTH: gettext_lazy("In a month"),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A time on a button."""

    label: str | Promise
    preset: str
    until: datetime


@require_http_methods(["GET", "HEAD", "POST"])
def snooze(request: AgentRequest, number: int) -> HttpResponse:
    """Offer times; snooze until the one chosen (`preset`), written (`words`), or at which a promise is due
    (`promise`)."""
    conversation = conversation_for(reader(request), number, To.ANSWER)
    if request.method != "POST":
        return offer(request, conversation, snoozes=offered(request.user))
    try:
        changed = snooze_conversation(number, by=Actor.agent(request.user.pk), until=_until(request))
    except Invalid as refusal:
        typed = {"typed": request.POST.get("words", ""), "problem": refusal.fields.get("words") or refusal}
        answer = offer(request, conversation, snoozes=offered(request.user), **typed)
        if wants_part(request):
            answer["HX-Retarget"], answer["HX-Reswap"] = "#choices", "innerHTML"
        answer.status_code = 422
        return answer
    until = exact_of(changed.snoozed_until or now())
    show_toast(request, _("Snoozed until %(time)s.") % {"time": until}, undo=undo_address(request, number))
    return show_change(request, number)


@require_safe
def moment(request: AgentRequest, number: int) -> HttpResponse:
    """What is understood of the words typed so far (`?words=`)."""
    conversation_for(reader(request), number, To.ANSWER)
    words = request.GET.get("words", "")
    understood = _read(words, request.user)
    context = {"words": words.strip(), "understood": understood, "is_past": bool(understood and understood <= now())}
    return render_page(request, "conversation/_moment_meant.html", context)


@require_POST
def awaken(request: AgentRequest, number: int) -> HttpResponse:
    """End the snooze now."""
    conversation_for(reader(request), number, To.ANSWER)
    unsnooze_conversation(number, by=Actor.agent(request.user.pk))
    show_toast(request, _("It is back in its list."), undo=undo_address(request, number))
    return show_change(request, number)


def offered(agent: Agent) -> list[Offered]:
    """The times on the buttons, by the agent's own clock."""
    found = snoozes_at(now(), ZoneInfo(agent.time_zone))
    return [Offered(PRESETS[one.preset], one.preset.value, one.until) for one in found]


def _until(request: AgentRequest) -> datetime:
    """The time that was chosen or written. Raises Invalid."""
    preset = request.POST.get("preset", "")
    if preset:
        chosen = [one.until for one in offered(request.user) if one.preset == preset]
        if not chosen:
            raise Invalid(words=_("That time is no longer offered. Choose another."))
        return chosen[0]
    promise = number_in(request.POST.get("promise", ""))
    if promise is not None:
        return promise_for(reader(request), promise, To.ANSWER).due_at
    understood = _read(request.POST.get("words", ""), request.user)
    if understood is None:
        raise Invalid(words=_("That was not understood. Write for example “tomorrow 3pm”, “in 2 hours” or “friday”."))
    return understood


def _read(words: str, agent: Agent) -> datetime | None:
    is_month_first = (get_language() or "").startswith("en")
    return read_moment(words, at=now(), zone=ZoneInfo(agent.time_zone), month_first=is_month_first)
