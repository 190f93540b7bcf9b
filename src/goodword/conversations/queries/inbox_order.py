"""In which order a list stands, and where in it a row is: pages join by key, however the list moves meanwhile."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodword.conversations.choices import Turn
from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.core.errors import Invalid

Order = Sequence[str]
BY_DUE: Order = ("next_due_at", "turn", "waiting_since", "id")
BY_WAITING: Order = ("turn", "waiting_since", "id")
BY_PRIORITY: Order = ("turn", "-priority", "waiting_since", "id")
NEWEST_FIRST: Order = ("-last_message_at", "-id")
BY_WAKING: Order = ("snoozed_until", "id")


def _moment(word: str) -> datetime:
    return datetime.fromisoformat(word).astimezone(UTC)


_READ: dict[str, Callable[[str], Any]] = {
    "next_due_at": _moment,
    "turn": Turn,
    "priority": int,
    "waiting_since": _moment,
    "last_message_at": _moment,
    "snoozed_until": _moment,
    "id": int,
}


def key_of(order: Order, row: Conversation) -> str:
    """Where the row stands, as a word for an address."""
    return "~".join(_written(getattr(row, column.lstrip("-"))) for column in order)


def beyond(order: Order, key: str) -> Q:
    """What stands after that place. Raises Invalid for a key that is not one of ours."""
    words = key.split("~")
    try:
        values = [_READ[column.lstrip("-")](word) for column, word in zip(order, words, strict=True)]
    except (ValueError, OverflowError) as error:
        raise Invalid(_("This address is not complete. Open the list again.")) from error
    return _after(order, values)


def _after(order: Order, values: list[Any]) -> Q:
    """Not before the first value; and further, or else beyond the others: so that an index is entered where the key is,
    instead of being read up to there."""
    column, name = order[0], order[0].lstrip("-")
    lookup = "lt" if column.startswith("-") else "gt"
    further = Q(**{f"{name}__{lookup}": values[0]})
    if len(order) == 1:
        return further
    return Q(**{f"{name}__{lookup}e": values[0]}) & (further | _after(order[1:], values[1:]))


def _written(value: Any) -> str:
    if value is None:  # it was woken since the list was drawn: its place was about now
        value = now()
    return value.isoformat() if isinstance(value, datetime) else str(value)
