"""What happened to complaints, as a sentence."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from goodword.channels.email.choices import HeldBack
from goodword.conversations.queries.thread import ThreadEvent
from goodword.playbook.queries import reason_label
from goodword.recovery.complaint_choices import Agreed, Fix, Heard, Result, Severity, Source
from goodword.recovery.complaint_events import (
    ComplaintAssessed,
    ComplaintClosed,
    ComplaintConfirmed,
    ComplaintMarked,
    ComplaintNotAcknowledged,
    ComplaintReasonSaid,
    ComplaintReopened,
    ComplaintRestated,
    ComplaintWithdrawn,
    CorrectiveActionNamed,
    DeclineAnswered,
    DeclineAsked,
    RestatementHeard,
)


def _marked(event: ThreadEvent) -> str:
    if event.facts.get("source") == Source.CUSTOMER:
        return _("%(who)s complained: the day has begun")
    return _("%(who)s marked it as a complaint: the day has begun with their letter")


def _confirmed(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s confirmed the complaint")


def _withdrawn(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s said that it is no complaint")


def _not_acknowledged(event: ThreadEvent) -> str:
    reason = event.facts.get("reason", "")
    if reason in HeldBack.values and reason:
        return _("Nobody told them yet that we have their complaint: %(why)s") % {"why": HeldBack(reason).label}
    return _("Nobody told them yet that we have their complaint: no mail can leave by itself")


def _assessed(event: ThreadEvent) -> str:
    severity = Severity(event.facts.get("severity", ""))
    words = {"severity": str(severity.label).lower()}
    if event.facts.get("safety"):
        return _("%%(who)s assessed the complaint: %(severity)s, and about safety") % words
    return _("%%(who)s assessed the complaint: %(severity)s") % words


def _reason_said(event: ThreadEvent) -> str:
    reason = reason_label(event.facts.get("reason_id") or 0)
    if not reason:
        return _("%(who)s said that the reason of the complaint is not known")
    return _("%%(who)s said why they complain: %(reason)s") % {"reason": reason.replace("%", "%%")}


def _restated(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s wrote down what we understood")


def _heard(event: ThreadEvent) -> str:
    if event.facts.get("heard") == Heard.CORRECTED:
        return _("%(who)s corrected what we understood")
    return _("%(who)s said that we understood") if event.by_customer else _("%(who)s: they said that we understood")


_FIXES = {
    Fix.PERSON: lambda: _("%(who)s said what was put right for the person"),
    Fix.CAUSE: lambda: _("%(who)s named a fix for the cause"),
    Fix.NO_CHANGE: lambda: _("%(who)s said why nothing changes"),
}


def _named(event: ThreadEvent) -> str:
    return _FIXES[Fix(event.facts["fix"])]()


def _decline_asked(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("%(who)s asked a colleague whether to decline the complaint")


def _decline_answered(event: ThreadEvent) -> str:
    if event.facts.get("agreed") == Agreed.AGREED:
        return _("%(who)s agreed to decline the complaint")
    return _("%(who)s did not agree to decline the complaint")


def _closed(event: ThreadEvent) -> str:
    return _("%%(who)s closed the complaint: %(result)s") % {"result": str(Result(event.facts["result"]).label).lower()}


def _reopened(event: ThreadEvent) -> str:  # noqa: ARG001 (told like the others)
    return _("The complaint is open again")


COMPLAINT_SENTENCES: dict[str, Callable[[ThreadEvent], str]] = {
    ComplaintMarked.kind: _marked,
    ComplaintConfirmed.kind: _confirmed,
    ComplaintWithdrawn.kind: _withdrawn,
    ComplaintNotAcknowledged.kind: _not_acknowledged,
    ComplaintAssessed.kind: _assessed,
    ComplaintReasonSaid.kind: _reason_said,
    ComplaintRestated.kind: _restated,
    RestatementHeard.kind: _heard,
    CorrectiveActionNamed.kind: _named,
    DeclineAsked.kind: _decline_asked,
    DeclineAnswered.kind: _decline_answered,
    ComplaintClosed.kind: _closed,
    ComplaintReopened.kind: _reopened,
}
