"""What conversations do later."""

from datetime import timedelta

from goodword.conversations.actions.planning import leave_as_planned
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Draft
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.jobs import Discard, job
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob

_LATE = timedelta(minutes=5)


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


@job(queue="mail")
def resume_planned() -> None:
    """Enqueue planned replies that should have left though no job will send them: theirs was given up, or lost."""
    jobs = QueuedJob.objects.filter(name=send_planned.module_path, state__in=(JobState.READY, JobState.RUNNING))
    under_way = set(jobs.values_list("unique_key", flat=True))
    late = Draft.objects.filter(kind=DraftKind.PLANNED, leaves_at__lt=now() - _LATE)
    for draft_id in late.order_by("leaves_at", "pk").values_list("pk", flat=True):
        if send_planned.unique_key([], {"draft_id": draft_id}) not in under_way:
            send_planned.enqueue(draft_id=draft_id)
