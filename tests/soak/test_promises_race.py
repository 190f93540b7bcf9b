"""Two people, the customer, the relay and the watcher reach for one promise at once: it ends in one legal life."""

from collections import Counter
from datetime import timedelta

import pytest

from goodword.core.clock import NEVER, travelled_to
from goodword.core.models import RecordedEvent
from goodword.promises.choices import Outcome, Settled
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.campaigns import Campaign
from tests.cast import Cast, found_cast
from tests.frozen_time import Clock
from tests.soak.promise_races import RACES, Race, Round

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 2_000  # a hundredth: each race once, some before the due instant, some at it, some after
EDGES = (-1, 0, 1)  # microseconds


def test_a_race_ends_in_one_legal_life(campaign: Campaign, clock: Clock) -> None:
    cast, done = found_cast(), Counter[str]()
    names = list(RACES)
    for number in range(campaign.size(ROUNDS)):
        name, edge = names[number % len(names)], campaign.random.choice(EDGES)
        clock.travel(Clock.START)
        one = Round(cast, campaign.random)
        done["won"] += run(RACES[name], one, edge)
        done["refused"] += len(one.refused)
        try:
            check(one)
        except AssertionError as error:
            raise AssertionError(f"{name}, {edge} µs from the due instant: {error}") from error
        put_away(one)

    campaign.report(rounds=campaign.size(ROUNDS), races=len(RACES), **done)
    assert done["refused"] > 0


def run(race: Race, one: Round, edge: int) -> int:
    if race.before:
        race.before(one)
    one.moment = one.promise.due_at + timedelta(microseconds=edge)
    won = one.run([lambda act=act: act(one) for act in race.acts])
    assert won >= 1, f"everybody was refused: {one.refused}"
    assert race.most is None or won <= race.most, f"{won} had their way"
    with travelled_to(one.promise.due_at + timedelta(microseconds=2)):
        while look_once():
            pass
    return won


def check(one: Round) -> None:
    promises = list(Promise.objects.filter(conversation=one.number).order_by("pk"))
    one.conversation.refresh_from_db()
    for promise in promises:
        check_life(promise, kinds_of(promise), one)
    pressing = [promise.due_at for promise in promises if promise.is_owed and not promise.is_given]
    assert one.conversation.next_due_at == min(pressing, default=NEVER)
    assert not (one.conversation.is_closed and pressing), "something is owed in what is closed"
    successors = [promise for promise in promises if promise.replaces_id and promise.withdrawn_at is None]
    assert len(successors) <= 1, "two took the place of one"


def check_life(promise: Promise, kinds: Counter[str], one: Round) -> None:
    broken = promise.outcome == Outcome.BROKEN
    late = one.promise.due_at + timedelta(microseconds=2)
    assert not promise.life.is_past_due(late), "passed due without its alarm"
    assert kinds["promise.broken"] == broken, "one event for what broke"
    assert promise.settled in ({Settled.NOT, Settled.MADE_GOOD, Settled.RELEASED} if broken else {promise.outcome})
    is_kept = promise.settled in {Settled.KEPT, Settled.MADE_GOOD}
    assert kinds["promise.kept"] - kinds["promise.owed-again"] in ({1} if is_kept else {0, -1}), kinds
    assert kinds["promise.released"] == (promise.settled == Settled.RELEASED and promise.withdrawn_at is None)
    assert kinds["promise.renegotiated"] <= 1
    assert promise.settled != Settled.RENEGOTIATED or kinds["promise.renegotiated"] == 1
    assert kinds["promise.made"] == 1
    assert kinds["promise.warned"] <= 2


def kinds_of(promise: Promise) -> Counter[str]:
    rows = RecordedEvent.objects.filter(conversation_id=promise.conversation_id, kind__startswith="promise.")
    return Counter(row.kind for row in rows if row.data.get("promise_id") == promise.pk)


def put_away(one: Round) -> None:
    """So that no later round's watcher looks at what this one left."""
    Promise.objects.filter(conversation=one.number).update(wakes_at=NEVER)


@pytest.fixture
def cast() -> Cast:
    return found_cast()


def test_the_campaign_notices_a_fact_that_is_told_twice(cast: Cast, clock: Clock, campaign: Campaign) -> None:
    one = Round(cast, campaign.random)
    run(RACES["two keep"], one, 1)
    check(one)
    RecordedEvent.objects.filter(kind="promise.broken").update(kind="promise.kept")

    with pytest.raises(AssertionError, match="one event for what broke"):
        check(one)
