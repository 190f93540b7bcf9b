"""What stands beside a conversation about the person."""

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.conversations.models import Conversation
from goodword.people.models import Customer

SHOWN = 20


def other_conversations(agent: Agent, customer: Customer, except_number: int) -> list[Conversation]:
    """The customer's other matters that the agent may see, newest first, at most SHOWN."""
    rows = visible_conversations(agent).filter(customer=customer).exclude(pk=except_number)
    return list(rows.order_by("-last_message_at", "-id")[:SHOWN])
