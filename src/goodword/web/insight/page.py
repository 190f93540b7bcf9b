"""What the page of figures shows a reader."""

from dataclasses import dataclass
from functools import cached_property

from goodword.accounts.types import Agent
from goodword.insight.access import sees_figures
from goodword.insight.counts import FEW, Count
from goodword.insight.periods import CHOICES
from goodword.insight.queries.behind import Came
from goodword.insight.queries.figures import Figures, figures, half_made_good_within, own_count
from goodword.web.components.moments import length_of
from goodword.web.insight.asking import Asked, DaysForm
from goodword.web.insight.chart import HEIGHT, Mark, Rung, marks_of, rungs
from goodword.web.insight.lines import Line, Table, column_labels, days_of, tables_of, week_lines


@dataclass(frozen=True)
class Page:
    """Everything on it, asked for when a template first does."""

    agent: Agent
    asked: Asked
    form: DaysForm

    here = "insight"
    few = FEW
    height = HEIGHT

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        """The times to choose from: weeks, address, and whether it is this one."""
        return [(number, self.asked.of_weeks(number), number == self.asked.weeks) for number in CHOICES]

    @property
    def days(self) -> str:
        return days_of(self.asked.period)

    @property
    def to_customers(self) -> str:
        return self.asked.inside(is_inside=False)

    @property
    def inside(self) -> str:
        return self.asked.inside(is_inside=True)

    @property
    def complaints(self) -> str:
        """Where it is shown how complaints are put right; empty for who sees but their own."""
        return self.asked.address("insight-complaints") if sees_figures(self.agent) else ""

    @property
    def file(self) -> str:
        return self.asked.address("insight-figures")

    @property
    def columns(self) -> list[str]:
        labels = column_labels()
        return [labels[came] for came in (Came.DUE, Came.KEPT, Came.BROKEN, Came.MADE_GOOD)] + [
            labels[came] for came in (Came.RENEGOTIATED, Came.RELEASED)
        ]

    @cached_property
    def figures(self) -> Figures | None:
        """None for who sees but their own."""
        if not sees_figures(self.agent):
            return None
        return figures(self.agent, self.asked.period, inside=self.asked.is_inside)

    @cached_property
    def total(self) -> Line:
        return Line("", self.figures.total if self.figures else Count(), self.asked)

    @cached_property
    def own(self) -> Line:
        """For nobody's eyes but the reader's."""
        count = own_count(self.agent, self.asked.period, inside=self.asked.is_inside)
        return Line("", count, self.asked, {"mine": 1})

    @cached_property
    def half_within(self) -> str:
        """How long it took until half of what was broken was made good; empty while it is not."""
        asked = self.asked
        half = half_made_good_within(self.agent, asked.period, self.total.count, inside=asked.is_inside)
        return length_of(half) if half is not None else ""

    @cached_property
    def weeks(self) -> list[Line]:
        return week_lines(self.figures, self.asked) if self.figures else []

    @property
    def marks(self) -> list[Mark]:
        return marks_of(self.weeks)

    @property
    def rungs(self) -> list[Rung]:
        return rungs()

    @cached_property
    def tables(self) -> list[Table]:
        return [table for table in tables_of(self.figures, self.asked) if table.lines] if self.figures else []

    @property
    def made_good(self) -> str:
        return self.total.leading_to(Came.MADE_GOOD)

    @property
    def let_go(self) -> str:
        return self.total.leading_to(Came.LET_GO)

    @property
    def owed(self) -> str:
        return self.total.leading_to(Came.OWED)
