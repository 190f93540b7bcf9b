"""What stands beside a conversation about the person."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from goodword.conversations.acquaintance import known_people
from goodword.conversations.queries.person import History, history_beside
from goodword.conversations.types import Conversation
from goodword.people.queries import others_at_addresses_of, todays_date
from goodword.people.types import Customer, Representation
from goodword.web.person.record import Record
from goodword.web.person.who import Shown, who_of


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """The person and their other matters that the reader may see."""

    conversation: Conversation
    customer: Customer
    record: Record
    history: History
    sharing: list[Customer] = field(default_factory=list)
    sharing_unknown: int = 0
    representatives: list[Representation] = field(default_factory=list)
    represents: list[Representation] = field(default_factory=list)

    @property
    def sharing_count(self) -> int:
        """How many others use the customer's addresses."""
        return len(self.sharing) + self.sharing_unknown

    @property
    def others(self) -> list[Conversation]:
        return self.history.others

    @property
    def has_more(self) -> bool:
        """There are others than those shown."""
        return self.history.total > len(self.others) + 1


def about(pane: Shown) -> About:
    """The person of a conversation that the reader may read, and those around them whom the reader may know."""
    agent, conversation, who = pane.agent, pane.conversation, who_of(pane)
    customer = conversation.customer
    prefetch_related_objects([customer], "identities")
    sharing = [] if customer.is_unsure else others_at_addresses_of(customer)
    writing, written_for = who.representations, who.written_for
    around = {one.pk for one in sharing} | {row.customer_id for row in written_for}
    known = known_people(agent, around) if around else set()
    today = todays_date() if writing or written_for else None
    return About(
        conversation=conversation,
        customer=customer,
        record=Record(agent, customer, is_panel=True),
        history=history_beside(agent, conversation),
        sharing=[one for one in sharing if one.pk in known],
        sharing_unknown=sum(one.pk not in known for one in sharing),
        representatives=[row for row in writing if today and row.is_valid_on(today)],
        represents=[row for row in written_for if today and row.is_valid_on(today) and row.customer_id in known],
    )
