"""Somebody calls, or stands at the counter, whom we do not know yet."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.queries import organization
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.people.events import CustomerMet
from goodword.people.models import Customer, Identity, IdentityKind
from goodword.people.phones import normalize_phone
from goodword.people.projections import index_new
from goodword.people.words import sort_name_of


@transaction.atomic
def meet_customer(*, by: Actor, name: str, phone: str = "") -> Customer:
    """A person of whom we know the name, and the telephone number if they gave one; whoever else has it, too.

    Raises Invalid without a name, or for what is no number.
    """
    called = " ".join(name.split())[:200]
    if not called:
        raise Invalid(name=_("Give their name, or what they should be called."))
    house = organization()
    number = normalize_phone(phone, house.time_zone if house else "UTC") if phone.strip() else ""
    if phone.strip() and not number:
        raise Invalid(phone=_("This is no telephone number. Leave it empty if you do not have it."))
    customer = Customer.objects.create(name=called, sort_name=sort_name_of(called), created_at=now())
    if number:
        Identity.objects.create(customer=customer, kind=IdentityKind.PHONE, value=number)
    index_new(customer, numbers=[number] if number else [])
    record(CustomerMet(by=by, person_id=customer.pk))
    return customer
