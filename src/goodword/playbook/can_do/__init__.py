"""A no that leaves the customer there: without an alternative, an owner or a time. `docs/build/can-do.md`."""

from goodword.playbook.can_do.reading import No, left_with_no

__all__ = ["No", "left_with_no"]
