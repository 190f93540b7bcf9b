"""A promise that lives by chance, in simulated time, on the pure engine alone; it sees for itself that it adds up."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from goodword.calendars.hours import WHOLE_DAY, Hours, Window, around_the_clock
from goodword.calendars.open_time import OpenTime, Pause
from goodword.core.clock import NEVER
from goodword.promises.alarms import (
    NO_WARNINGS,
    Warnings,
    due_of,
    next_alarm,
    warnings_of_allowance,
    warnings_of_appointment,
)
from goodword.promises.choices import Outcome, Settled
from goodword.promises.life import Life

BEGIN = datetime(2026, 10, 20, tzinfo=UTC)  # two changes of the clocks lie ahead
INSTANT = timedelta(microseconds=1)
DESK = (Window(time(8, 30), time(12)), Window(time(13), time(17)))
NIGHT = (Window(time(22), time(6)),)


@cache
def calendars() -> tuple[OpenTime, ...]:
    """Around the clock, a clinic's day, a night line, and a shop with a half day and a holiday."""
    zones = [ZoneInfo(name) for name in ("America/New_York", "Europe/Madrid", "Australia/Lord_Howe")]
    special = {date(2026, 11, 26): (), date(2026, 10, 30): (Window(time(8, 30), time(12)),)}
    return tuple(
        OpenTime(hours)
        for hours in (
            around_the_clock(ZoneInfo("UTC")),
            Hours(zones[0], (DESK,) * 5 + ((),) * 2, special),
            Hours(zones[1], (NIGHT,) * 7),
            Hours(zones[2], ((), *(DESK,) * 5, WHOLE_DAY)),
        )
    )


