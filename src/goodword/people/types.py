"""For annotations in the rooms that may not import models."""

from goodword.people.models import Customer, Identity

__all__ = ["Customer", "Identity"]
