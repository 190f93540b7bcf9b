"""What stands around a reply, as the composer's form brings it."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodword.accounts.types import Agent
from goodword.conversations.choices import Says
from goodword.conversations.envelopes import Envelope, Kind, each_once, proposed_recipients, typed_recipients
from goodword.conversations.types import Conversation
from goodword.core.errors import ActionRefused, Invalid

_KINDS: tuple[Kind, ...] = ("to", "cc", "bcc")


def typed_envelope(request: HttpRequest) -> Envelope | None:
    """The fields around the text; None when the form has none. Raises Invalid naming an address that is none."""
    if "to" not in request.POST:
        return None
    recipients = [one for kind in _KINDS for one in typed_recipients(kind, request.POST.get(kind, ""))]
    return Envelope(
        recipients=each_once(recipients),
        subject=" ".join(request.POST.get("subject", "").split())[:500],
        with_signature="with_signature" in request.POST or "has_signature" not in request.POST,
        with_history="with_history" in request.POST,
    )


def envelope_so_far(request: HttpRequest, conversation: Conversation) -> Envelope | None:
    """For a draft: recipients as they are proposed stay proposed; None while an address is only half typed."""
    try:
        envelope = typed_envelope(request)
        if envelope is None or envelope.recipients != proposed_recipients(conversation):
            return envelope
    except (Invalid, ActionRefused):
        return None
    return replace(envelope, recipients=None)


def chosen_says(request: HttpRequest) -> Says:
    """What the agent chose that the reply says; nothing when its words tell."""
    chosen = request.POST.get("says", "")
    return Says(chosen) if chosen in Says.values else Says.NOTHING


def wants_later(request: HttpRequest) -> bool:
    """Whether a time was pressed, also on the button that sends all the same."""
    return "at" in request.POST or request.POST.get("anyway", "") not in {"", "send", "close"}


def chosen_moment(request: HttpRequest, agent: Agent) -> datetime:
    """The time on the button that was pressed, or the one that was typed, by the agent's clock. Raises Invalid."""
    text = request.POST.get("anyway") or request.POST.get("at", "")
    text = request.POST.get("moment", "") if text in {"", "typed"} else text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        words = _("Choose a day and a time.")
        raise Invalid(words, at=words) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(agent.time_zone))
