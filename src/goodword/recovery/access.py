"""Who sees a remedy, and who may do what with it: whoever may do so with its conversation."""

from goodword.accounts.models import Agent
from goodword.conversations.access import To, conversation_for, visible_conversations
from goodword.core.errors import NotFound
from goodword.recovery.models import Purchase, Remedy, RemedyRequest


def remedy_for(agent: Agent, remedy_id: int, to: To = To.READ) -> Remedy:
    """The only road from a screen to a remedy. Raises NotFound when the agent may not even know of it, NotAllowed when
    they may not do this."""
    remedy = Remedy.objects.select_related("conversation", "purchase", "product").filter(pk=remedy_id).first()
    if remedy is None:
        raise NotFound
    conversation_for(agent, remedy.conversation_id, to)
    return remedy


def request_for(agent: Agent, request_id: int, to: To = To.READ) -> RemedyRequest:
    """The only road to a request; whether they may answer it, its action says. Raises NotFound, NotAllowed."""
    told = (
        "remedy__conversation__customer",
        "remedy__purchase",
        "remedy__product",
        "remedy__reason",
        "asked_by",
        "promise",
    )
    request = RemedyRequest.objects.select_related(*told).filter(pk=request_id).first()
    if request is None:
        raise NotFound
    conversation_for(agent, request.remedy.conversation_id, to)
    return request


def purchase_for(agent: Agent, purchase_id: int) -> Purchase:
    """Whoever may see a matter of the customer's sees what they bought. Raises NotFound."""
    purchase = Purchase.objects.select_related("customer").filter(pk=purchase_id).first()
    if purchase is None or not visible_conversations(agent).filter(customer=purchase.customer_id).exists():
        raise NotFound
    return purchase
