"""What is owed: in a conversation, to a customer, by somebody."""

from collections.abc import Iterable

from goodword.conversations.models import Conversation
from goodword.promises.choices import SOLUTIONS, Why
from goodword.promises.models import Promise, StandStill


def promises_in(conversation: Conversation) -> list[Promise]:
    """Every promise of the conversation: what is owed first, as it is due, then what is settled, the latest first."""
    rows = Promise.objects.standing().filter(conversation=conversation)
    rows = rows.select_related("owner", "owner_team", "to_agent", "to_team", "policy", "replaces", "given_in")
    owed = sorted((row for row in rows if row.is_owed), key=lambda row: (row.due_at, row.pk))
    settled = sorted((row for row in rows if not row.is_owed), key=lambda row: (row.settled_at, row.pk), reverse=True)
    return [*owed, *settled]


def stands_of(promises: Iterable[Promise]) -> dict[int, StandStill]:
    """Why those that stand still do, by their numbers: a solution that was told counts before the customer's turn.
    Nothing is asked when none does."""
    numbers = [promise.pk for promise in promises if promise.stands_still]
    if not numbers:
        return {}
    rows = StandStill.objects.filter(promise__in=numbers, until__isnull=True)
    return {one.promise_id: one for one in sorted(rows, key=lambda one: one.why == Why.SOLUTION)}


def what_blocks_closing(conversation: Conversation) -> list[Promise]:
    """What is owed to the customer, and no answer is on its way: all but what a told solution
    answers."""
    owed = Promise.objects.owed().to_customers().filter(conversation=conversation, given_at__isnull=True)
    told = StandStill.objects.filter(why=Why.SOLUTION, until__isnull=True, promise__in=owed).values("promise_id")
    rows = owed.exclude(target__in=SOLUTIONS, pk__in=told)
    return list(rows.select_related("owner", "owner_team").order_by("due_at", "id"))


def next_pressing(conversation: Conversation) -> Promise | None:
    """The promise of the conversation with which somebody is let down next; None if nothing presses."""
    return Promise.objects.pressing().filter(conversation=conversation).order_by("due_at", "id").first()
