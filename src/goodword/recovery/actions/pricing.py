"""What a remedy costs: read from its purchase or product, which is held under lock from then on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodword.accounts.models import Organization
from goodword.conversations.models import Conversation
from goodword.core.errors import Invalid
from goodword.core.money import Money
from goodword.recovery.choices import MONEY_KINDS, REFUNDS, RemedyKind
from goodword.recovery.errors import MoreThanPaid, WrongCurrency
from goodword.recovery.models import Product, Purchase


@dataclass(frozen=True, slots=True)
class Priced:
    """What it costs, and of what; `amount` is nothing for what costs nothing that is counted."""

    amount: Money
    purchase: Purchase | None = None
    product: Product | None = None


def priced(
    conversation: Conversation, kind: str, *, amount: Money | None, purchase: int | None, product: int | None
) -> Priced:
    """Raises Invalid naming what needs another look: MoreThanPaid, WrongCurrency, no purchase, no such product."""
    bought = _purchase(conversation, kind, purchase)
    if kind == RemedyKind.COMP_PRODUCT:
        offered = _product(product)
        return Priced(_checked(offered.value, bought), bought, offered)
    if kind not in MONEY_KINDS:
        return Priced(Money(0, bought.currency if bought else _usual_currency()), bought)
    if kind == RemedyKind.FULL_REFUND and bought is not None:
        return Priced(_checked(bought.left, bought), bought)
    if amount is None or amount.minor <= 0:
        raise Invalid(amount=_("Give an amount above zero."))
    return Priced(_checked(amount, bought), bought)


def _checked(amount: Money, bought: Purchase | None) -> Money:
    """All that names a purchase is bounded by it, together."""
    if bought is not None and amount.currency != bought.currency:
        raise WrongCurrency(bought.currency)
    if bought is not None and (bought.left < amount or not amount.minor):
        raise MoreThanPaid(bought.left)
    return amount


def _purchase(conversation: Conversation, kind: str, purchase_id: int | None) -> Purchase | None:
    if purchase_id is None:
        if kind in REFUNDS:
            raise Invalid(purchase=_("Choose what they paid for, or write it down."))
        return None
    own = Purchase.objects.filter(pk=purchase_id, customer=conversation.customer_id)
    if not own.exists():
        raise Invalid(purchase=_("This is not a purchase of theirs. Choose one of theirs, or write it down."))
    return Purchase.objects.locked(purchase_id)


def _product(product_id: int | None) -> Product:
    product = Product.objects.filter(pk=product_id or 0, is_active=True).first()
    if product is None:
        raise Invalid(product=_("The catalogue does not offer this. Choose something of it."))
    return product


def _usual_currency() -> str:
    return Organization.objects.values_list("currency", flat=True).first() or "USD"
