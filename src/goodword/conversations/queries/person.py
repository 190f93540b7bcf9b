"""What a person wrote about: their conversations, as far as the agent may see them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Subquery, When
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation, ConversationQuerySet
from goodword.core.db.counting import Bounded
from goodword.core.errors import Invalid
from goodword.people.models import Customer

SHOWN = 20
BESIDE = 12
MOST_COUNTED = 1000
LONGEST_NUMBER = 18
_OPEN, _REST = "o", "c"


@dataclass(frozen=True, slots=True)
class Matters:
    """Some conversations, and the key after which the next ones stand; empty at the end."""

    rows: list[Conversation]
    next_key: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A customer's other matters, open ones first; how many there are in all and open (never counted beyond
    MOST_COUNTED), and when there was something last in any, the present one included."""

    others: list[Conversation]
    total: int
    open_count: int
    last_at: datetime


def history_beside(agent: Agent, conversation: Conversation, size: int = BESIDE) -> History:
    """The customer's history beside this conversation, in one question."""
    seen = visible_conversations(agent).filter(customer=conversation.customer_id)
    others = seen.exclude(pk=conversation.pk)
    newest = others.order_by("-last_message_at").values("last_message_at")[:1]
    rows = list(
        others.annotate(
            rank=Case(When(state=State.CLOSED, then=1), default=0, output_field=IntegerField()),
            total=Bounded(others, MOST_COUNTED),
            still_open=Bounded(others.exclude(state=State.CLOSED), MOST_COUNTED),
            newest=Subquery(newest),
        ).order_by("rank", "-last_message_at", "-id")[:size]
    )
    is_open = int(conversation.state != State.CLOSED)
    if not rows:
        return History([], 1, is_open, conversation.last_message_at)
    first: Any = rows[0]
    last = max(conversation.last_message_at, first.newest)
    return History(list(rows), first.total + 1, first.still_open + is_open, last)


def history_of(agent: Agent, customer: Customer) -> History:
    """The same on the person's own page, without the conversations, which are paged there."""
    seen = visible_conversations(agent).filter(customer=customer)
    newest = seen.order_by("-last_message_at").values("last_message_at")[:1]
    columns = (
        Bounded(seen, MOST_COUNTED),
        Bounded(seen.exclude(state=State.CLOSED), MOST_COUNTED),
        Subquery(newest),
    )
    total, still_open, last = Customer.objects.filter(pk=customer.pk).values_list(*columns).get()
    return History([], total, still_open, last or customer.created_at)


def matters_of(agent: Agent, customer: Customer, after: str = "", size: int = SHOWN) -> Matters:
    """One page of the customer's own matters that the agent may see: open ones first, then the newest.

    Raises Invalid for a foreign key.
    """
    return page_of_matters(visible_conversations(agent).filter(customer=customer), after, size)


def page_of_matters(rows: ConversationQuerySet, after: str, size: int) -> Matters:
    """One page of these conversations: open ones first, then the newest. Raises Invalid for a foreign key."""
    part, beyond = _place(after)
    found: list[Conversation] = []
    if part == _OPEN:
        found = list(_newest_first(rows.exclude(state=State.CLOSED).filter(beyond))[: size + 1])
        beyond = Q()
    if len(found) <= size:
        rest = _newest_first(rows.filter(state=State.CLOSED).filter(beyond))
        found += rest[: size + 1 - len(found)]
    shown = found[:size]
    return Matters(shown, _key(shown[-1]) if len(found) > size else "")


def _newest_first(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return rows.order_by("-last_message_at", "-id")


def _key(row: Conversation) -> str:
    part = _REST if row.state == State.CLOSED else _OPEN
    return f"{part}~{row.last_message_at.isoformat()}~{row.pk}"


def _place(key: str) -> tuple[str, Q]:
    """Among the open ones or the rest, and what stands beyond the key there."""
    if not key:
        return _OPEN, Q()
    part, _tilde, rest = key.partition("~")
    moment, _tilde, number = rest.partition("~")
    try:
        at, pk = datetime.fromisoformat(moment).astimezone(UTC), int(number[:LONGEST_NUMBER])
    except (ValueError, OverflowError) as error:
        raise Invalid(_("This address is not complete. Open the page again.")) from error
    if part not in {_OPEN, _REST}:
        raise Invalid(_("This address is not complete. Open the page again."))
    return part, Q(last_message_at__lt=at) | Q(last_message_at=at, pk__lt=pk)
