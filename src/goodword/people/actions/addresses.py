"""Which addresses and telephone numbers are a customer's, and which names in mail are theirs."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.db.locks import lock_name
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record
from goodword.core.models import RecordedEvent
from goodword.people.actions.before import check_unchanged, keep_before, kept_before
from goodword.people.actions.describing import locked_customer
from goodword.people.addresses import normalize_address
from goodword.people.events import AddressAdded, AddressPreferred, AddressRemoved, WriterForgotten, WriterLearned
from goodword.people.models import Customer, Identity, IdentityKind
from goodword.people.names import as_remembered
from goodword.people.phones import normalize_phone
from goodword.people.projections import index_people
from goodword.people.queries import home_zone

_MOST_NAMES = 20


@transaction.atomic
def add_address(customer_id: int, *, by: Actor, address: str) -> Identity:
    """The customer also writes from this address, and nobody else does. Raises NotFound, Invalid."""
    return _add(customer_id, by, IdentityKind.EMAIL, checked_address(address), may_share=False)


@transaction.atomic
def share_address(customer_id: int, *, by: Actor, address: str) -> Identity:
    """The customer also writes from this address, whoever else does: from now on the name in the mail says who.

    Raises NotFound, Invalid.
    """
    return _add(customer_id, by, IdentityKind.EMAIL, checked_address(address), may_share=True)


@transaction.atomic
def add_phone(customer_id: int, *, by: Actor, number: str, is_shared: bool = False) -> Identity:
    """The customer can be called at this number; `is_shared`: whoever else can be. Raises NotFound, Invalid."""
    return _add(customer_id, by, IdentityKind.PHONE, checked_phone(number), may_share=is_shared)


def checked_address(address: str) -> str:
    """The address normalized. Raises Invalid for what is none."""
    value = normalize_address(address)
    if not value.partition("@")[0] or "." not in value.partition("@")[2] or len(value.split()) > 1:
        raise Invalid(address=_("Give the whole address, such as odile@example.org."))
    return value


def checked_phone(number: str) -> str:
    """The number normalized; without a prefix it is one of the organization's country. Raises Invalid."""
    value = normalize_phone(number, home_zone())
    if not value:
        raise Invalid(number=_("That is no telephone number. Begin with + and the country's prefix if it is abroad."))
    return value


def _add(customer_id: int, by: Actor, kind: IdentityKind, value: str, *, may_share: bool) -> Identity:
    lock_name(f"identity:{value}")
    customer = locked_customer(customer_id)
    there = Identity.objects.filter(kind=kind, value=value)
    own = there.filter(customer=customer).first()
    if own is not None:
        return own
    shared = check_free(kind, value, may_share=may_share)
    identity = Identity.objects.create(customer=customer, kind=kind, value=value)
    index_people([customer.pk])
    record(AddressAdded(by=by, person_id=customer.pk, identity_id=identity.pk, shared=shared))
    return identity


def check_free(kind: IdentityKind, value: str, *, may_share: bool) -> bool:
    """Whether somebody else has it already. Raises Invalid when it must be theirs alone."""
    taken = Identity.objects.filter(kind=kind, value=value, customer__is_unsure=False).exists()
    if taken and not may_share:
        if kind == IdentityKind.PHONE:
            raise Invalid(number=_("Somebody else has this number. If both do, say that they share it."))
        raise Invalid(address=_("Somebody else writes from this address. If both do, say that they share it."))
    return taken


@transaction.atomic
def remove_address(identity_id: int, *, by: Actor, undoes: int | None = None) -> None:
    """An address or number is not the customer's any more; their letters stay. Raises NotFound, ActionRefused."""
    customer, identity = _locked(identity_id)
    if not customer.identities.exclude(pk=identity_id).exists():
        raise ActionRefused(_("This is the only address. Add the new one first, then remove this one."))
    kept = {name: getattr(identity, name) for name in ("kind", "value", "names", "always", "is_preferred")}
    identity.delete()
    index_people([customer.pk])
    event = record(AddressRemoved(by=by, person_id=customer.pk, identity_id=identity_id, undoes=undoes))
    keep_before(event, **kept)


@transaction.atomic
def restore_address(event: RecordedEvent, *, by: Actor) -> Identity:
    """An address or number that was removed is the customer's again, as it was. Raises NotFound, ActionRefused."""
    customer, kept = locked_customer(event.person_id or 0), kept_before(event)
    lock_name(f"identity:{kept['value']}")
    same = Identity.objects.filter(kind=kept["kind"], value=kept["value"], customer__is_unsure=False)
    check_unchanged(not same.filter(customer=customer).exists())
    preferred = kept["is_preferred"] and not customer.identities.filter(kind=kept["kind"], is_preferred=True).exists()
    shared = same.exists()
    identity = Identity.objects.create(**{**kept, "is_preferred": preferred}, customer=customer)
    index_people([customer.pk])
    record(AddressAdded(by=by, person_id=customer.pk, identity_id=identity.pk, shared=shared, undoes=event.pk))
    return identity


@transaction.atomic
def prefer_address(identity_id: int, *, by: Actor, is_preferred: bool = True, undoes: int | None = None) -> Identity:
    """The customer is best reached here, before their other addresses (or numbers); or no longer. Raises NotFound."""
    customer, identity = _locked(identity_id)
    of_kind = customer.identities.filter(kind=identity.kind)
    before = of_kind.filter(is_preferred=True).values_list("pk", flat=True).first()
    if identity.is_preferred == is_preferred:
        return identity
    of_kind.filter(is_preferred=True).update(is_preferred=False)
    identity.is_preferred = is_preferred
    identity.save(update_fields=["is_preferred"])
    after = identity.pk if is_preferred else None
    record(AddressPreferred(by=by, person_id=customer.pk, before=before, after=after, undoes=undoes))
    return identity


def _locked(identity_id: int) -> tuple[Customer, Identity]:
    """The customer under lock, with whatever is known of them, and the identity."""
    found = Identity.objects.filter(pk=identity_id).values_list("customer_id", flat=True).first()
    customer = locked_customer(found or 0)
    identity = Identity.objects.select_for_update().filter(pk=identity_id, customer=customer).first()
    if identity is None:
        raise NotFound
    return customer, identity


@transaction.atomic
def learn_writer(customer_id: int, *, by: Actor, address: str, name: str, always: bool = False) -> Identity:
    """Mail from the address under this name (with `always`, under any) is the customer's, who then has the address.

    Raises NotFound, Invalid.
    """
    identity = share_address(customer_id, by=by, address=address)
    word = as_remembered(name)
    names = [*identity.names, word][-_MOST_NAMES:] if word and word not in identity.names else identity.names
    if names != identity.names or (always and not identity.always):
        identity.names, identity.always = names, always or identity.always
        identity.save(update_fields=["names", "always"])
        record(WriterLearned(by=by, person_id=customer_id, identity_id=identity.pk, always=always))
    return identity


@transaction.atomic
def forget_writer(customer_id: int, *, by: Actor, address: str, name: str) -> None:
    """Take back what an agent said of a name from this address."""
    value, word = normalize_address(address), as_remembered(name)
    identity = Identity.objects.select_for_update().filter(customer_id=customer_id, value=value).first()
    if identity is None or (word not in identity.names and not identity.always):
        return
    identity.names = [one for one in identity.names if one != word]
    identity.always = False
    identity.save(update_fields=["names", "always"])
    record(WriterForgotten(by=by, person_id=customer_id, identity_id=identity.pk))
