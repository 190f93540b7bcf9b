"""What happens to the people we serve."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CustomerMet(Event, kind="customer.met"):
    """Somebody wrote to us for the first time."""
