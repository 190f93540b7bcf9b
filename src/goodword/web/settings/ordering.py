"""Lists of the house that people put in order, one place at a time."""

from collections.abc import Sequence
from typing import TypeVar

from goodword.core.errors import NotFound

Key = TypeVar("Key", int, str)


def moved(order: Sequence[Key], one: Key, to: str) -> list[Key]:
    """The same with this one a place further up (`to`), or down; at the end it stays. Raises NotFound."""
    if one not in order:
        raise NotFound
    rest = [other for other in order if other != one]
    rest.insert(max(order.index(one) + (-1 if to == "up" else 1), 0), one)
    return rest
