"""For annotations in the rooms that may not import models."""

from goodword.people.models import AddressStanding, Company, Customer, Identity, PersonNote, Representation, Tier

__all__ = ["AddressStanding", "Company", "Customer", "Identity", "PersonNote", "Representation", "Tier"]
