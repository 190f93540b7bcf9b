"""What stands beside a conversation about the person."""

from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language

from goodword.accounts.types import Agent
from goodword.conversations.queries.person import SHOWN, other_conversations
from goodword.conversations.types import Conversation
from goodword.people.queries import addresses_of
from goodword.people.types import Customer


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """The person and their other matters that the reader may see."""

    conversation: Conversation
    customer: Customer
    addresses: list[str]
    others: list[Conversation]

    @property
    def open_count(self) -> int:
        """How many are open, this one and those shown together."""
        return sum(one.is_open for one in (self.conversation, *self.others))

    @property
    def language(self) -> str:
        """The customer's language, in the words of the reader's; empty when we do not know it."""
        code = self.customer.language
        return Locale.parse(code, sep="-").get_display_name(get_language() or "en") or code if code else ""

    @property
    def has_more(self) -> bool:
        return len(self.others) >= SHOWN


def about(agent: Agent, conversation: Conversation) -> About:
    """The person of a conversation that the agent may read."""
    return About(
        conversation=conversation,
        customer=conversation.customer,
        addresses=addresses_of(conversation.customer),
        others=other_conversations(agent, conversation.customer, conversation.pk),
    )
