"""What conversations do later."""

from goodword.conversations.actions.planning import leave_as_planned
from goodword.conversations.models import Draft
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.jobs import Discard, job


@job(queue="mail", priority=20, unique="planned-{draft_id}")
def send_planned(*, draft_id: int) -> None:
    """Send a reply whose time has come; if it was given a later one, come again then."""
    try:
        message = leave_as_planned(draft_id)
    except NotFound as gone:
        raise Discard("cancelled, held back or sent") from gone
    if message is None:
        leaves_at = Draft.objects.filter(pk=draft_id).values_list("leaves_at", flat=True).first()
        send_planned.enqueue_later(leaves_at or now(), draft_id=draft_id)
