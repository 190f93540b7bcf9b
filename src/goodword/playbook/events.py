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
