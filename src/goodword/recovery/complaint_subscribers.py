"""What complaints make of what happens: they are acknowledged, answered, and go on where a solution was none."""

from goodword.conversations.events import (
    ConversationNotSpam,
    CustomerChanged,
    ReplyBounced,
    ReplyFailed,
    ReplyUndone,
)
from goodword.conversations.models import Conversation
from goodword.core.actor import ActorKind
from goodword.core.clock import now
from goodword.core.events import Event, on
from goodword.promises.actions.complaining import begin_complaint
from goodword.promises.choices import Release, Target
from goodword.promises.events import PromiseKept, PromiseOwedAgain, PromiseReleased, SolutionRefused, SolutionTold
from goodword.promises.models import Promise
from goodword.recovery.actions.closing_complaints import follow_solution
from goodword.recovery.actions.grievances import withdraw_unless_told
from goodword.recovery.binder.jobs import make_binder
from goodword.recovery.complaint_errors import NotLetGo
from goodword.recovery.complaint_events import ComplaintMarked, ComplaintWithdrawn
from goodword.recovery.complaint_jobs import ACKNOWLEDGED_AFTER, acknowledge
from goodword.recovery.grievance_events import BinderAsked
from goodword.recovery.models import Grievance
from goodword.recovery.projections import follow_customer
from goodword.recovery.queries.complaints import let_go_of, open_complaint


@on(BinderAsked)
def make(event: BinderAsked) -> None:
    """It is made in the background."""
    make_binder.enqueue(binder_id=event.binder_id)


@on(ComplaintWithdrawn)
def forget_grievance(event: ComplaintWithdrawn) -> None:
    """It is no complaint, so that it is no grievance either."""
    for grievance in Grievance.objects.standing().filter(complaint=event.complaint_id):
        withdraw_unless_told(grievance, by=event.by)


@on(ComplaintMarked)
def acknowledge_at_once(event: ComplaintMarked) -> None:
    """The customer is told, after the few seconds in which a slip of the key is taken back."""
    acknowledge.enqueue_later(now() + ACKNOWLEDGED_AFTER, complaint_id=event.complaint_id)


def follow(event: Event) -> None:
    """A solution was told, refused or lost."""
    if event.conversation_id is not None:
        follow_solution(event.conversation_id, by=event.by)


for _kind in (SolutionTold, SolutionRefused, PromiseKept, PromiseOwedAgain, ReplyUndone, ReplyFailed, ReplyBounced):
    on(_kind)(follow)


@on(PromiseReleased)
def let_go_in_their_words_only(event: PromiseReleased) -> None:
    """Nobody of the house lets the day of a complaint go without the customer's words. Raises NotLetGo."""
    if event.by.kind != ActorKind.AGENT or event.reason != Release.CUSTOMER:
        return
    promise = Promise.objects.select_related("conversation").get(pk=event.promise_id)
    if promise.target != Target.COMPLAINT:
        return
    complaint = open_complaint(promise.conversation)
    if complaint is not None and let_go_of(complaint) is None:
        raise NotLetGo


@on(CustomerChanged)
def follow_whose_matter_it_is(event: CustomerChanged) -> None:
    """What was complained of and given there counts for whoever it turned out to be."""
    follow_customer(event.conversation_id or 0, before=event.before, after=event.after)


@on(ConversationNotSpam)
def owe_after_all(event: ConversationNotSpam) -> None:
    """It is no spam: the day of its complaint has run since it came."""
    conversation = Conversation.objects.filter(pk=event.conversation_id or 0).first()
    complaint = open_complaint(conversation) if conversation else None
    if complaint is not None and complaint.message_id is not None:
        begin_complaint(complaint.message_id, by=event.by)
