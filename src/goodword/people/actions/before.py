"""What was before a change of a person's record, kept beside the event, which holds no words: so it can be undone."""

from typing import Any

from django.utils.translation import gettext as _

from goodword.core.errors import ActionRefused
from goodword.core.models import RecordedEvent
from goodword.people.models import Before


def keep_before(event: RecordedEvent, **values: Any) -> None:
    """Keep what the event changed; gone with the person."""
    if event.person_id is not None:
        Before.objects.create(customer_id=event.person_id, event_id=event.pk, values=values)


def kept_before(event: RecordedEvent) -> dict[str, Any]:
    """What the event changed. Raises ActionRefused when it was not kept."""
    kept = Before.objects.filter(event_id=event.pk).first()
    if kept is None:
        raise ActionRefused(_("This cannot be undone."))
    values: dict[str, Any] = kept.values
    return values


def check_unchanged(is_as_left: bool) -> None:  # noqa: FBT001 (a sentence: check that it is unchanged)
    """Raises ActionRefused when somebody changed it since."""
    if not is_as_left:
        raise ActionRefused(_("Somebody changed this since. Look again before you change it back."))
