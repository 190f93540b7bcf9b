"""Somebody is added by hand, before they ever wrote."""

from django.db import transaction

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.db.locks import lock_name
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.people.actions.addresses import check_free, checked_address, checked_phone
from goodword.people.actions.companies import create_company, set_company
from goodword.people.actions.describing import checked_name
from goodword.people.events import CustomerAdded
from goodword.people.models import Customer, Identity, IdentityKind
from goodword.people.projections import index_new
from goodword.people.words import sort_name_of


@transaction.atomic
def add_person(
    *,
    by: Actor,
    name: str,
    address: str = "",
    number: str = "",
    is_shared: bool = False,
    company: int | None = None,
    new_company: str = "",
) -> Customer:
    """Somebody new, known by name and however they can be reached; `is_shared`: others have the address or number too.
    `new_company` is the name of an employer that is made with them.

    Everybody who answers customers may know them from now on. Raises Invalid, also for what somebody else has.
    """
    name = checked_name(name)
    identities = _checked(address, number, is_shared=is_shared)
    customer = Customer.objects.create(
        name=name, sort_name=sort_name_of(name), created_at=now(), added_at=now(), added_by_id=by.agent_id
    )
    for kind, value in identities.items():
        Identity.objects.create(customer=customer, kind=kind, value=value)
    emails, numbers = (identities.get(kind, "") for kind in (IdentityKind.EMAIL, IdentityKind.PHONE))
    index_new(customer, [emails] if emails else [], [numbers] if numbers else [])
    record(CustomerAdded(by=by, person_id=customer.pk))
    if new_company.strip():
        company = create_company(by=by, name=new_company).pk
    return set_company(customer.pk, by=by, company=company) if company is not None else customer


def _checked(address: str, number: str, *, is_shared: bool) -> dict[IdentityKind, str]:
    """What they are known by, each free or shared. Raises Invalid with everything that is wrong."""
    found: dict[IdentityKind, str] = {}
    problems: dict[str, object] = {}
    for kind, typed, check in (
        (IdentityKind.EMAIL, address, checked_address),
        (IdentityKind.PHONE, number, checked_phone),
    ):
        if not typed.strip():
            continue
        try:
            value = check(typed)
            lock_name(f"identity:{value}")
            check_free(kind, value, may_share=is_shared)
        except Invalid as refusal:
            problems |= refusal.fields
        else:
            found[kind] = value
    if problems:
        raise Invalid(**{name: str(words) for name, words in problems.items()})
    return found
