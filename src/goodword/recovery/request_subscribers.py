"""What follows for what was asked for when whoever was asked cannot answer any more."""

from goodword.accounts.events import AgentAdded, AgentRestored, AgentRoleChanged, AgentSuspended
from goodword.core.events import on
from goodword.recovery.actions.asking import put_to_another
from goodword.recovery.choices import RequestAnswer
from goodword.recovery.models import RemedyRequest


def ask_somebody_else(event: AgentSuspended | AgentRoleChanged) -> None:
    """Somebody left, or leads no more: what waits for their answer is put to the next who may."""
    waiting = RemedyRequest.objects.filter(approver=event.agent_id, answer=RequestAnswer.NONE).order_by("pk")
    for request_id in waiting.values_list("pk", flat=True):
        put_to_another(request_id, by=event.by)


def ask_who_can_now(event: AgentAdded | AgentRestored | AgentRoleChanged) -> None:
    """Somebody came, or leads now: what nobody could answer so far is put to the first who may."""
    waiting = RemedyRequest.objects.filter(approver=None, answer=RequestAnswer.NONE).order_by("pk")
    for request_id in waiting.values_list("pk", flat=True):
        put_to_another(request_id, by=event.by)


on(AgentSuspended)(ask_somebody_else)
on(AgentRoleChanged)(ask_somebody_else)
on(AgentAdded)(ask_who_can_now)
on(AgentRestored)(ask_who_can_now)
on(AgentRoleChanged)(ask_who_can_now)
