"""Undo of what was given."""

from goodword.core.actor import Actor
from goodword.core.models import RecordedEvent
from goodword.recovery.actions.settling import take_remedy_back


def take_back(event: RecordedEvent, by: Actor) -> None:
    """The remedy was given by mistake. Raises AlreadyPaid."""
    take_remedy_back(event.data["remedy_id"], by=by, undoes=event.pk)
