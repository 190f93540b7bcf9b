"""What the screens show of the people served."""

from goodword.people.models import Customer


def addresses_of(customer: Customer) -> list[str]:
    """The addresses we know the customer by, oldest first."""
    return list(customer.identities.order_by("pk").values_list("value", flat=True))
