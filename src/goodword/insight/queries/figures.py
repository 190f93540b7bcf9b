"""How the desk keeps its word: counts made in the database, by week, team, what was promised, and channel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Case, Count, Expression, IntegerField, QuerySet, TextChoices, Value, When

from goodword.accounts.models import Agent, Team
from goodword.conversations.choices import Channel
from goodword.core.db.lasting import Seconds
from goodword.insight.access import promises_of, promises_of_house
from goodword.insight.counts import Count as Counted
from goodword.insight.counts import counted
from goodword.insight.falling_due import due_in, settled_standing_still
from goodword.insight.periods import Period, Week
from goodword.promises.choices import Kind, Outcome, Settled, Target
from goodword.promises.models import PromiseQuerySet

_CAME_TO = ("outcome", "settled")
_KINDS = ("owner_team", "target", "kind", "conversation__channel")
Cell = tuple[tuple[Any, ...], Counted]
Choice = TypeVar("Choice", bound=TextChoices)


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a period, each grouping in its own order; what has none is left out, but for weeks."""

    total: Counted
    weeks: list[tuple[Week, Counted]]
    teams: list[tuple[Team | None, Counted]]
    targets: list[tuple[Target, Counted]]
    kinds: list[tuple[Kind, Counted]]
    channels: list[tuple[Channel, Counted]]


def figures(reader: Agent, period: Period, *, inside: bool = False) -> Figures:
    """Of what was promised to customers, or `inside` the house, what the reader may know."""
    rows = promises_of_house(reader).filter(customer__isnull=inside)
    weeks = period.weeks
    by_week = _folded(_cells(rows, period, weeks=weeks), 0)
    cells = _cells(rows, period, *_KINDS)
    return Figures(
        total=sum(by_week.values(), Counted()),
        weeks=[(week, by_week.get(number, Counted())) for number, week in enumerate(weeks)],
        teams=_named(_folded(cells, 0)),
        targets=_chosen(Target, _folded(cells, 1)),
        kinds=_chosen(Kind, _folded(cells, 2)),
        channels=_chosen(Channel, _folded(cells, 3)),
    )


def own_count(agent: Agent, period: Period, *, inside: bool = False) -> Counted:
    """What came of the agent's own promises; for nobody else's eyes."""
    cells = _cells(promises_of(agent).filter(customer__isnull=inside), period)
    return sum((one for _key, one in cells), Counted())


def half_made_good_within(reader: Agent, period: Period, count: Counted, *, inside: bool = False) -> timedelta | None:
    """After how long half of what was broken was made good; None until that half is. What is owed still counts as not
    yet made good, so that no quick half hides a slow one; what the person let go is left out."""
    rank = (count.made_good + count.owed + 1) // 2
    if not rank or count.made_good < rank:
        return None
    rows = due_in(promises_of_house(reader).filter(customer__isnull=inside), period)
    late = Seconds("due_at", "settled_at")
    made_good = rows.filter(outcome=Outcome.BROKEN, settled=Settled.MADE_GOOD)
    seconds = made_good.order_by(late).values_list(late, flat=True)
    return timedelta(seconds=seconds[rank - 1])


def _cells(rows: PromiseQuerySet, period: Period, *by: str, weeks: Sequence[Week] = ()) -> list[Cell]:
    """How many promises fell due, grouped: by these columns, or by weeks."""
    found: list[Cell] = []
    for part, at in ((due_in(rows, period), "due_at"), (settled_standing_still(rows, period), "outcome_at")):
        asked: QuerySet[Any, Any] = part.annotate(week=_week(at, weeks)) if weeks else part
        keys = ("week", *by) if weeks else by
        grouped = asked.order_by().values(*keys, *_CAME_TO).annotate(number=Count("id"))
        for *key, outcome, settled, number in grouped.values_list(*keys, *_CAME_TO, "number"):
            found.append((tuple(key), counted(outcome, settled, number)))
    return found


def _week(at: str, weeks: Sequence[Week], first: int = 0) -> Expression:
    """The number of the week, by halves: truncating in a zone is slow on one engine."""
    if len(weeks) == 1:
        return Value(first, output_field=IntegerField())
    middle = len(weeks) // 2
    earlier, later = _week(at, weeks[:middle], first), _week(at, weeks[middle:], first + middle)
    return Case(When(**{f"{at}__lt": weeks[middle].begins}, then=earlier), default=later)


def _folded(cells: Iterable[Cell], place: int) -> dict[Any, Counted]:
    """The cells added up by one of their keys."""
    found: dict[Any, Counted] = {}
    for key, count in cells:
        found[key[place]] = found.get(key[place], Counted()) + count
    return found


def _named(by_team: Mapping[int | None, Counted]) -> list[tuple[Team | None, Counted]]:
    """Teams by name; what no team owed comes last."""
    known = Team.objects.in_bulk([number for number in by_team if number is not None])
    found: list[tuple[Team | None, Counted]] = [(team, by_team[team.pk]) for team in sorted(known.values(), key=_name)]
    return [*found, (None, by_team[None])] if None in by_team else found


def _name(team: Team) -> str:
    return team.name.casefold()


def _chosen(choices: type[Choice], counts: Mapping[str, Counted]) -> list[tuple[Choice, Counted]]:
    """In the order in which the choices are declared."""
    return [(one, counts[one.value]) for one in choices if one.value in counts]
