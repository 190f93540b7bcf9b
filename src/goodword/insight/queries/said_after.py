"""What people say when they are asked back after a complaint: apart from what they do."""

from dataclasses import dataclass

from django.db.models import Count, Q

from goodword.accounts.models import Agent
from goodword.insight.access import askings_of_house
from goodword.insight.periods import Period
from goodword.insight.queries.given import Share
from goodword.listening.choices import TOP, Item
from goodword.measures.intervals import Interval


@dataclass(frozen=True, slots=True)
class SaidAfter:
    """Of those asked in the period, `asked`: the share of whoever answered an item that chose one of its top boxes."""

    asked: int
    answered: int
    items: tuple[tuple[Item, Share], ...]

    def bounds(self, share: Share) -> Interval:
        """If nobody who said nothing would have chosen a top box, and if all would."""
        return Interval(share.number / self.asked, (share.number + self.asked - share.n) / self.asked)


def said_after(reader: Agent, period: Period, team: int | None = None) -> SaidAfter:
    """Whenever they answered."""
    asked = askings_of_house(reader, team).filter(at__gte=period.begins, at__lt=period.ends)
    counts = {item.value: Count(f"response__{item.value}") for item in Item}
    tops = {f"{item.value}_top": Count("id", filter=Q(**{f"response__{item.value}__gte": TOP})) for item in Item}
    found = asked.aggregate(asked=Count("id"), answered=Count("response"), **counts, **tops)
    items = tuple((item, Share(found[f"{item.value}_top"], found[item.value])) for item in Item)
    return SaidAfter(found["asked"], found["answered"], items)
