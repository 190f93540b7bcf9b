"""What is owed: in a conversation, to a customer, by somebody."""

from goodword.conversations.models import Conversation
from goodword.promises.choices import Target, Why
from goodword.promises.models import Promise, PromiseQuerySet, StandStill


def promises_in(conversation: Conversation) -> list[Promise]:
    """Every promise of the conversation: what is owed first, as it is due, then what is settled, the latest first."""
    rows = Promise.objects.standing().filter(conversation=conversation)
    rows = rows.select_related("owner", "owner_team", "to_agent", "to_team", "policy", "replaces", "given_in")
    owed = sorted((row for row in rows if row.is_owed), key=lambda row: (row.due_at, row.pk))
    settled = sorted((row for row in rows if not row.is_owed), key=lambda row: (row.settled_at, row.pk), reverse=True)
    return [*owed, *settled]


def what_blocks_closing(conversation: Conversation) -> list[Promise]:
    """What is owed to the customer, and no answer is on its way: all but a resolution whose solution was told."""
    owed = Promise.objects.owed().to_customers().filter(conversation=conversation, given_at__isnull=True)
    told = StandStill.objects.filter(why=Why.SOLUTION, until__isnull=True, promise__in=owed).values("promise_id")
    rows = owed.exclude(target=Target.RESOLUTION, pk__in=told)
    return list(rows.select_related("owner", "owner_team").order_by("due_at", "id"))


def next_pressing(conversation: Conversation) -> Promise | None:
    """The promise of the conversation with which somebody is let down next; None if nothing presses."""
    return Promise.objects.pressing().filter(conversation=conversation).order_by("due_at", "id").first()


def owed_to_customer(customer_id: int) -> PromiseQuerySet:
    """What the customer is owed, whichever matter it is about, as it is due."""
    rows = Promise.objects.owed().filter(customer_id=customer_id).select_related("owner", "owner_team", "conversation")
    return rows.order_by("due_at", "id")
