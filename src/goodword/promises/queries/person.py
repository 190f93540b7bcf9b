"""What a person is owed, and what came of what they were promised: in the matters that the reader may see."""

from dataclasses import dataclass

from django.db.models import Count, Q

from goodword.accounts.models import Agent
from goodword.promises.choices import Outcome
from goodword.promises.models import Promise
from goodword.promises.queries.today import Some, readable

MOST = 6


@dataclass(frozen=True, slots=True)
class WordSoFar:
    """How many promises to a person came to what by their due time. What was made good later was broken."""

    kept: int
    renegotiated: int
    broken: int

    def __bool__(self) -> bool:
        return bool(self.kept or self.renegotiated or self.broken)


def owed_to(agent: Agent, customer_id: int, most: int = MOST) -> Some[Promise]:
    """What the person is owed, as it is due: what is broken stands first, what stands still last."""
    rows = readable(Promise.objects.owed().filter(customer_id=customer_id), agent)
    return Some.of(
        rows.select_related("conversation", "owner", "owner_team").order_by("due_at", "id")[: most + 1], most
    )


def word_to(agent: Agent, customer_id: int) -> WordSoFar:
    """What came of all that the person was promised."""
    rows = readable(Promise.objects.filter(customer_id=customer_id), agent)
    outcomes = (Outcome.KEPT, Outcome.RENEGOTIATED, Outcome.BROKEN)
    counts = {outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in outcomes}
    return WordSoFar(**rows.aggregate(**counts))
