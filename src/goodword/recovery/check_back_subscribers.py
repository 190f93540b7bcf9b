"""After a complaint is closed its customer is asked how it was, once, by the desk itself.

Closed is the moment, not the solution told: by then there is a fix for the person (or a "no" with its outside route),
the cause has an owner, and it has a result that can be judged. The delay leaves time for a closing to be taken back,
and for what was promised to arrive.
"""

from datetime import timedelta

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.events import on
from goodword.core.guards import before
from goodword.core.jobs import job
from goodword.listening.actions.asking import About, ask_back
from goodword.listening.errors import NotWhileComplaining
from goodword.listening.queries import check_back_settings
from goodword.recovery.complaint_choices import Result, Stage
from goodword.recovery.complaint_events import ComplaintClosed
from goodword.recovery.models import Complaint

KIND = "complaint"
_JUDGED = (Result.REMEDIED, Result.EXPLAINED, Result.REJECTED)


@on(ComplaintClosed)
def ask_later(event: ComplaintClosed) -> None:
    """Not about what the customer let go."""
    settings = check_back_settings()
    if settings.is_on and event.result in _JUDGED:
        check_back.enqueue_later(now() + timedelta(hours=settings.delay_hours), complaint_id=event.complaint_id)


@job(queue="mail", priority=-10, unique="check-back-{complaint_id}")
def check_back(*, complaint_id: int) -> None:
    """Ask the customer, unless the complaint is open again, or was none."""
    rows = Complaint.objects.standing().filter(stage=Stage.CLOSED, result__in=_JUDGED, erased_at__isnull=True)
    complaint = rows.filter(pk=complaint_id).select_related("conversation").first()
    if complaint is None:
        return
    agent = complaint.owner_id or complaint.conversation.assignee_id or complaint.closed_by_id
    about = About(kind=KIND, id=complaint.pk, answers=complaint.message_id, agent=agent)
    ask_back(complaint.conversation_id, about)


@before(ask_back)
def no_complaint_is_open(conversation: Conversation, *, by: Actor) -> None:  # noqa: ARG001 (the desk asks)
    """Raises NotWhileComplaining."""
    if Complaint.objects.open().filter(customer=conversation.customer_id).exists():
        raise NotWhileComplaining
