"""Who may give what, in a matter of Odile's."""

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.types import Authority, Purchase
from tests.cast import Cast


@pytest.fixture
def authority(cast: Cast) -> Authority:
    """Everybody may give 50 dollars each time, 500 in 30 days."""
    grant = Grant(name="Everybody", currency="USD", limit_minor=5000, budget_minor=50000)
    return create_authority(grant, by=Actor.agent(cast.olive.pk))


@pytest.fixture
def purchase(cast: Cast, conversation: Conversation) -> Purchase:
    facts = PurchaseFacts(reference="R-1042", amount=Money(8000, "USD"), what="Dressings")
    return record_purchase(conversation.customer_id, facts, by=Actor.agent(cast.mara.pk))
