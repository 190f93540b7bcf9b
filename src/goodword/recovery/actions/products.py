"""The catalogue of what can be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.accounts.models import Organization
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.money import MOST_MINOR, Money, is_currency
from goodword.recovery.events import ProductChanged, ProductCreated
from goodword.recovery.models import Product

LONGEST_NAME, LONGEST_DETAILS = 120, 300


@dataclass(frozen=True, kw_only=True, slots=True)
class ProductFacts:
    """A product and what it is worth."""

    name: str
    value: Money
    details: str = ""
    is_active: bool = True

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if not self.name.strip():
            raise Invalid(name=_("Give the product a name."))
        if len(self.name) > LONGEST_NAME or len(self.details) > LONGEST_DETAILS:
            raise Invalid(name=_("That is too long."))
        if not 0 <= self.value.minor <= MOST_MINOR:
            raise Invalid(amount=_("Say what it is worth; zero if nothing."))
        if not is_currency(self.value.currency):
            raise Invalid(currency=_("Choose a currency."))

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "name": " ".join(self.name.split()),
            "details": " ".join(self.details.split()),
            "value_minor": self.value.minor,
            "currency": self.value.currency,
            "is_active": self.is_active,
        }


@transaction.atomic
def create_product(facts: ProductFacts, *, by: Actor) -> Product:
    """Offer something more, after what there is. The very same twice is once. Raises NotAllowed, Invalid."""
    check_administers(by)
    facts.check()
    Organization.objects.select_for_update().first()  # the same form sent twice
    known = Product.objects.filter(**facts.columns).first()
    if known is not None:
        return known
    last = Product.objects.order_by("-position").values_list("position", flat=True).first()
    product = Product.objects.create(position=0 if last is None else last + 1, **facts.columns)
    record(ProductCreated(by=by, **_told(product)))
    return product


@transaction.atomic
def change_product(product_id: int, facts: ProductFacts, *, by: Actor) -> Product:
    """Another name or value, or offered no longer; what was given of it keeps its value of then.

    Raises NotFound, NotAllowed, Invalid.
    """
    check_administers(by)
    facts.check()
    product = Product.objects.select_for_update().filter(pk=product_id).first()
    if product is None:
        raise NotFound
    if any(getattr(product, name) != value for name, value in facts.columns.items()):
        product.change(**facts.columns)
        record(ProductChanged(by=by, **_told(product)))
    return product


@transaction.atomic
def order_products(product_ids: Sequence[int], *, by: Actor) -> None:
    """Put the catalogue in this order. Raises NotAllowed, Invalid where it is not all of it."""
    check_administers(by)
    known = {product.pk: product for product in Product.objects.select_for_update()}
    if sorted(product_ids) != sorted(known):
        raise Invalid(_("Somebody changed the catalogue meanwhile. Look at it again."))
    for place, one in enumerate(product_ids):
        if known[one].position != place:
            known[one].change(position=place)
            record(ProductChanged(by=by, **_told(known[one])))


def _told(product: Product) -> dict[str, Any]:
    return {"product_id": product.pk, "minor": product.value_minor, "currency": product.currency}
