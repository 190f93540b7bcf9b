"""The people of conversations: who may be known to whom, and what else they wrote about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.conversations.access import To, visible_conversations
from goodword.conversations.models import Conversation
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.people.models import Customer

SHOWN = 20
LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Matters:
    """Some of a person's conversations, and the key after which the next ones stand; empty at the end."""

    rows: list[Conversation]
    next_key: str = ""


def other_conversations(agent: Agent, customer: Customer, except_number: int) -> list[Conversation]:
    """The customer's other matters that the agent may see, newest first, at most SHOWN."""
    rows = visible_conversations(agent).filter(customer=customer).exclude(pk=except_number)
    return list(rows.order_by("-last_message_at", "-id")[:SHOWN])


def matters_of(agent: Agent, customer: Customer, after: str = "", size: int = SHOWN) -> Matters:
    """One page of the customer's own matters that the agent may see, newest first. Raises Invalid for a foreign key."""
    rows = visible_conversations(agent).filter(customer=customer)
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.order_by("-last_message_at", "-id")[: size + 1])
    shown = found[:size]
    more = len(found) > size
    return Matters(shown, f"{shown[-1].last_message_at.isoformat()}~{shown[-1].pk}" if more else "")


def _beyond(key: str) -> Q:
    moment, _tilde, number = key.partition("~")
    try:
        at, pk = datetime.fromisoformat(moment).astimezone(UTC), int(number[:LONGEST_NUMBER])
    except (ValueError, OverflowError) as error:
        raise Invalid(_("This address is not complete. Open the page again.")) from error
    return Q(last_message_at__lt=at) | Q(last_message_at=at, pk__lt=pk)


def known_people(agent: Agent, customer_ids: Collection[int], to: To = To.READ) -> set[int]:
    """Those of the customers whom the agent may know (or, with `to`, change): those whose matter, or that of somebody
    whom they write for or who writes for them, the agent may read (or answer). Administrators may know everybody."""
    if agent.administers:
        return set(customer_ids)
    seen = visible_conversations(agent, to)
    rows = Customer.objects.filter(pk__in=customer_ids).filter(
        Q(conversations__in=seen)
        | Q(pk__in=seen.filter(messages__customer_id__in=customer_ids).values("messages__customer_id"))
        | Q(represents__customer__conversations__in=seen)
        | Q(representations__representative__conversations__in=seen)
    )
    return set(rows.values_list("pk", flat=True))


def person_for(agent: Agent, customer_id: int, to: To = To.READ) -> Customer:
    """The only road from a screen to a customer. Raises NotFound for a stranger, NotAllowed for whoever may only
    look."""
    customer = Customer.objects.select_related("deceased_recorded_by").filter(pk=customer_id).first()
    if customer is None or not known_people(agent, [customer_id]):
        raise NotFound
    if to > To.READ and not known_people(agent, [customer_id], to):
        raise NotAllowed
    return customer
