"""A customer has died."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.people.actions.describing import locked_customer
from goodword.people.events import DeathRecorded, DeathWithdrawn
from goodword.people.models import Customer
from goodword.people.queries import todays_date


@transaction.atomic
def record_death(customer_id: int, *, by: Actor, on: date | None = None) -> Customer:
    """The customer has died, on that day if it is known: no program writes to them, and agents are told.

    Once more changes the day. Raises NotFound, Invalid for a day to come.
    """
    customer = locked_customer(customer_id)
    if on is not None and on > todays_date():
        raise Invalid(on=_("This day is still to come."))
    if customer.is_deceased and customer.deceased_on == on:
        return customer
    customer.change(deceased_on=on, deceased_recorded_at=now(), deceased_recorded_by_id=by.agent_id)
    record(DeathRecorded(by=by, person_id=customer.pk))
    return customer


@transaction.atomic
def withdraw_death(customer_id: int, *, by: Actor) -> Customer:
    """It was a mistake: the customer lives. Raises NotFound."""
    customer = locked_customer(customer_id)
    if customer.is_deceased:
        customer.change(deceased_on=None, deceased_recorded_at=None, deceased_recorded_by_id=None)
        record(DeathWithdrawn(by=by, person_id=customer.pk))
    return customer
