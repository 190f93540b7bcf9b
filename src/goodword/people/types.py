"""For annotations in the rooms that may not import models."""

from goodword.people.models import AddressStanding, Customer, Identity, Representation

__all__ = ["AddressStanding", "Customer", "Identity", "Representation"]
