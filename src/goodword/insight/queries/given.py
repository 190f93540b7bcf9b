"""What was given to put things right: how often, how much, without asking or not, and alike for like matters or not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Sum

from goodword.accounts.models import Agent
from goodword.core.money import Money
from goodword.insight.access import remedies_of_house
from goodword.insight.periods import Period
from goodword.insight.queries.amounts import Part, Spread, parts_of, spreads_of
from goodword.insight.queries.put_right import said_in
from goodword.measures.differences import newcombe
from goodword.measures.intervals import Interval, wilson
from goodword.playbook.models import Reason
from goodword.recovery.choices import GIVEN, VALUED, RemedyKind, RemedyState
from goodword.recovery.models import Remedy, RemedyRequest
from goodword.recovery.models.remedies import RemedyQuerySet

FEWEST = 10  # a side; below, no difference can be told


@dataclass(frozen=True, slots=True)
class Given:
    """What was given of one kind, or for one reason: done, on its way, not given after all; its cost by currency."""

    done: int = 0
    on_its_way: int = 0
    released: int = 0
    cost: tuple[Money, ...] = ()

    @property
    def n(self) -> int:
        return self.done + self.on_its_way


@dataclass(frozen=True, slots=True)
class Share:
    """So many of n, with the interval in which the true share lies."""

    number: int
    n: int

    @property
    def share(self) -> float | None:
        return self.number / self.n if self.n else None

    @property
    def interval(self) -> Interval:
        return wilson(self.number, self.n)


@dataclass(frozen=True, slots=True)
class Sides:
    """Of two groups of complaints for one reason, the shares that were given anything, and how far they are apart."""

    one: str
    other: str
    first: Share
    second: Share

    @property
    def difference(self) -> Interval:
        return newcombe(self.first.number, self.first.n, self.second.number, self.second.n)

    @property
    def is_told_apart(self) -> bool:
        """The interval does not hold 0: it is hardly chance."""
        return not self.difference.low <= 0 <= self.difference.high


@dataclass(frozen=True, slots=True)
class Likes:
    """Complaints for one reason side by side: what they were given, how much, and across language and channel."""

    reason: Reason | None
    n: int
    kinds: list[tuple[RemedyKind, int]]
    spreads: list[Spread]
    languages: Sides | None
    channels: Sides | None
    by_language: list[tuple[str, list[Spread]]]  # of the two groups, where there are two
    by_channel: list[tuple[str, list[Spread]]]


def given_in(reader: Agent, period: Period, team: int | None = None) -> RemedyQuerySet:
    """What was given in the period, also where it was not given after all."""
    states = [*GIVEN, RemedyState.RELEASED]
    rows = remedies_of_house(reader, team).filter(state__in=states)
    return rows.filter(given_at__gte=period.begins, given_at__lt=period.ends)


def by_kind(reader: Agent, period: Period, team: int | None = None) -> list[tuple[RemedyKind, Given]]:
    """In the order in which the kinds are offered; what was never given is left out."""
    found = _counted(given_in(reader, period, team), "kind")
    return [(kind, found[kind.value]) for kind in RemedyKind if kind.value in found]


def by_reason(reader: Agent, period: Period, team: int | None = None) -> list[tuple[Reason | None, Given]]:
    """In the order of the reasons; without one, last."""
    found = _counted(given_in(reader, period, team), "reason")
    return [(reason, found[reason.pk if reason else None]) for reason in _reasons(found)]


def without_asking(reader: Agent, period: Period, team: int | None = None) -> Share:
    """Of what needs an authority and was given, what nobody had to be asked for."""
    rows = given_in(reader, period, team).filter(kind__in=[kind.value for kind in VALUED], state__in=list(GIVEN))
    asked = rows.filter(Exists(RemedyRequest.objects.filter(remedy=OuterRef("pk")))).count()
    everything = rows.count()
    return Share(everything - asked, everything)


def side_by_side(reader: Agent, period: Period, team: int | None = None) -> list[Likes]:
    """Of each reason with ten complaints or more in the period."""
    complaints = said_in(reader, period, team)
    given = Remedy.objects.given().filter(complaint=OuterRef("pk"))
    cells = complaints.annotate(got=Exists(given)).order_by()
    grouped = cells.values("reason", "customer__language", "conversation__channel", "got").annotate(n=Count("id"))
    by: dict[int | None, list[tuple[str, str, bool, int]]] = defaultdict(list)
    for reason, *rest in grouped.values_list("reason", "customer__language", "conversation__channel", "got", "n"):
        by[reason].append(tuple(rest))  # type: ignore[arg-type]  # four columns remain
    enough = {reason: rows for reason, rows in by.items() if sum(n for *_, n in rows) >= FEWEST}
    parts = parts_of(complaints)
    keyed = [(reason.pk if reason else None, reason) for reason in _reasons(enough)]
    return [_likes(reason, enough[key], parts.get(key, ())) for key, reason in keyed]


def _likes(reason: Reason | None, rows: list[tuple[str, str, bool, int]], parts: Sequence[Part]) -> Likes:
    kinds = Counter[str]()
    for part in parts:
        kinds[part.kind] += part.n
    languages = _sides((language, got, n) for language, _channel, got, n in rows)
    channels = _sides((channel, got, n) for _language, channel, got, n in rows)
    return Likes(
        reason=reason,
        n=sum(n for *_, n in rows),
        kinds=[(kind, kinds[kind.value]) for kind in RemedyKind if kind.value in kinds],
        spreads=spreads_of(parts),
        languages=languages,
        channels=channels,
        by_language=_spread_out(languages, [(part.language, part) for part in parts]),
        by_channel=_spread_out(channels, [(part.channel, part) for part in parts]),
    )


def _spread_out(sides: Sides | None, parts: Sequence[tuple[str, Part]]) -> list[tuple[str, list[Spread]]]:
    groups = (sides.one, sides.other) if sides else ()
    return [(group, spreads_of(part for of, part in parts if of == group)) for group in groups]


def _sides(rows: Iterable[tuple[str, bool, int]]) -> Sides | None:
    """The two largest groups; None unless both are large enough."""
    got: dict[str, int] = defaultdict(int)
    n: dict[str, int] = defaultdict(int)
    for group, was_given, number in rows:
        n[group] += number
        got[group] += number if was_given else 0
    largest = sorted(n, key=lambda group: (-n[group], group))[:2]
    if len(largest) < 2 or n[largest[1]] < FEWEST:  # noqa: PLR2004 (a pair)
        return None
    one, other = largest
    return Sides(one, other, Share(got[one], n[one]), Share(got[other], n[other]))


def _counted(rows: RemedyQuerySet, by: str) -> dict[object, Given]:
    counts: dict[object, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    costs: dict[object, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    grouped = rows.order_by().values(by, "state", "currency").annotate(n=Count("id"), minor=Sum("amount_minor"))
    for key, state, currency, n, minor in grouped.values_list(by, "state", "currency", "n", "minor"):
        counts[key][state] += n
        if state in GIVEN and minor:
            costs[key][currency] += minor
    return {
        key: Given(
            states[RemedyState.SETTLED],
            states[RemedyState.RESERVED],
            states[RemedyState.RELEASED],
            tuple(Money(minor, currency) for currency, minor in sorted(costs[key].items())),
        )
        for key, states in counts.items()
    }


def _reasons(keys: Iterable[object]) -> list[Reason | None]:
    """The reasons of these numbers in their order; None, for none, last."""
    known = set(keys)
    found: list[Reason | None] = list(Reason.objects.filter(pk__in=[key for key in known if key is not None]))
    return [*found, None] if None in known else found
