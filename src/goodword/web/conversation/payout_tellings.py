"""What happened to payouts, as a sentence. That it is paid, or is not given after all, the remedy says itself."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from goodword.conversations.queries.thread import ThreadEvent
from goodword.recovery.payout_choices import PayoutProblem
from goodword.recovery.payout_events import PayoutFailed, PayoutGivenToHand, PayoutInDoubt, PayoutRetried, PayoutSent


def _sent(event: ThreadEvent) -> str:
    """The first time only: what is tried again by itself is nobody’s news."""
    return _("What was given was sent for payment") if event.facts.get("attempt") == 1 else ""


def _failed(event: ThreadEvent) -> str:
    code = event.facts.get("problem", "")
    if code == PayoutProblem.RETURNED:
        return _("What was paid came back: it is not paid any more")
    if code == PayoutProblem.NOT_DONE:
        return _("%(who)s looked: what was given was not paid")
    why = str(PayoutProblem(code).label) if code in PayoutProblem.values else ""
    return _("What was given could not be paid: %(why)s") % {"why": why.replace("%", "%%")}


def _in_doubt(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("Nobody knows yet whether what was given is paid: it is being looked up")


def _retried(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s had the payment tried again")


def _to_hand(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said that it is paid or sent by hand")


PAYOUT_SENTENCES: dict[str, Callable[[ThreadEvent], str]] = {
    PayoutSent.kind: _sent,
    PayoutFailed.kind: _failed,
    PayoutInDoubt.kind: _in_doubt,
    PayoutRetried.kind: _retried,
    PayoutGivenToHand.kind: _to_hand,
}
