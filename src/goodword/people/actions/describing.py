"""What we know of a customer, corrected by those who serve them."""

from babel import Locale
from babel.core import UnknownLocaleError
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.people.events import CustomerConfirmed, CustomerDescribed, CustomerRenamed
from goodword.people.models import Customer

# Spoken and signed languages that the list of the world's locales does not name.
_FURTHER_LANGUAGES = frozenset({"ase", "bfi", "gsg", "fsl", "ssp"})


def locked_customer(customer_id: int) -> Customer:
    """The customer, under lock until the transaction ends. Raises NotFound."""
    customer = Customer.objects.select_for_update(of=("self",)).filter(pk=customer_id).first()
    if customer is None:
        raise NotFound
    return customer


@transaction.atomic
def rename_customer(customer_id: int, *, by: Actor, name: str) -> Customer:
    """Call the customer by another name, here and in every letter to come. Raises NotFound, Invalid."""
    customer = locked_customer(customer_id)
    name = " ".join(name.split())[:200]
    if not name:
        raise Invalid(name=_("Give a name."))
    if name != customer.name:
        customer.change(name=name)
        record(CustomerRenamed(by=by, person_id=customer.pk))
    return customer


@transaction.atomic
def describe_customer(
    customer_id: int,
    *,
    by: Actor,
    language: str,
    interpreter_language: str,
    interpreter_note: str = "",
    pronouns: str = "",
    pronunciation: str = "",
) -> Customer:
    """Which language they write, whether they need an interpreter, how they are spoken of. Raises NotFound, Invalid."""
    customer = locked_customer(customer_id)
    _check_language(language=language)
    _check_language(interpreter_language=interpreter_language)
    columns = {
        "language": language,
        "interpreter_language": interpreter_language,
        "interpreter_note": interpreter_note.strip()[:300] if interpreter_language else "",
        "pronouns": pronouns.strip()[:40],
        "pronunciation": pronunciation.strip()[:120],
    }
    changed = {name: value for name, value in columns.items() if getattr(customer, name) != value}
    if changed:
        customer.change(**changed)
        record(CustomerDescribed(by=by, person_id=customer.pk))
    return customer


@transaction.atomic
def confirm_customer(customer_id: int, *, by: Actor) -> Customer:
    """Somebody at a shared address is a person of their own: nobody asks again who it is. Raises NotFound."""
    customer = locked_customer(customer_id)
    if customer.is_unsure:
        customer.change(is_unsure=False)
        record(CustomerConfirmed(by=by, person_id=customer.pk))
    return customer


def _check_language(**field: str) -> None:
    ((name, code),) = field.items()
    if code in _FURTHER_LANGUAGES or not code:
        return
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise Invalid(**{name: _("Choose one of the languages.")}) from error
