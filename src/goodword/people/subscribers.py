"""What else changes when something happened to a person: the search index knows them anew."""

from goodword.core.events import Event, on
from goodword.people.events import (
    AddressAdded,
    AddressRemoved,
    CompanyChanged,
    CompanyRenamed,
    CustomerAdded,
    CustomerMet,
    CustomerRenamed,
)
from goodword.people.models import Customer
from goodword.people.search import index_person


def let_person_be_found(event: Event) -> None:
    """A person is found by every name and address that they have now."""
    if event.person_id is not None:
        index_person(event.person_id)


on(CustomerMet)(let_person_be_found)
on(CustomerRenamed)(let_person_be_found)
on(AddressAdded)(let_person_be_found)
on(AddressRemoved)(let_person_be_found)
on(CustomerAdded)(let_person_be_found)
on(CompanyChanged)(let_person_be_found)


@on(CompanyRenamed)
def let_its_people_be_found(event: CompanyRenamed) -> None:
    """People are found by their company's new name."""
    for customer_id in Customer.objects.filter(company_id=event.company_id).values_list("pk", flat=True):
        index_person(customer_id)
