"""Which service policy a conversation falls under."""

from django.db.models import Q, QuerySet

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation, ConversationQuerySet
from goodword.conversations.search.asking import narrowing
from goodword.core.query import QueryError
from goodword.promises.models import ServicePolicy


def the_house() -> Agent:
    """Whoever asks for the house: a reader who sees everything and is nobody."""
    return Agent(pk=0, role=Role.OWNER, name="", is_active=False)


def condition_of(policy: ServicePolicy) -> Q:
    """What a conversation must meet. Raises QueryError for a condition that means nothing (any more)."""
    return narrowing(the_house(), policy.condition) if policy.condition.strip() else Q()


def meets(policy: ServicePolicy, conversation_id: int) -> bool:
    """Whether the conversation falls under this policy's condition; under none that means nothing."""
    if not policy.condition.strip():
        return True
    try:
        condition = condition_of(policy)
    except QueryError:
        return False
    return Conversation.objects.filter(condition, pk=conversation_id).exists()


def active_policies() -> QuerySet[ServicePolicy]:
    """Those that promise something, the first one first, with their targets."""
    return ServicePolicy.objects.filter(is_active=True).prefetch_related("targets").order_by("position", "id")


def policy_for(conversation_id: int) -> ServicePolicy | None:
    """The first active policy whose condition the conversation meets."""
    return next((policy for policy in active_policies() if meets(policy, conversation_id)), None)


def open_under(policy: ServicePolicy) -> ConversationQuerySet:
    """The open conversations that meet the policy's condition, whether or not another comes first. Raises
    QueryError."""
    return Conversation.objects.wanted().filter(condition_of(policy), state__in=[State.OPEN, State.SNOOZED])
