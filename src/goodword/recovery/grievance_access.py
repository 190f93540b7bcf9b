"""Who may have a binder made, and take it."""

from goodword.accounts.access import check_administers
from goodword.accounts.models import Agent
from goodword.conversations.access import To, conversation_for
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.recovery.models import Binder


def binder_for(agent: Agent, binder_id: int) -> Binder:
    """The only road to a binder: for who asked for it, while they may see what it is about; one of a period is for
    administrators. Raises NotFound, NotAllowed."""
    binder = Binder.objects.select_related("complaint", "blob").filter(pk=binder_id).first()
    if binder is None or not (binder.asked_by_id == agent.pk or agent.administers):
        raise NotFound
    if binder.complaint is not None:
        conversation_for(agent, binder.complaint.conversation_id, To.READ)
    else:
        check_administers(Actor.agent(agent.pk))
    return binder
