"""Promises live by chance through the real actions; their figures are what adding up the rows by hand gives."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.talking import Said, open_by_talk
from goodword.conversations.actions.turning import set_turn
from goodword.conversations.choices import Channel, Turn
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.core.errors import DomainError
from goodword.insight.counts import Count
from goodword.insight.periods import Period
from goodword.insight.queries.figures import figures, own_count
from goodword.promises.actions.giving import Word, give_promise, withdraw_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.keeping import keep_promise, owe_again
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Kind, Outcome, Release, Settled, Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock

EVENTS = 160


@dataclass
class Weeks:
    """Some weeks at the desk, by chance."""

    chance: Random
    cast: Cast
    clock: Clock
    numbers: list[int]

    def live(self) -> None:
        for _ in range(EVENTS):
            self.clock.forward(seconds=self.chance.expovariate(1 / 14_000))
            with suppress(DomainError):
                self.chance.choice(EVERYTHING)(self)
            if self.chance.random() < 0.7:
                look_once()

    @property
    def by(self) -> Actor:
        return Actor.agent(self.chance.choice([self.cast.mara, self.cast.tess, self.cast.caleb]).pk)

    def one(self, *settled: str) -> int:
        rows = Promise.objects.standing().filter(settled__in=settled).order_by("id").values_list("pk", flat=True)
        if not rows:
            raise DomainError
        return self.chance.choice(list(rows))

    @property
    def soon(self) -> Any:
        return now() + timedelta(seconds=self.chance.randrange(60, 200_000))

    def give(self) -> None:
        chance, cast = self.chance, self.cast
        inside = {"target": Target.INSIDE, "to_team": cast.nursing.pk}
        to = inside if chance.random() < 0.2 else {"target": chance.choice([Target.REPLY, Target.CALLBACK])}
        team = chance.choice([None, cast.nursing.pk, cast.pharmacy.pk])
        word = Word(ours=f"{chance.random()}", due=self.soon, owner_team=team, **to)  # type: ignore[arg-type]
        give_promise(chance.choice(self.numbers), word, by=self.by)

    def write(self) -> None:
        receive_message(letter(self.cast, odile(), conversation_id=self.chance.choice([None, *self.numbers])))

    def turn(self) -> None:
        set_turn(self.chance.choice(self.numbers), by=self.by, to=self.chance.choice(list(Turn)))

    def keep(self) -> None:
        keep_promise(self.one(""), by=self.by)

    def owe(self) -> None:
        owe_again(self.one("kept", "made-good", "released"), by=self.by)

    def release(self) -> None:
        release_promise(self.one(""), by=self.by, reason=Release.CUSTOMER)

    def withdraw(self) -> None:
        if self.chance.random() < 0.3:
            withdraw_promise(self.one(""), by=self.by)

    def hand_over(self) -> None:
        hand_over_promise(self.one(""), by=self.by, team=self.chance.choice([self.cast.nursing, self.cast.pharmacy]).pk)

    def renegotiate(self) -> None:
        renegotiate_promise(self.one(""), by=self.by, due=self.soon, because="Late", told=Told.SPOKEN)


EVERYTHING: list[Callable[[Weeks], None]] = [
    Weeks.give, Weeks.give, Weeks.give, Weeks.write, Weeks.turn, Weeks.turn, Weeks.keep, Weeks.keep, Weeks.keep,
    Weeks.owe, Weeks.release, Weeks.withdraw, Weeks.hand_over, Weeks.renegotiate,
]  # fmt: skip


def begin(cast: Cast, clock: Clock, seed: int) -> Weeks:
    hours = {Target.FIRST_REPLY: 20, Target.NEXT_REPLY: 30, Target.RESOLUTION: 100}
    targets = {one: Term(allowed=timedelta(hours=number)) for one, number in hours.items()}
    create_policy(Terms(name="Everybody", targets=targets), by=Actor.agent(cast.olive.pk))
    numbers = [receive_message(letter(cast, odile())).conversation.pk for _ in range(3)]
    called = Said(channel=Channel.PHONE, words="Where is it?")
    numbers.append(open_by_talk(odile().pk, called, by=Actor.agent(cast.mara.pk)).conversation_id)
    return Weeks(Random(seed), cast, clock, numbers)


def came_to(promise: Promise) -> str:
    """What a person would say of the row; empty for what is not counted."""
    if promise.due_at == NEVER:
        return promise.outcome
    if promise.due_at >= now():
        return ""
    if promise.outcome not in {Outcome.NONE, Outcome.BROKEN}:
        return promise.outcome
    return {Settled.MADE_GOOD: "made_good", Settled.RELEASED: "let_go"}.get(Settled(promise.settled), "owed")


def by_hand(period: Period, key: Callable[[Promise], Any], **which: object) -> dict[Any, Count]:
    found: dict[Any, Counter[str]] = {}
    for promise in Promise.objects.filter(withdrawn_at=None, **which).select_related("conversation"):
        at = promise.outcome_at if promise.due_at == NEVER else promise.due_at
        word = came_to(promise)
        if word and at is not None and period.first <= at.astimezone(period.zone).date() <= period.last:
            found.setdefault(key(promise), Counter())[word] += 1
    return {name: Count(**counts) for name, counts in found.items()}


def monday(promise: Promise, period: Period) -> date:
    at = promise.outcome_at if promise.due_at == NEVER else promise.due_at
    assert at is not None
    day = at.astimezone(period.zone).date()
    return day - timedelta(days=day.weekday())


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_what_the_rows_add_up_to(cast: Cast, clock: Clock, period: Period, seed: int) -> None:
    begin(cast, clock, seed).live()
    last = Period.of_weeks(4, period.zone)

    for inside in (False, True):
        found, which = figures(cast.olive, last, inside=inside), {"customer__isnull": inside}
        weeks = by_hand(last, lambda one: monday(one, last), **which)
        assert {week.begins.date(): count for week, count in found.weeks if count.everything} == weeks
        assert by_hand(last, lambda one: one.owner_team_id, **which) == {
            team and team.pk: count for team, count in found.teams
        }
        assert by_hand(last, lambda one: Target(one.target), **which) == dict(found.targets)
        assert by_hand(last, lambda one: Kind(one.kind), **which) == dict(found.kinds)
        assert by_hand(last, lambda one: Channel(one.conversation.channel), **which) == dict(found.channels)
        mine = by_hand(last, lambda _one: "mine", owner=cast.mara, **which)
        assert own_count(cast.mara, last, inside=inside) == mine.get("mine", Count())


def test_everything_happens_in_it(cast: Cast, clock: Clock, period: Period) -> None:
    begin(cast, clock, 0).live()

    count = figures(cast.olive, Period.of_weeks(4, period.zone)).total
    assert min(count.kept, count.made_good, count.owed, count.renegotiated, count.released) > 0
    assert Promise.objects.filter(due_at=NEVER).exclude(outcome="").exists()
