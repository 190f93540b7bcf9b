"""What happened, as the event table tells it."""

from goodword.core.models import RecordedEvent


def kinds(conversation_id: int) -> list[str]:
    """The kinds of a conversation's events, oldest first."""
    rows = RecordedEvent.objects.filter(conversation_id=conversation_id).order_by("id")
    return list(rows.values_list("kind", flat=True))


def last_event(kind: str) -> RecordedEvent:
    return RecordedEvent.objects.filter(kind=kind).latest("id")


def recorded(kind: str) -> list[RecordedEvent]:
    """All events of the kind, oldest first."""
    return list(RecordedEvent.objects.filter(kind=kind).order_by("id"))
