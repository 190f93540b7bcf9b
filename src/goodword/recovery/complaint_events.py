"""What happens to a complaint."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ComplaintNoticed(Event, kind="complaint.noticed"):
    """A customer's letter reads like a complaint; `cue` says by what (`Cue`). Somebody of the house is asked."""

    message_id: int
    cue: str


@dataclass(frozen=True, kw_only=True)
class NoticedComplaintDismissed(Event, kind="complaint.noticed-none"):
    """Somebody of the house says that a letter which reads like a complaint is none."""

    message_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintMarked(Event, kind="complaint.marked"):
    """A letter complains; `source` says who saw that (`Source`)."""

    complaint_id: int
    message_id: int
    source: str


@dataclass(frozen=True, kw_only=True)
class ComplaintConfirmed(Event, kind="complaint.confirmed"):
    """Somebody of the house says that it is a complaint."""

    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintWithdrawn(Event, kind="complaint.withdrawn"):
    """It is no complaint after all: it never was."""

    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintAcknowledged(Event, kind="complaint.acknowledged"):
    """The customer knows that we have it, and by when; by a letter of the desk's, or otherwise (no message)."""

    complaint_id: int
    message_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ComplaintNotAcknowledged(Event, kind="complaint.not-acknowledged"):
    """The desk could not tell the customer by itself; `reason` is a code (`HeldBack`, or `no-address`)."""

    complaint_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ComplaintAssessed(Event, kind="complaint.assessed"):
    """How severe it is, and whether it is about somebody's safety."""

    complaint_id: int
    severity: str
    safety: bool


@dataclass(frozen=True, kw_only=True)
class ComplaintReasonSaid(Event, kind="complaint.reason-said"):
    """Why they complain was said, or is said otherwise; no reason: it is not known any more."""

    complaint_id: int
    reason_id: int | None
    before_id: int | None


@dataclass(frozen=True, kw_only=True)
class ComplaintHandedOver(Event, kind="complaint.handed-over"):
    """Somebody (else) looks into it now."""

    complaint_id: int
    agent_id: int | None


@dataclass(frozen=True, kw_only=True)
class ComplaintAnswered(Event, kind="complaint.answered"):
    """A solution was told, or a "no"."""

    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintRestated(Event, kind="complaint.restated"):
    """We said in our words what we understood."""

    complaint_id: int
    restatement_id: int


@dataclass(frozen=True, kw_only=True)
class RestatementHeard(Event, kind="complaint.restatement-heard"):
    """The customer said whether we understood (`Heard`)."""

    complaint_id: int
    restatement_id: int
    heard: str


@dataclass(frozen=True, kw_only=True)
class CorrectiveActionNamed(Event, kind="complaint.corrective-action-named"):
    """What was put right, what will be, or why nothing changes (`Fix`)."""

    complaint_id: int
    action_id: int
    fix: str


@dataclass(frozen=True, kw_only=True)
class CorrectiveActionWithdrawn(Event, kind="complaint.corrective-action-withdrawn"):
    """That was taken back."""

    complaint_id: int
    action_id: int


@dataclass(frozen=True, kw_only=True)
class ContributionWritten(Event, kind="complaint.contribution-written"):
    """What led to it was written down, our own part first; `parts` names what changed."""

    complaint_id: int
    parts: list[str]


@dataclass(frozen=True, kw_only=True)
class DeclineAsked(Event, kind="complaint.decline-asked"):
    """A colleague is asked whether a "no" is right."""

    complaint_id: int
    decline_id: int


@dataclass(frozen=True, kw_only=True)
class DeclineAnswered(Event, kind="complaint.decline-answered"):
    """They say so (`Agreed`)."""

    complaint_id: int
    decline_id: int
    agreed: str


@dataclass(frozen=True, kw_only=True)
class DeclineTold(Event, kind="complaint.decline-told"):
    """The letter with the "no" and the outside route is on its way."""

    complaint_id: int
    decline_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintClosed(Event, kind="complaint.closed"):
    """It is done; `result` says what came of it (`Result`)."""

    complaint_id: int
    result: str


@dataclass(frozen=True, kw_only=True)
class ComplaintReopened(Event, kind="complaint.reopened"):
    """The customer wants more, or the closing was taken back."""

    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class ComplaintErased(Event, kind="complaint.erased"):
    """The customer's words and their key are gone; that there was a complaint stays."""

    complaint_id: int


@dataclass(frozen=True, kw_only=True)
class OutsideRouteChanged(Event, kind="outside-route.changed"):
    """Where customers can complain further is another place."""
