"""What the agency may give to put matters right, what customers bought, and one request that waits."""

from collections.abc import Mapping
from datetime import timedelta

from goodword.accounts.choices import Role
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.giving import Gift
from goodword.recovery.actions.outside_routes import change_outside_route
from goodword.recovery.actions.products import ProductFacts, create_product
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.choices import RemedyKind

ASKED_BEFORE = timedelta(minutes=10)
USD = "USD"
BOUGHT = 3  # customers


def plant_authorities(teams: Mapping[str, int], by: Actor) -> None:
    """Agents may give a little, those of Billing more, leads much; and a small catalogue."""
    for grant in (
        Grant(
            name="Billing", role=Role.AGENT, team=teams["Billing"], currency=USD, limit_minor=7500, budget_minor=100000
        ),
        Grant(
            name="Agents", role=Role.AGENT, currency=USD, limit_minor=5000, budget_minor=50000, customer_cap_minor=10000
        ),
        Grant(name="Leads", role=Role.LEAD, currency=USD, limit_minor=25000, budget_minor=500000),
    ):
        create_authority(grant, by=by)
    for name, minor in (("Box of dressings", 5040), ("Spacer for an inhaler", 1850), ("Taxi to the clinic", 3000)):
        create_product(ProductFacts(name=name, value=Money(minor, USD)), by=by)
    change_outside_route(by=by, name="State Health Ombudsman", address="12 Capitol Square, Albany", link="")


def plant_request(agents: Mapping[str, int]) -> None:
    """Some customers of Billing bought something, and Inés asks for more than she may give for one of them."""
    ines = Actor.agent(agents["Inés Valcárcel"])
    rows = Conversation.objects.filter(team__name="Billing", is_spam=False).order_by("-last_message_at")
    bought: list[tuple[int, int]] = []
    for place, conversation in enumerate(rows.select_related("customer")[:BOUGHT]):
        facts = PurchaseFacts(reference=f"W-{4417 + place}", amount=Money(12400 + 900 * place, USD), what="Home visit")
        bought.append((conversation.pk, record_purchase(conversation.customer_id, facts, by=ines).pk))
    for number, purchase in bought[:1]:
        gift = Gift(kind=RemedyKind.FULL_REFUND, key="demo-request", purchase=purchase, words=_WORDS)
        ask_for_remedy(number, gift, by=ines, because="We charged twice, and it took us a week to see it.")


_WORDS = "I am sorry. You paid for a visit that did not happen, and you had to tell us twice."
