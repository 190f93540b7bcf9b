"""Which service policy a conversation falls under."""

from django.db.models import Q, QuerySet

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation, ConversationQuerySet
from goodword.conversations.search.asking import narrowing
from goodword.core.query import Filter, QueryError, leaves, parse
from goodword.core.search.terms import TERMS
from goodword.core.search.words import fold
from goodword.promises.models import ServicePolicy

_OF_WHO_READS = {
    *((name, value) for name in ("is",) for value in ("mine", "mio", "mia", "unread", "sinleer", "noleido")),
    *((name, value) for name in ("assignee", "promise") for value in ("me", "yo", "mine", "mia")),
}


def the_house() -> Agent:
    """Whoever asks for the house: a reader who sees everything and is nobody."""
    return Agent(pk=0, role=Role.OWNER, name="", is_active=False)


def condition_of(policy: ServicePolicy) -> Q:
    """What a conversation must meet. Raises QueryError for a condition that means nothing (any more)."""
    return narrowing(the_house(), policy.condition, is_typed=False) if policy.condition.strip() else Q()


def asks_who_reads(condition: str) -> bool:
    """Whether the condition is about whoever reads, such as `is:mine`: a policy counts whoever looks. Raises
    QueryError."""
    filters = [leaf for leaf, _wanted in leaves(parse(condition, TERMS)) if isinstance(leaf, Filter)]
    return any((leaf.name, fold(leaf.value.strip())) in _OF_WHO_READS for leaf in filters)


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
