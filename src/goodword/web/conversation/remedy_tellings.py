"""What happened to remedies, as a sentence."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from goodword.conversations.queries.thread import ThreadEvent
from goodword.core.money import Money, money_words
from goodword.recovery.choices import ReleaseReason, RemedyKind, RequestAnswer
from goodword.recovery.events import (
    RemedyAsked,
    RemedyGiven,
    RemedyReleased,
    RemedySettled,
    RemedyTakenBack,
    RequestAnswered,
    RequestWithdrawn,
)


def _given(event: ThreadEvent) -> str:
    kind = str(RemedyKind(event.facts["remedy"]).label)
    if not event.facts["minor"]:
        return _("%%(who)s made it right: %(what)s") % {"what": kind}
    return _("%%(who)s made it right: %(what)s, %(amount)s") % {"what": kind, "amount": _amount(event)}


def _asked(event: ThreadEvent) -> str:
    return _("%%(who)s asked for %(amount)s to make it right") % {"amount": _amount(event)}


_ANSWERS = {
    RequestAnswer.APPROVED: lambda: _("%(who)s approved what was asked for"),
    RequestAnswer.LOWERED: lambda: _("%(who)s approved less than was asked for"),
    RequestAnswer.DECLINED: lambda: _("%(who)s declined what was asked for"),
}


def _answered(event: ThreadEvent) -> str:
    return _ANSWERS[RequestAnswer(event.facts["answer"])]()


def _withdrawn(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s does not ask for it any more")


def _settled(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("What was given is paid or sent")


def _released(event: ThreadEvent) -> str:
    reason = event.facts.get("reason", "")
    why = str(ReleaseReason(reason).label) if reason in ReleaseReason.values else ""
    return _("It is not given after all: %(why)s") % {"why": why.replace("%", "%%")}


def _taken_back(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s took back what was given")


def _amount(event: ThreadEvent) -> str:
    return money_words(Money(event.facts["minor"], event.facts["currency"])).replace("%", "%%")


REMEDY_SENTENCES: dict[str, Callable[[ThreadEvent], str]] = {
    RemedyGiven.kind: _given,
    RemedyAsked.kind: _asked,
    RequestAnswered.kind: _answered,
    RequestWithdrawn.kind: _withdrawn,
    RemedySettled.kind: _settled,
    RemedyReleased.kind: _released,
    RemedyTakenBack.kind: _taken_back,
}
