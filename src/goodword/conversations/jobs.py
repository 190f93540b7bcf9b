"""What conversations do later."""

from datetime import timedelta

from goodword.conversations.actions.matters import forget_done_before
from goodword.conversations.actions.planning import leave_as_planned
from goodword.conversations.actions.snoozing import wake_in_time
from goodword.conversations.choices import DraftKind
from goodword.conversations.matter_links import FORM_LASTS
from goodword.conversations.models import Conversation, Draft
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.jobs import Discard, job
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob

_LATE = timedelta(minutes=5)
_MOST_AT_ONCE = 1000


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


@job(queue="mail", priority=10, unique="wake-{number}")
def wake_snoozed(*, number: int) -> None:
    """Wake a conversation whose time has come; if it was given a later one, come again then."""
    try:
        conversation = wake_in_time(number)
    except NotFound as gone:
        raise Discard("the conversation is gone") from gone
    if conversation.snoozed_until is not None:
        wake_snoozed.enqueue_later(conversation.snoozed_until, number=number)


@job(queue="mail")
def resume_waking() -> None:
    """Wake conversations that overslept, since their job was given up or lost."""
    late = Conversation.objects.filter(snoozed_until__isnull=False, snoozed_until__lt=now() - _LATE)
    for number in late.order_by("snoozed_until", "pk").values_list("pk", flat=True)[:_MOST_AT_ONCE]:
        wake_in_time(number)


@job(priority=-10)
def forget_forms() -> None:
    """Forget which forms of customers' pages were sent: those pages were opened so long ago that none is taken."""
    forget_done_before(now() - FORM_LASTS)