@dataclass
class Lived:
    """One promise and everything around it that decides when it is due."""

    chance: Random
    now: datetime = BEGIN
    life: Life = field(default_factory=lambda: Life(NEVER))
    warnings: Warnings = NO_WARNINGS
    pauses: list[Pause] = field(default_factory=list)
    is_up: bool = True
    warned: int = 0
    lead_warned: int = 0
    broken: int = 0

    def __post_init__(self) -> None:
        self.now += timedelta(seconds=self.chance.randrange(40 * 86_400))
        self.began = self.now
        self.calendar = self.chance.randrange(len(calendars()))
        self.allowed = timedelta(
            seconds=self.chance.choice([60, 3600, 7200, 86_400, self.chance.randrange(1, 300_000)])
        )
        self.is_allowance = self.chance.random() < 0.7
        if not self.is_allowance:
            self.life = replace(self.life, due=self.now + self.allowed)
            self.warnings = warnings_of_appointment(self.now, self.life.due)
        self._reckon()

    # What happens to it

    def live(self, events: int) -> None:
        """Let that many things happen, each a while after the last; then check that the whole adds up."""
        for _ in range(events):
            self._pass_time()
            self.chance.choice(_EVENTS)(self)
            self.check()
        self._recover()
        self.check()
        self.check_whole()

    def _pass_time(self) -> None:
        """Some while, now and then to the very moment of an alarm, just before it, or just after."""
        until = self.now + timedelta(seconds=int(self.chance.expovariate(1 / 20_000)))
        edge = self._alarm()
        if edge < NEVER and self.chance.random() < 0.3:
            until = max(self.now, edge + self.chance.choice([-INSTANT, timedelta(0), INSTANT]))
        if self.is_up:
            self._watch(until)
        self.now = until

    def _watch(self, until: datetime) -> None:
        """What the watcher does up to then: at each alarm, the moment after it is due."""
        while (at := self._alarm()) < until:
            self.now = max(self.now, at + INSTANT)
            self._look()

    def _look(self) -> None:
        broken = self.life.after(self.now)
        if broken != self.life:
            self.life, self.broken = broken, self.broken + 1
            return
        self.warned += self.warned == 0 and self.warnings.owner <= self.now
        self.lead_warned += self.lead_warned == 0 and self.warnings.lead <= self.now

    def _alarm(self) -> datetime:
        return next_alarm(
            self.life,
            self.warnings,
            warned=self.warned > 0,
            lead_warned=self.lead_warned > 0,
            made=self.began,
        )

    def _see(self) -> None:
        """Every action sees first what has passed."""
        if self.life.is_past_due(self.now):
            self._look()

    def queue(self) -> None:
        self._see()
        self.life = self.life.given(self.now + timedelta(seconds=10))

    def send(self) -> None:
        if self.life.is_given and self.life.given_at is not None and self.life.given_at <= self.now:
            self.life = self.life.kept(self.life.given_at)

    def lose(self) -> None:
        self.life = self.life.lost()
        self._reckon()
        self._see()

    def keep(self) -> None:
        self._see()
        self.life = self.life.kept(self.now)

    def release(self) -> None:
        if self.chance.random() < 0.2:
            self.life = self.life.released(self.now)

    def renegotiate(self) -> None:
        if self.chance.random() < 0.3:
            self._see()
            self.life = self.life.renegotiated(self.now)

    def take_back(self) -> None:
        if self.chance.random() < 0.3:
            self.life = self.life.as_owed_again()
            self._reckon()
            self._see()

    def their_turn(self) -> None:
        self._see()
        if not any(until is None for _since, until in self.pauses):
            self.pauses.append((self.now, None))
            self._reckon()

    def our_turn(self) -> None:
        self._see()
        self.pauses = [(since, self.now if until is None else until) for since, until in self.pauses]
        self._reckon()
        self._see()

    def edit_calendar(self) -> None:
        self._see()
        if self.chance.random() < 0.3 and not self.life.outcome:
            self.calendar = self.chance.randrange(len(calendars()))
            self._reckon()
            self._see()

    def crash(self) -> None:
        self.is_up = False

    def _recover(self) -> None:
        self.is_up = True
        self._see()
        self._watch(self.now)

    # What must hold

    def _reckon(self) -> None:
        if not self.is_allowance or self.life.outcome or not self.life.is_owed:
            return
        open_time = calendars()[self.calendar]
        self.life = self.life.reckoned(due_of(open_time, self.began, self.allowed, self.pauses))
        self.warnings = (
            warnings_of_allowance(open_time, self.began, self.allowed, self.pauses, share=75, lead=None)
            if self.life.due < NEVER
            else NO_WARNINGS
        )

    def check(self) -> None:
        """At every moment: one outcome, agreeing with how it was settled; no alarm missed while somebody looks."""
        life = self.life
        if self.is_up:
            assert not life.is_past_due(self.now) or self.now <= life.due + INSTANT, "passed without its alarm"
        if life.outcome == Outcome.NONE:
            assert life.is_owed
        if life.outcome == Outcome.BROKEN:
            assert life.settled in {Settled.NOT, Settled.MADE_GOOD, Settled.RELEASED}, "a broken one stays owed"
        elif life.outcome:
            assert life.settled == life.outcome
        assert life.is_owed == (life.settled_at is None)

    def check_whole(self) -> None:
        """Its life adds up: kept within the time it was allowed, broken when just that had passed."""
        life = self.life
        if life.outcome == Outcome.KEPT:
            assert (life.outcome_at or NEVER) <= life.due
        if life.outcome == Outcome.BROKEN:
            assert life.outcome_at == life.due
            assert life.settled_at is None or life.settled_at >= life.due
        if self.is_allowance and life.due < NEVER and life.outcome in {Outcome.KEPT, Outcome.BROKEN}:
            at = life.outcome_at or life.due
            spent = calendars()[self.calendar].elapsed(self.began, at, self.pauses)
            assert spent <= self.allowed if life.outcome == Outcome.KEPT else spent == self.allowed


_EVENTS = (
    Lived.queue,
    Lived.queue,
    Lived.send,
    Lived.send,
    Lived.lose,
    Lived.keep,
    Lived.release,
    Lived.renegotiate,
    Lived.take_back,
    Lived.their_turn,
    Lived.our_turn,
    Lived.edit_calendar,
    Lived.crash,
    Lived._recover,
)
