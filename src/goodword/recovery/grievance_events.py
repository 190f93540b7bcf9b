"""What happens to grievances, to the packs they fall under, and to binders."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PackChosen(Event, kind="grievance-pack.chosen"):
    """An administrator switched a pack on or off, or said when counsel read it (an ISO day)."""

    pack: str
    is_on: bool
    counsel_reviewed_on: str | None


@dataclass(frozen=True, kw_only=True)
class GrievanceOpened(Event, kind="complaint.grievance-opened"):
    """A complaint falls under a law; `promise_id` is what its clock owes, if it has one."""

    complaint_id: int
    grievance_id: int
    pack: str
    clock: str
    promise_id: int | None


@dataclass(frozen=True, kw_only=True)
class GrievanceWithdrawn(Event, kind="complaint.grievance-withdrawn"):
    """The complaint falls under no law after all."""

    complaint_id: int
    grievance_id: int


@dataclass(frozen=True, kw_only=True)
class GrievanceDocumented(Event, kind="complaint.grievance-documented"):
    """What the written notice has to say was written down, or changed; `parts` names what (`Part`)."""

    complaint_id: int
    grievance_id: int
    parts: list[str]


@dataclass(frozen=True, kw_only=True)
class GrievanceTold(Event, kind="complaint.grievance-told"):
    """The written notice is on its way."""

    complaint_id: int
    grievance_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class GrievanceExtended(Event, kind="complaint.grievance-extended"):
    """The customer is told of the later time that the law allows, and why (the new promise keeps the reason)."""

    complaint_id: int
    grievance_id: int
    promise_id: int


@dataclass(frozen=True, kw_only=True)
class BinderAsked(Event, kind="binder.asked"):
    """Somebody wants what was done about a complaint, or about the grievances of a period, as a file."""

    binder_id: int
    complaint_id: int | None
    notes: bool


@dataclass(frozen=True, kw_only=True)
class BinderRead(Event, kind="binder.read"):
    """Somebody took the file."""

    binder_id: int
    complaint_id: int | None
