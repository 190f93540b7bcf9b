"""Which addresses a customer writes from, and which names in mail are theirs."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.db.locks import lock_name
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record
from goodword.people.actions.describing import locked_customer
from goodword.people.addresses import normalize_address
from goodword.people.events import AddressAdded, AddressRemoved, WriterForgotten, WriterLearned
from goodword.people.models import Identity, IdentityKind
from goodword.people.names import as_remembered

_MOST_NAMES = 20


@transaction.atomic
def add_address(customer_id: int, *, by: Actor, address: str) -> Identity:
    """The customer also writes from this address, and nobody else does. Raises NotFound, Invalid."""
    return _add(customer_id, by, address, may_share=False)


@transaction.atomic
def share_address(customer_id: int, *, by: Actor, address: str) -> Identity:
    """The customer also writes from this address, whoever else does: from now on the name in the mail says who.

    Raises NotFound, Invalid.
    """
    return _add(customer_id, by, address, may_share=True)


def _add(customer_id: int, by: Actor, address: str, *, may_share: bool) -> Identity:
    value = normalize_address(address)
    if not value.partition("@")[0] or "." not in value.partition("@")[2] or len(value.split()) > 1:
        raise Invalid(address=_("Give the whole address, such as odile@example.org."))
    lock_name(f"identity:{value}")
    customer = locked_customer(customer_id)
    there = Identity.objects.filter(kind=IdentityKind.EMAIL, value=value)
    own = there.filter(customer=customer).first()
    if own is not None:
        return own
    shared = there.filter(customer__is_unsure=False).exists()
    if shared and not may_share:
        raise Invalid(address=_("Somebody else writes from this address. If both do, say that they share it."))
    identity = Identity.objects.create(customer=customer, kind=IdentityKind.EMAIL, value=value)
    record(AddressAdded(by=by, person_id=customer.pk, identity_id=identity.pk, shared=shared))
    return identity


@transaction.atomic
def remove_address(identity_id: int, *, by: Actor) -> None:
    """The customer does not write from this address any more; their letters stay. Raises NotFound, ActionRefused."""
    identity = Identity.objects.select_for_update().filter(pk=identity_id).first()
    if identity is None:
        raise NotFound
    if not Identity.objects.filter(customer=identity.customer_id).exclude(pk=identity_id).exists():
        raise ActionRefused(_("This is the only address. Add the new one first, then remove this one."))
    identity.delete()
    record(AddressRemoved(by=by, person_id=identity.customer_id, identity_id=identity_id))


@transaction.atomic
def learn_writer(customer_id: int, *, by: Actor, address: str, name: str, always: bool = False) -> Identity:
    """Mail from the address under this name (with `always`, under any) is the customer's, who then has the address.

    Raises NotFound, Invalid.
    """
    identity = _add(customer_id, by, address, may_share=True)
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
