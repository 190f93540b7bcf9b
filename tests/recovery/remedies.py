"""What Mara may give to Odile, and what Odile paid; what tests give, and what the ledger must say of it."""

from itertools import count

from django.db.models import Sum

from goodword.accounts.choices import Role
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.giving import Gift
from goodword.recovery.actions.products import ProductFacts, create_product
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.choices import Account, RemedyKind, RemedyState
from goodword.recovery.types import Authority, LedgerEntry, LedgerTransaction, Product, Purchase, Remedy
from tests.cast import Cast

_keys = count(1)


def dollars(amount: float) -> Money:
    return Money(round(amount * 100), "USD")


def let_give(cast: Cast, limit: int = 5_000, **changes: object) -> Authority:
    """Agents may give $50.00 each time, unless changed."""
    grant = {"name": "Agents", "currency": "USD", "limit_minor": limit, "role": Role.AGENT, **changes}
    return create_authority(Grant(**grant), by=Actor.agent(cast.adam.pk))  # type: ignore[arg-type] # as a test wants it


def paid(conversation: Conversation, minor: int = 10_000, **changes: object) -> Purchase:
    """Odile paid $100.00, unless changed."""
    facts = {"reference": f"R-{next(_keys)}", "amount": Money(minor, "USD"), **changes}
    by = Actor.customer(conversation.customer_id)
    return record_purchase(conversation.customer_id, PurchaseFacts(**facts), by=by)  # type: ignore[arg-type] # the same


def offered(cast: Cast, minor: int = 1_200, **changes: object) -> Product:
    facts = {"name": "Soft tape", "value": Money(minor, "USD"), **changes}
    return create_product(ProductFacts(**facts), by=Actor.agent(cast.adam.pk))  # type: ignore[arg-type] # the same


def a_gift(kind: RemedyKind = RemedyKind.CREDIT, minor: int | None = 2_500, **changes: object) -> Gift:
    """A credit of $25.00, unless changed."""
    amount = None if minor is None else Money(minor, "USD")
    gift = {"kind": kind, "key": f"key-{next(_keys)}", "amount": amount, **changes}
    return Gift(**gift)  # type: ignore[arg-type] # the same


def balances() -> dict[tuple[str, str], int]:
    """Of each account and currency, without those at zero."""
    rows = LedgerEntry.objects.values_list("account", "currency").annotate(total=Sum("minor")).order_by()
    return {(account, currency): total for account, currency, total in rows if total}


def check_books() -> None:
    """Each step sums to zero, the accounts say what the remedies say, and no purchase gave more than it cost."""
    steps = LedgerTransaction.objects.values_list("pk", "entries__currency").annotate(total=Sum("entries__minor"))
    assert not [step for step in steps if step[2] != 0], "a step does not sum to zero"
    stand: dict[tuple[str, str], int] = {}
    of_purchases: dict[int, int] = {}
    for remedy in Remedy.objects.given().exclude(amount_minor=0):
        account = Account.GIVEN if remedy.state == RemedyState.SETTLED else Account.RESERVED
        for name, minor in ((account, remedy.amount_minor), (Account.AVAILABLE, -remedy.amount_minor)):
            stand[(name, remedy.currency)] = stand.get((name, remedy.currency), 0) + minor
        if remedy.purchase_id:
            of_purchases[remedy.purchase_id] = of_purchases.get(remedy.purchase_id, 0) + remedy.amount_minor
    assert balances() == {key: minor for key, minor in stand.items() if minor}, "the ledger and the remedies differ"
    for purchase in Purchase.objects.all():
        assert purchase.given_minor == of_purchases.get(purchase.pk, 0) <= purchase.amount_minor
