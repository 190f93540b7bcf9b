"""What a person can do to a customer's record, and take back. Who may is known to this room, not to that of people."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.access import To
from goodword.conversations.acquaintance import person_for
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.models import RecordedEvent
from goodword.core.operations import Operation
from goodword.people.actions.addresses import add_address, prefer_address, remove_address, restore_address
from goodword.people.actions.companies import ask_company_again, decline_company, set_company
from goodword.people.actions.describing import (
    describe_customer,
    describe_customer_back,
    name_customer_back,
    rename_customer,
)
from goodword.people.actions.mattering import (
    edit_person_note,
    edit_person_note_back,
    remove_person_note,
    restore_person_note,
    write_person_note,
)
from goodword.people.actions.tiers import set_tier
from goodword.people.events import (
    AddressAdded,
    AddressPreferred,
    AddressRemoved,
    CompanyChanged,
    CompanyDeclined,
    CustomerDescribed,
    CustomerRenamed,
    PersonNoteEdited,
    PersonNoteRemoved,
    PersonNoteWritten,
    TierChanged,
)
from goodword.people.models import Customer

_CHANGED = _("Somebody changed this since. Look again before you change it back.")


def _may(agent: Agent, customer_id: int) -> Customer:
    return person_for(agent, customer_id, To.ANSWER)


def _company_back(event: RecordedEvent, by: Actor) -> Customer:
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=event.person_id or 0)
    if customer.company_id != event.data["after"]:
        raise ActionRefused(_CHANGED)
    return set_company(customer.pk, by=by, company=event.data["before"], undoes=event.pk)


def _tier_back(event: RecordedEvent, by: Actor) -> Customer:
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=event.person_id or 0)
    if customer.tier_id != event.data["after"]:
        raise ActionRefused(_CHANGED)
    return set_tier(customer.pk, by=by, tier=event.data["before"], undoes=event.pk)


def _ask_again(event: RecordedEvent, by: Actor) -> Customer:
    return ask_company_again(event.person_id or 0, by=by, undoes=event.pk)


def _prefer_back(event: RecordedEvent, by: Actor) -> object:
    before, after = event.data["before"], event.data["after"]
    if before is not None:
        return prefer_address(before, by=by, undoes=event.pk)
    return prefer_address(after, by=by, is_preferred=False, undoes=event.pk)


def _address_back(event: RecordedEvent, by: Actor) -> object:
    return remove_address(event.data["identity_id"], by=by, undoes=event.pk)


_person = partial(Operation, subject="person", allowed=_may)

OPERATIONS = [
    _person(
        name="rename-customer",
        label=_("Change the name"),
        run=rename_customer,
        event=CustomerRenamed,
        inverse=lambda event, by: name_customer_back(event, by=by),
    ),
    _person(
        name="describe-customer",
        label=_("Change details"),
        run=describe_customer,
        event=CustomerDescribed,
        inverse=lambda event, by: describe_customer_back(event, by=by),
    ),
    _person(name="add-address", label=_("Add an address"), run=add_address, event=AddressAdded, inverse=_address_back),
    _person(
        name="remove-address",
        label=_("Remove an address"),
        run=remove_address,
        event=AddressRemoved,
        inverse=lambda event, by: restore_address(event, by=by),
    ),
    _person(
        name="prefer-address",
        label=_("Prefer an address"),
        run=prefer_address,
        event=AddressPreferred,
        inverse=_prefer_back,
    ),
    _person(
        name="set-company", label=_("Change the company"), run=set_company, event=CompanyChanged, inverse=_company_back
    ),
    _person(name="set-tier", label=_("Change the tier"), run=set_tier, event=TierChanged, inverse=_tier_back),
    _person(
        name="decline-company",
        label=_("Not their company"),
        run=decline_company,
        event=CompanyDeclined,
        inverse=_ask_again,
    ),
    _person(
        name="write-person-note",
        label=_("Note what matters to them"),
        run=write_person_note,
        event=PersonNoteWritten,
        inverse=lambda event, by: remove_person_note(event.data["note_id"], by=by, undoes=event.pk),
    ),
    _person(
        name="edit-person-note",
        label=_("Change a note on them"),
        run=edit_person_note,
        event=PersonNoteEdited,
        inverse=lambda event, by: edit_person_note_back(event, by=by),
    ),
    _person(
        name="remove-person-note",
        label=_("Remove a note on them"),
        run=remove_person_note,
        event=PersonNoteRemoved,
        inverse=lambda event, by: restore_person_note(event.data["note_id"], by=by, undoes=event.pk),
    ),
]
