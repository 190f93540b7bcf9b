"""What follows when the reasons of the house change."""

from goodword.core.events import on
from goodword.playbook.events import ReasonCreated
from goodword.recovery.actions.authorities import follow_reason


@on(ReasonCreated)
def grant_for_it_too(event: ReasonCreated) -> None:
    """Whoever may give something for a reason may give it for the one that stands in its place."""
    if event.replaces_id is not None:
        follow_reason(event.replaces_id, event.reason_id, by=event.by)
