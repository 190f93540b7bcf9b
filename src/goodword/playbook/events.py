"""What happens to the playbook."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ChecklistCreated(Event, kind="checklist.created"):
    """The house has another checklist for replies."""

    checklist_id: int


@dataclass(frozen=True, kw_only=True)
class ChecklistChanged(Event, kind="checklist.changed"):
    """A checklist of the house's own has another name or other points."""

    checklist_id: int


@dataclass(frozen=True, kw_only=True)
class ChecklistSwitched(Event, kind="checklist.switched"):
    """A checklist is offered beside replies, or no longer."""

    checklist_id: int
    on: bool


@dataclass(frozen=True, kw_only=True)
class ChecklistsOrdered(Event, kind="checklist.ordered"):
    """The checklists are offered in another order."""


@dataclass(frozen=True, kw_only=True)
class ChecklistRemoved(Event, kind="checklist.removed"):
    """The house has this checklist no more; whoever had it beside their replies has none."""

    checklist_id: int


@dataclass(frozen=True, kw_only=True)
class ChecklistChosen(Event, kind="checklist.chosen"):
    """An agent has this checklist beside their replies, or none."""

    agent_id: int
    checklist_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReasonCreated(Event, kind="reason.created"):
    """The house has another reason for contacts, perhaps in the place of one that meant something else."""

    reason_id: int
    replaces_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReasonChanged(Event, kind="reason.changed"):
    """A reason is called otherwise, or is seen otherwise by the customer or by us."""

    reason_id: int
    wording: int
    theirs: str
    ours: str


@dataclass(frozen=True, kw_only=True)
class ReasonRetired(Event, kind="reason.retired"):
    """A reason is chosen no more; what has it keeps it."""

    reason_id: int


@dataclass(frozen=True, kw_only=True)
class ReasonBroughtBack(Event, kind="reason.brought-back"):
    """A reason can be chosen again."""

    reason_id: int


@dataclass(frozen=True, kw_only=True)
class ReasonsOrdered(Event, kind="reason.ordered"):
    """The reasons are offered in another order."""
