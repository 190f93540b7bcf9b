"""What customers were asked and said of us, as a sentence."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from goodword.channels.email.choices import HeldBack
from goodword.conversations.queries.thread import ThreadEvent
from goodword.listening.choices import NotAsked
from goodword.listening.events import FeedbackAsked, FeedbackDeclined, FeedbackGiven, FeedbackNotAsked


def _asked(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("They were asked whether it was put right for them")


def _not_asked(event: ThreadEvent) -> str:
    reason = event.facts.get("reason", "")
    known = [one for kind in (NotAsked, HeldBack) for one in kind if one.value == reason and reason]
    why = str(known[0].label) if known else ""
    return _("They are not asked whether it was put right: %(why)s") % {"why": why.replace("%", "%%")}


def _given(event: ThreadEvent) -> str:
    if event.facts.get("is_bad"):
        return _("%(who)s said how it was for them, and is owed a follow-up")
    if event.facts.get("is_first"):
        return _("%(who)s said how it was for them")
    return _("%(who)s changed what they said of how it was")


def _declined(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s wants no such questions any more")


FEEDBACK_SENTENCES: dict[str, Callable[[ThreadEvent], str]] = {
    FeedbackAsked.kind: _asked,
    FeedbackNotAsked.kind: _not_asked,
    FeedbackGiven.kind: _given,
    FeedbackDeclined.kind: _declined,
}
