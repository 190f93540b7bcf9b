"""Recognizing who writes."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.db.locks import lock_name
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.people.addresses import name_from_address, normalize_address
from goodword.people.events import CustomerMet
from goodword.people.models import Customer, Identity, IdentityKind


@transaction.atomic
def recognize_customer(*, address: str, name: str = "", language: str = "") -> Customer:
    """The customer who has this e-mail address; a new one if nobody has.

    A name is taken over only while we know the person by address alone. Raises Invalid without an address.
    """
    value = normalize_address(address)
    if "@" not in value:
        raise Invalid(address=_("An e-mail address is needed."))
    lock_name(f"identity:{value}")
    identity = Identity.objects.select_related("customer").filter(kind=IdentityKind.EMAIL, value=value).first()
    if identity is None:
        return _meet(value, name, language)
    customer = identity.customer
    if name and customer.name == name_from_address(value) != name:
        customer.name = name[:200]
        customer.save(update_fields=["name"])
    return customer


def _meet(value: str, name: str, language: str) -> Customer:
    customer = Customer.objects.create(
        name=(name or name_from_address(value))[:200], language=language, created_at=now()
    )
    Identity.objects.create(customer=customer, kind=IdentityKind.EMAIL, value=value)
    record(CustomerMet(by=SYSTEM, person_id=customer.pk))
    return customer
