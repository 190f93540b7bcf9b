"""What we know of a customer, corrected by those who serve them."""

from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.models import RecordedEvent
from goodword.people.actions.before import check_unchanged, keep_before, kept_before
from goodword.people.choices import Reach
from goodword.people.events import CustomerConfirmed, CustomerDescribed, CustomerRenamed
from goodword.people.models import Customer
from goodword.people.projections import index_people
from goodword.people.words import sort_name_of

# Spoken and signed languages that the list of the world's locales does not name.
_FURTHER_LANGUAGES = frozenset({"ase", "bfi", "gsg", "fsl", "ssp"})
_LONGEST = {"interpreter_note": 300, "pronouns": 40, "pronunciation": 120, "reached_words": 120}


def locked_customer(customer_id: int) -> Customer:
    """The customer, under lock until the transaction ends. Raises NotFound."""
    customer = Customer.objects.select_for_update(of=("self",)).filter(pk=customer_id).first()
    if customer is None:
        raise NotFound
    return customer


def checked_name(name: str) -> str:
    """The name without needless space. Raises Invalid for none."""
    name = " ".join(name.split())[:200]
    if not name:
        raise Invalid(name=_("Give a name."))
    return name


@transaction.atomic
def rename_customer(customer_id: int, *, by: Actor, name: str) -> Customer:
    """Call the customer by another name, here and in every letter to come. Raises NotFound, Invalid."""
    customer = locked_customer(customer_id)
    name, before = checked_name(name), customer.name
    if name != before:
        _rename(customer, name)
        event = record(CustomerRenamed(by=by, person_id=customer.pk))
        keep_before(event, before=before, after=name)
    return customer


def _rename(customer: Customer, name: str) -> None:
    customer.change(name=name, sort_name=sort_name_of(name))
    index_people([customer.pk])


@transaction.atomic
def name_customer_back(event: RecordedEvent, *, by: Actor) -> Customer:
    """Take a change of the name back. Raises NotFound, ActionRefused when it was changed since."""
    customer, kept = locked_customer(event.person_id or 0), kept_before(event)
    check_unchanged(customer.name == kept["after"])
    _rename(customer, kept["before"])
    record(CustomerRenamed(by=by, person_id=customer.pk, undoes=event.pk))
    return customer


@transaction.atomic
def describe_customer(
    customer_id: int,
    *,
    by: Actor,
    language: str | None = None,
    interpreter_language: str | None = None,
    interpreter_note: str | None = None,
    pronouns: str | None = None,
    pronunciation: str | None = None,
    reached_by: str | None = None,
    reached_words: str | None = None,
) -> Customer:
    """Which language they write, whether they need an interpreter, how they are spoken of, how they like to be reached.

    What is None stays as it is. Raises NotFound, Invalid.
    """
    customer = locked_customer(customer_id)
    told: dict[str, str | None] = {
        "language": language,
        "interpreter_language": interpreter_language,
        "interpreter_note": "" if interpreter_language == "" else interpreter_note,
        "pronouns": pronouns,
        "pronunciation": pronunciation,
        "reached_by": reached_by,
        "reached_words": reached_words,
    }
    columns = {name: value.strip()[: _LONGEST.get(name)] for name, value in told.items() if value is not None}
    _check(columns)
    changed = {name: value for name, value in columns.items() if getattr(customer, name) != value}
    if changed:
        before = {name: getattr(customer, name) for name in changed}
        customer.change(**changed)
        event = record(CustomerDescribed(by=by, person_id=customer.pk))
        keep_before(event, before=before, after=changed)
    return customer


@transaction.atomic
def describe_customer_back(event: RecordedEvent, *, by: Actor) -> Customer:
    """Take a change of the details back. Raises NotFound, ActionRefused when one of them was changed since."""
    customer, kept = locked_customer(event.person_id or 0), kept_before(event)
    check_unchanged(all(getattr(customer, name) == value for name, value in kept["after"].items()))
    customer.change(**kept["before"])
    record(CustomerDescribed(by=by, person_id=customer.pk, undoes=event.pk))
    return customer


@transaction.atomic
def confirm_customer(customer_id: int, *, by: Actor) -> Customer:
    """Somebody at a shared address is a person of their own: nobody asks again who it is. Raises NotFound."""
    customer = locked_customer(customer_id)
    if customer.is_unsure:
        customer.change(is_unsure=False)
        record(CustomerConfirmed(by=by, person_id=customer.pk))
    return customer


def _check(columns: dict[str, str]) -> None:
    problems: dict[str, Any] = {
        name: _("Choose one of the languages.")
        for name in ("language", "interpreter_language")
        if not _is_language(columns.get(name, ""))
    }
    if columns.get("reached_by", "") not in {"", *Reach.values}:
        problems["reached_by"] = _("Choose among these.")
    if problems:
        raise Invalid(**problems)


def _is_language(code: str) -> bool:
    if code in _FURTHER_LANGUAGES or not code:
        return True
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
