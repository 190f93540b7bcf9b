"""The terms of the search field, which the rooms fill, and what a term may mean.

`Meaning` has one of: `text`, what to look for in the index; `rows`, a condition on conversations. `of_time` says that
the condition is about when something was written, so that a search for words asks it of the message found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from goodword.core.query import Filter, Terms
from goodword.core.search.matching import Match

Bounds = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a filter means to a reader. Each raises QueryError for a value that it does not know.

    `narrows`: few conversations are left, and an index finds them.
    """

    text: Callable[[Filter], Match | None] | None = None
    rows: Callable[[Filter, Any], Q] | None = None
    of_time: Callable[[Filter, Any], Bounds] | None = None
    narrows: bool = False


TERMS: Terms[Meaning] = Terms()
