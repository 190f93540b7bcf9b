"""Recognizing who writes."""

from collections.abc import Sequence

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
from goodword.people.projections import index_new, index_people
from goodword.people.queries import people_at
from goodword.people.recognition import Known, is_name, who_writes
from goodword.people.search import index_person
from goodword.people.words import sort_name_of


@transaction.atomic
def recognize_customer(*, address: str, name: str = "", language: str = "", among: Sequence[int] = ()) -> Customer:
    """Who writes from this e-mail address; a new customer if nobody has it.

    Several people may share it: the thread decides (`among`, the customers whose conversations the mail continues),
    then the name. Where neither does, the writer is met as somebody new, `is_unsure`, with no history, until an agent
    says who it is. A name is taken over only while we know the person by address alone. Raises Invalid without an
    address.
    """
    value = normalize_address(address)
    if "@" not in value:
        raise Invalid(address=_("An e-mail address is needed."))
    lock_name(f"identity:{value}")
    people = {identity.customer_id: identity for identity in people_at(value)}
    writer = who_writes(address=value, name=name, known=[_known(one) for one in people.values()], thread=among)
    if writer.customer_id is None:
        return _meet(value, name if is_name(name, value) else "", language, is_unsure=writer.is_unsure)
    customer = people[writer.customer_id].customer
    if customer.name == name_from_address(value) != name and is_name(name, value):
        customer.change(name=name[:200], sort_name=sort_name_of(name[:200]))
        index_people([customer.pk])
        index_person(customer.pk)
    return customer


def _known(identity: Identity) -> Known:
    customer = identity.customer
    return Known(customer.pk, customer.name, identity.names, identity.always, customer.is_unsure)


def _meet(value: str, name: str, language: str, *, is_unsure: bool) -> Customer:
    called = (name or name_from_address(value))[:200]
    customer = Customer.objects.create(
        name=called, sort_name=sort_name_of(called), language=language, is_unsure=is_unsure, created_at=now()
    )
    Identity.objects.create(customer=customer, kind=IdentityKind.EMAIL, value=value)
    index_new(customer, [value])
    record(CustomerMet(by=SYSTEM, person_id=customer.pk, unsure=is_unsure))
    return customer
