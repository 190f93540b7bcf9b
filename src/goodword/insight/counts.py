"""How many promises came to what, and what that says of the desk."""

from dataclasses import dataclass

from goodword.measures.intervals import Interval, wilson
from goodword.promises.choices import Outcome, Settled

FEW = 30  # below, a rate is mostly luck


@dataclass(frozen=True, slots=True)
class Count:
    """Promises that fell due, by what came of them. The broken are those made good since, those that the person let go,
    and those that are owed still."""

    kept: int = 0
    made_good: int = 0
    let_go: int = 0
    owed: int = 0
    renegotiated: int = 0
    released: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.kept + other.kept,
            self.made_good + other.made_good,
            self.let_go + other.let_go,
            self.owed + other.owed,
            self.renegotiated + other.renegotiated,
            self.released + other.released,
        )

    @property
    def broken(self) -> int:
        return self.made_good + self.let_go + self.owed

    @property
    def n(self) -> int:
        """Kept or broken: what the rate is of."""
        return self.kept + self.broken

    @property
    def everything(self) -> int:
        return self.n + self.renegotiated + self.released

    @property
    def rate(self) -> float | None:
        return self.kept / self.n if self.n else None

    @property
    def interval(self) -> Interval:
        return wilson(self.kept, self.n)

    @property
    def is_few(self) -> bool:
        return self.n < FEW


def counted(outcome: str, settled: str, number: int) -> Count:
    """So many promises of which this came. Past due without an outcome is broken, before the watcher says so."""
    match Outcome(outcome), Settled(settled):
        case Outcome.KEPT, _:
            return Count(kept=number)
        case Outcome.RENEGOTIATED, _:
            return Count(renegotiated=number)
        case Outcome.RELEASED, _:
            return Count(released=number)
        case _, Settled.MADE_GOOD:
            return Count(made_good=number)
        case _, Settled.RELEASED:
            return Count(let_go=number)
        case _:
            return Count(owed=number)
