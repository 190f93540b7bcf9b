"""The recovery board: how complaints are put right, for those who lead."""

from dataclasses import dataclass, replace
from functools import cached_property

from goodword.accounts.queries import all_teams
from goodword.accounts.types import Agent, Team
from goodword.insight.counts import FEW
from goodword.insight.periods import CHOICES, USUAL, Period
from goodword.insight.queries.afterwards import Afterwards, afterwards
from goodword.insight.queries.behind_complaints import Came
from goodword.insight.queries.causes import Cause, causes
from goodword.insight.queries.given import by_kind, by_reason, side_by_side, without_asking
from goodword.insight.queries.open_complaints import open_complaints
from goodword.insight.queries.put_right import DAY, PutRight, put_right
from goodword.insight.queries.said_after import SaidAfter, said_after
from goodword.web.insight.asking import Asked, DaysForm
from goodword.web.insight.chart import Rung, rungs
from goodword.web.insight.lines import days_of
from goodword.web.insight.recovery.amounts import scales_of
from goodword.web.insight.recovery.curve import Drawn, drawn
from goodword.web.insight.recovery.lines import (
    CauseLine,
    Counted,
    GivenLine,
    LikesLine,
    OpenLine,
    SaidLine,
    ShareLine,
    likes_line,
    reason_words,
    words_of,
)
from goodword.web.insight.shares import percent_of, range_words


@dataclass(frozen=True)
class Board:
    """Everything on it, asked for when a template first does."""

    agent: Agent
    asked: Asked
    form: DaysForm

    here = "insight-complaints"

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        """The times to choose from: weeks, address, and whether it is this one."""
        return [(number, self.asked.of_weeks(number, self.here), number == self.asked.weeks) for number in CHOICES]

    @cached_property
    def teams(self) -> list[Team]:
        """Those to choose from, where there is a choice."""
        teams = list(all_teams() if self.agent.administers else self.agent.teams.all())
        return teams if len(teams) > 1 else []

    @property
    def _about(self) -> tuple[Agent, Period, int | None]:
        return self.agent, self.asked.period, self.asked.team

    @property
    def days(self) -> str:
        return days_of(self.asked.period)

    @property
    def to_customers(self) -> str:
        return replace(self.asked, team=None).inside(is_inside=False)

    @property
    def inside(self) -> str:
        return replace(self.asked, team=None).inside(is_inside=True)

    @property
    def complaints(self) -> str:
        return self.asked.address(self.here)

    @property
    def open_again(self) -> str:
        """What is open, alone: it depends on no time."""
        return replace(self.asked, weeks=USUAL).address("insight-complaints-open")

    @property
    def learned(self) -> str:
        """What came of them for how we work."""
        return self.asked.address("insight-learned")

    @property
    def file(self) -> str:
        return self.asked.address("insight-complaints-figures")

    @cached_property
    def _open(self) -> tuple[list[OpenLine], int]:
        shown, number = open_complaints(self.agent, self.asked.team)
        return [OpenLine(one) for one in shown], number

    @property
    def open(self) -> list[OpenLine]:
        return self._open[0]

    @property
    def open_in_all(self) -> int:
        return self._open[1]

    @property
    def further(self) -> int:
        """How many are open that are not shown."""
        return self.open_in_all - len(self.open)

    @cached_property
    def found(self) -> PutRight:
        return put_right(*self._about)

    @property
    def accepted(self) -> list[Counted]:
        """How it stands with those that were said in this time; each leads to the list."""
        found = self.found
        numbers = {Came.AGREED: found.agreed, Came.SILENT: found.silent, Came.OPEN: found.still_open}
        told = [*numbers.items(), *([(Came.LET_GO, found.let_go)] if found.let_go else [])]
        return [
            Counted(words_of(came, number), self.behind(came) if number else "", came is Came.AGREED)
            for came, number in told
        ]

    def behind(self, came: Came, **further: int) -> str:
        return self.asked.address("insight-complaints-behind", came=came.value, **further)

    @property
    def is_few(self) -> bool:
        return self.found.curve.n < FEW

    @property
    def rate(self) -> str:
        """The share that was put right within a day."""
        return percent_of(self.found.curve.done_within(DAY)[0])

    @property
    def range(self) -> str:
        return range_words(self.found.curve.done_within(DAY)[1])

    @cached_property
    def curve(self) -> Drawn:
        return drawn(self.found.curve)

    @property
    def steps(self) -> list[tuple[int, str, str]]:
        """The same as a table: hours, share, range."""
        found = [(hours, *self.found.curve.done_within(hours)) for hours in (4, 8, 12, 24, 48, 72)]
        return [(hours, percent_of(share), range_words(interval)) for hours, share, interval in found]

    @property
    def rungs(self) -> list[Rung]:
        return rungs()

    @cached_property
    def kinds(self) -> list[GivenLine]:
        return [GivenLine(str(kind.label), given) for kind, given in by_kind(*self._about)]

    @cached_property
    def reasons(self) -> list[GivenLine]:
        return [GivenLine(reason_words(reason), given) for reason, given in by_reason(*self._about)]

    @cached_property
    def unasked(self) -> ShareLine:
        return ShareLine(without_asking(*self._about))

    @cached_property
    def likes(self) -> list[LikesLine]:
        found = side_by_side(*self._about)
        scales = scales_of(found)
        return [likes_line(one, scales) for one in found]

    @cached_property
    def afterwards(self) -> Afterwards:
        return afterwards(*self._about)

    @cached_property
    def said(self) -> SaidAfter:
        return said_after(*self._about)

    @property
    def said_lines(self) -> list[SaidLine]:
        """Of nobody asked, none."""
        if not self.said.asked:
            return []
        told = [(item, share, range_words(self.said.bounds(share))) for item, share in self.said.items]
        return [SaidLine(str(item.label), ShareLine(share), bounds) for item, share, bounds in told]

    @property
    def wrote(self) -> ShareLine:
        return ShareLine(self.afterwards.wrote)

    @property
    def complained(self) -> ShareLine:
        return ShareLine(self.afterwards.complained)

    @cached_property
    def causes(self) -> list[CauseLine]:
        return [self._cause(one) for one in causes(self.agent, self.asked.period, self.found, self.asked.team)]

    def _cause(self, cause: Cause) -> CauseLine:
        number = cause.reason.pk if cause.reason else 0
        every, grave = self.behind(Came.SAID, reason=number), self.behind(Came.GRAVE, reason=number)
        return CauseLine(reason_words(cause.reason), cause, every, grave if cause.grave else "")
