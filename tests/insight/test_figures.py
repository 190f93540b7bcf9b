"""How the desk keeps its word: what counts, when, where, and who may know."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.insight.access import sees_figures
from goodword.insight.counts import Count
from goodword.insight.periods import Period
from goodword.insight.queries.figures import figures, half_made_good_within, own_count
from goodword.promises.actions.giving import Word, give_promise, withdraw_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.actions.resolving import accept_solution
from goodword.promises.choices import Release, Settled, Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock

Give = Callable[..., Promise]
_number = iter(range(10**9))


@pytest.fixture
def give(cast: Cast) -> Give:
    """Mara promises Odile something within the hour, unless changed."""
    conversation = conversation_with_odile(cast)

    def giving(minutes: int = 60, **changes: object) -> Promise:
        said = {"ours": f"The {next(_number)}th", "due": now() + timedelta(minutes=minutes), **changes}
        return give_promise(conversation.pk, Word(**said), by=Actor.agent(cast.mara.pk))  # type: ignore[arg-type]

    return giving


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


def test_what_came_of_each_is_counted(cast: Cast, give: Give, mara: Actor, period: Period, clock: Clock) -> None:
    kept, late, let_go, released, moved, _owed = [give() for _ in range(6)]
    keep_promise(kept.pk, by=mara)
    release_promise(released.pk, by=mara, reason=Release.CUSTOMER)
    renegotiate_promise(moved.pk, by=mara, due=now() + timedelta(days=9), because="Late", told=Told.SPOKEN)
    clock.forward(minutes=61)
    keep_promise(late.pk, by=mara)
    release_promise(let_go.pk, by=mara, reason=Release.CUSTOMER)

    count = Count(kept=1, made_good=1, let_go=1, owed=1, renegotiated=1, released=1)
    assert figures(cast.olive, period).total == count == own_count(cast.mara, period)
    assert (count.n, count.broken, count.rate, count.everything) == (4, 3, 0.25, 6)


def test_nothing_counts_before_it_is_due(cast: Cast, give: Give, mara: Actor, period: Period, clock: Clock) -> None:
    keep_promise(give().pk, by=mara)
    give()
    clock.forward(minutes=60)
    assert figures(cast.olive, period).total == Count()  # done at the very instant would be in time

    clock.forward(seconds=1)

    assert figures(cast.olive, period).total == Count(kept=1, owed=1)


def test_what_is_past_due_is_broken_before_anybody_looks(cast: Cast, give: Give, period: Period, clock: Clock) -> None:
    promise = give()
    clock.forward(minutes=61)
    before = figures(cast.olive, period).total
    look_once()
    promise.refresh_from_db()

    assert promise.is_broken
    assert before == figures(cast.olive, period).total == Count(owed=1)


def test_an_answer_on_its_way_is_neither(cast: Cast, give: Give, mara: Actor, period: Period, clock: Clock) -> None:
    promise = give(target=Target.REPLY)
    send_reply(promise.conversation_id, by=mara, html="<p>It is here.</p>")
    clock.forward(minutes=61)

    assert figures(cast.olive, period).total == Count()


def test_what_was_taken_back_was_never_promised(
    cast: Cast, give: Give, mara: Actor, period: Period, clock: Clock
) -> None:
    withdraw_promise(give().pk, by=mara)
    clock.forward(minutes=61)

    assert figures(cast.olive, period).total == own_count(cast.mara, period) == Count()


def test_it_belongs_to_the_week_in_which_it_was_due(cast: Cast, give: Give, period: Period, clock: Clock) -> None:
    give(minutes=-1 + 60 * 24 * 7 - 60 * 10)  # a minute before midnight between Sunday and Monday, in New York
    give(minutes=60 * 24 * 7 - 60 * 10)
    clock.forward(days=8)

    weeks = figures(cast.olive, Period.of_weeks(4, period.zone)).weeks

    assert [count.n for _week, count in weeks] == [0, 0, 1, 1]
    assert figures(cast.olive, period).total.n == 1


def test_what_was_kept_while_it_stood_still_counts_when_it_was(
    cast: Cast, mara: Actor, period: Period, clock: Clock
) -> None:
    targets = {Target.RESOLUTION: Term(allowed=timedelta(hours=8))}
    create_policy(Terms(name="Everybody", targets=targets), by=Actor.agent(cast.olive.pk))
    conversation = receive_message(letter(cast, odile())).conversation
    send_reply(conversation.pk, by=mara, html="<p>It is solved. Is it?</p>", says="solves")  # type: ignore[arg-type]
    promise = Promise.objects.get(target=Target.RESOLUTION)
    assert promise.due_at == NEVER
    clock.forward(days=2)
    assert figures(cast.olive, period).total == Count()

    accept_solution(conversation.pk, by=mara)

    promise.refresh_from_db()
    assert (promise.settled, figures(cast.olive, period).total) == (Settled.KEPT, Count(kept=1))
    assert [target for target, _count in figures(cast.olive, period).targets] == [Target.RESOLUTION]


def test_what_is_owed_inside_stands_apart(cast: Cast, give: Give, period: Period, clock: Clock) -> None:
    give(target=Target.INSIDE, to_agent=cast.caleb.pk)
    give()
    give()
    clock.forward(minutes=61)

    assert figures(cast.olive, period).total.n == own_count(cast.mara, period).n == 2
    assert figures(cast.olive, period, inside=True).total.n == own_count(cast.mara, period, inside=True).n == 1


def test_each_grouping_stands_in_its_order(cast: Cast, give: Give, period: Period, clock: Clock) -> None:
    give(target=Target.REPLY, owner_team=cast.nursing.pk)
    give(target=Target.CALLBACK)
    Promise.objects.filter(pk=give().pk).update(owner_team=None)
    clock.forward(minutes=61)

    found = figures(cast.olive, period)

    assert [team.name if team else None for team, _count in found.teams] == ["Nursing", "Pharmacy line", None]
    assert [target for target, _count in found.targets] == [Target.CALLBACK, Target.REPLY, Target.OTHER]
    assert [[one.value for one, _count in rows] for rows in (found.kinds, found.channels)] == [
        ["appointment"],
        ["email"],
    ]


def test_who_may_know_of_whom(cast: Cast, give: Give, period: Period, clock: Clock) -> None:
    give()
    give(owner_team=cast.nursing.pk, owner=cast.caleb.pk)
    clock.forward(minutes=61)
    everybody = (cast.olive, cast.adam, cast.tess, cast.mara, cast.caleb, cast.cole)

    assert [figures(agent, period).total.n for agent in everybody] == [2, 2, 1, 0, 0, 0]
    assert [own_count(agent, period).n for agent in everybody] == [0, 0, 0, 1, 1, 0]
    assert [sees_figures(agent) for agent in everybody] == [True, True, True, False, False, False]


def test_a_lead_without_a_team_knows_of_nobody(cast: Cast, give: Give, period: Period, clock: Clock) -> None:
    cast.tess.teams.clear()
    Promise.objects.filter(pk=give().pk).update(owner_team=None)
    clock.forward(minutes=61)

    assert not sees_figures(cast.tess)
    assert figures(cast.tess, period).total == Count()
    assert figures(cast.olive, period).total.n == 1


def test_half_is_made_good_once_half_of_the_broken_is(
    cast: Cast, give: Give, mara: Actor, period: Period, clock: Clock
) -> None:
    broken = [give() for _ in range(4)]
    release_promise(give().pk, by=mara, reason=Release.CUSTOMER)
    clock.forward(minutes=60)
    halves = []
    for promise in broken:
        clock.forward(minutes=30)
        keep_promise(promise.pk, by=mara)
        halves.append(half_made_good_within(cast.olive, period, figures(cast.olive, period).total))

    hour = timedelta(hours=1)
    assert [one and round(one / hour, 3) for one in halves] == [None, 1.0, 1.0, 1.0]
