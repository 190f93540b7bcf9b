"""Complaints: of a conversation, of a customer, and what one still needs."""

from django.db.models import QuerySet

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.conversations.choices import Delivery, Direction, MadeBy
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import NEVER
from goodword.core.models import RecordedEvent
from goodword.promises.choices import Settled, Target
from goodword.promises.events import SolutionRefused
from goodword.promises.models import Promise
from goodword.recovery.complaint_choices import Agreed, Fix, Result
from goodword.recovery.complaint_events import DeclineTold
from goodword.recovery.missing import Missing
from goodword.recovery.models import (
    Complaint,
    ComplaintDecline,
    ComplaintLetGo,
    ComplaintRestatement,
    Contribution,
    CorrectiveAction,
    OutsideRoute,
)
from goodword.recovery.queries.grievances import lacks_notice

MOST_SHOWN = 20


def open_complaint(conversation: Conversation) -> Complaint | None:
    """The complaint of the conversation that is not closed."""
    found = Complaint.objects.open().filter(conversation=conversation).select_related("owner", "message").first()
    if found is not None:
        found.conversation = conversation
    return found


def latest_complaint(conversation: Conversation) -> Complaint | None:
    """The open complaint of the conversation, else the last that was closed."""
    rows = Complaint.objects.standing().filter(conversation=conversation).select_related("owner", "message")
    found = sorted(rows, key=lambda one: (one.is_open, one.pk))[-1:]
    for complaint in found:
        complaint.conversation = conversation
    return found[0] if found else None


def complaints_of(customer_id: int, reader: Agent) -> list[Complaint]:
    """What a customer complained of in conversations that the reader may see, the latest first, at most 20."""
    rows = Complaint.objects.standing().filter(customer=customer_id).select_related("conversation")
    seen = rows.filter(conversation__in=visible_conversations(reader).values("pk"))
    return list(seen.order_by("-said_at", "-id")[:MOST_SHOWN])


def promise_of(complaint: Complaint) -> Promise | None:
    """What is owed for it, or was."""
    rows = Promise.objects.standing().filter(conversation=complaint.conversation_id, target=Target.COMPLAINT)
    return rows.filter(began_at__gte=complaint.said_at).order_by("id").last()


def is_answered(complaint: Complaint) -> bool:
    """A solution was told and stands, or it was put right, or they let it go. Another time is no answer yet."""
    promise = promise_of(complaint)
    while promise is not None and promise.settled == Settled.RENEGOTIATED:
        promise = promise.successor
    return promise is None or promise.settled != Settled.NOT or promise.due_at >= NEVER


def restatements_of(complaint: Complaint) -> list[ComplaintRestatement]:
    """What we understood, the latest first."""
    rows = complaint.restatements.select_related("agent", "correction__body")
    return list(rows.order_by("-id"))


def corrective_actions_of(complaint: Complaint) -> list[CorrectiveAction]:
    """What was and will be put right, in order."""
    rows = complaint.corrective_actions.filter(withdrawn_at__isnull=True)
    return list(rows.select_related("agent", "promise__owner", "promise__owner_team").order_by("id"))


def let_go_of(complaint: Complaint) -> ComplaintLetGo | None:
    """That the customer lets it go, in their words; None where they do not."""
    return ComplaintLetGo.objects.filter(complaint=complaint, taken_back_at__isnull=True).first()


def letters_since(complaint: Complaint) -> QuerySet[Message]:
    """What the customer wrote after the letter that complains, the latest first."""
    theirs = Message.objects.filter(conversation=complaint.conversation_id, direction=Direction.IN, is_automatic=False)
    later = theirs.filter(at__gte=complaint.said_at).exclude(pk=complaint.message_id or 0)
    return later.select_related("body").order_by("-at", "-id")


def we_wrote_since(complaint: Complaint) -> bool:
    """Whether somebody of us wrote to the customer since they complained."""
    ours = Message.objects.filter(conversation=complaint.conversation_id, direction=Direction.OUT)
    sent = ours.exclude(made_by=MadeBy.DESK).exclude(delivery__in=[Delivery.FAILED, Delivery.BOUNCED])
    return sent.filter(at__gte=complaint.said_at).exists()


def latest_decline(complaint: Complaint) -> ComplaintDecline | None:
    """The last time that somebody wanted to decline."""
    rows = complaint.declines.select_related("asked_by", "answered_by", "promise__owner", "promise__owner_team")
    return rows.order_by("-id").first()


def outside_route() -> OutsideRoute:
    """Where customers can complain further; empty until somebody says so."""
    return OutsideRoute.objects.filter(pk=1).first() or OutsideRoute(pk=1)


def what_is_missing(complaint: Complaint, result: Result = Result.NONE) -> list[Missing]:
    """What it needs before it can be closed with that result; without one, before it could be as put right."""
    fixes = {one.fix for one in corrective_actions_of(complaint) if one.fix != Fix.PERSON or one.done_at}
    needs = {
        Missing.CONFIRMED: not complaint.is_confirmed,
        Missing.SEVERITY: result != Result.WITHDRAWN and not complaint.severity,
        Missing.SOLUTION: result != Result.WITHDRAWN and not is_answered(complaint),
        Missing.PERSON: result not in {Result.REJECTED, Result.WITHDRAWN} and Fix.PERSON not in fixes,
        Missing.CAUSE: not fixes & {Fix.CAUSE, Fix.NO_CHANGE},
        Missing.CONTRIBUTION: result != Result.WITHDRAWN and complaint.is_serious and not _is_contributed(complaint),
        Missing.NOTICE: lacks_notice(complaint),
        Missing.DECLINE: result == Result.REJECTED and not is_told_no(complaint, latest_decline(complaint)),
        Missing.LET_GO: result == Result.WITHDRAWN and let_go_of(complaint) is None,
        Missing.RESULT: result == Result.NONE,
    }
    return [one for one, is_missing in needs.items() if is_missing]


def contribution_of(complaint: Complaint) -> Contribution | None:
    """What led to it, our own part first; None while nobody has written it."""
    return Contribution.objects.select_related("writer").filter(complaint=complaint).first()


def _is_contributed(complaint: Complaint) -> bool:
    contribution = contribution_of(complaint)
    return contribution is not None and contribution.is_written


def is_told_no(complaint: Complaint, decline: ComplaintDecline | None) -> bool:
    """Somebody else agreed, and the letter with the way outside stands: refused, it is told once more."""
    if decline is None or decline.agreed != Agreed.AGREED or decline.told_in_id is None:
        return False
    kinds = [DeclineTold.kind, SolutionRefused.kind]
    rows = RecordedEvent.objects.filter(conversation_id=complaint.conversation_id, kind__in=kinds).order_by("-pk")
    return rows.values_list("kind", flat=True).first() == DeclineTold.kind
