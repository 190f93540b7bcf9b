"""Service policies: made, changed, ordered, switched off and removed, and what runs follows them."""

from datetime import time, timedelta
from typing import Any

import pytest

from goodword.calendars.actions.making import create_calendar
from goodword.calendars.hours import Window
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.jobs.worker import run_due_jobs
from goodword.promises.actions.policies import (
    Term,
    Terms,
    change_policy,
    create_policy,
    order_policies,
    remove_policy,
    switch_policy,
)
from goodword.promises.choices import Outcome, Release, Target
from goodword.promises.jobs import following
from goodword.promises.policies import policy_for
from goodword.promises.types import Promise, ServicePolicy
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds

HOUR = timedelta(hours=1)


@pytest.fixture
def olive(cast: Cast) -> Actor:
    return Actor.agent(cast.olive.pk)


def replies_in(hours: int, **changes: Any) -> Terms:
    return Terms(**{"name": "Replies", "targets": {Target.FIRST_REPLY: Term(allowed=hours * HOUR)}, **changes})


@pytest.fixture
def letter_of_odile(policy: ServicePolicy, cast: Cast) -> Conversation:
    return receive_message(letter(cast, odile())).conversation


def first_reply() -> Promise:
    return Promise.objects.get(target=Target.FIRST_REPLY)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (replies_in(1, name="  "), "name"),
        (replies_in(1, targets={}), "targets"),
        (replies_in(1, condition="tag:nowhere"), "condition"),
        (replies_in(1, condition="(tag:none"), "condition"),
        (replies_in(1, condition="is:mine"), "condition"),
        (replies_in(1, condition="channel:email OR -assigned:ME"), "condition"),
        (replies_in(0), "first-reply"),
        (replies_in(9000), "first-reply"),
        (replies_in(1, targets={Target.FIRST_REPLY: Term(allowed=HOUR, warn_share=100)}), "first-reply"),
        (replies_in(1, targets={Target.FIRST_REPLY: Term(allowed=HOUR, warn_lead=HOUR)}), "first-reply"),
        (replies_in(1, targets={Target.FIRST_REPLY: Term(allowed=HOUR, calendar=98765)}), "first-reply"),
        (replies_in(1, targets={Target.OTHER: Term(allowed=HOUR)}), "targets"),
    ],
)
def test_what_cannot_be_promised_is_named(olive: Actor, terms: Terms, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        create_policy(terms, by=olive)
    assert list(refused.value.fields) == [field]
    assert not ServicePolicy.objects.exists()


def test_only_administrators_promise_by_policy(cast: Cast, policy: ServicePolicy) -> None:
    tess = Actor.agent(cast.tess.pk)
    deeds = (
        lambda: create_policy(replies_in(1), by=tess),
        lambda: change_policy(policy.pk, replies_in(1), by=tess),
        lambda: switch_policy(policy.pk, by=tess, on=False),
        lambda: order_policies([policy.pk], by=tess),
        lambda: remove_policy(policy.pk, by=tess),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_the_first_that_fits_counts(cast: Cast, olive: Actor, letter_of_odile: Conversation) -> None:
    everybody = ServicePolicy.objects.get()
    mail = create_policy(replies_in(1, name="Mail", condition="channel:email"), by=olive)
    assert policy_for(letter_of_odile.pk) == everybody

    order_policies([mail.pk, everybody.pk], by=olive)
    assert policy_for(letter_of_odile.pk) == mail

    switch_policy(mail.pk, by=olive, on=False)
    assert policy_for(letter_of_odile.pk) == everybody


def test_an_order_that_lacks_one_is_refused(olive: Actor, policy: ServicePolicy) -> None:
    create_policy(replies_in(1), by=olive)
    with pytest.raises(Invalid):
        order_policies([policy.pk], by=olive)


def test_what_runs_is_due_as_the_policy_says_now_from_when_it_began(
    olive: Actor, policy: ServicePolicy, letter_of_odile: Conversation, clock: Clock
) -> None:
    began = first_reply().began_at
    clock.forward(minutes=10)
    change_policy(policy.pk, replies_in(5), by=olive)
    run_due_jobs(["default"])

    assert first_reply().due_at == began + 5 * HOUR
    resolution = Promise.objects.get(target=Target.RESOLUTION)
    assert (resolution.outcome, resolution.release) == (Outcome.RELEASED, Release.POLICY)
    assert kinds(letter_of_odile.pk).count("promise.reckoned") == 1


def test_what_a_customer_was_told_stays(olive: Actor, policy: ServicePolicy, letter_of_odile: Conversation) -> None:
    told = first_reply()
    told.change(told_at=told.began_at)
    change_policy(policy.pk, replies_in(5), by=olive)
    run_due_jobs(["default"])
    assert first_reply().due_at == told.due_at


def test_more_time_does_not_mend_what_is_past_due(
    olive: Actor, policy: ServicePolicy, letter_of_odile: Conversation, clock: Clock
) -> None:
    due = first_reply().due_at
    clock.forward(hours=3)  # and the watcher has not looked
    change_policy(policy.pk, replies_in(48), by=olive)
    run_due_jobs(["default"])

    broken = first_reply()
    assert (broken.outcome, broken.outcome_at, broken.due_at, broken.is_owed) == (Outcome.BROKEN, due, due, True)


def test_removed_it_leaves_what_ran_to_the_next_one(
    olive: Actor, policy: ServicePolicy, letter_of_odile: Conversation
) -> None:
    create_policy(replies_in(8), by=olive)
    remove_policy(policy.pk, by=olive)
    run_due_jobs(["default"])

    assert first_reply().due_at == first_reply().began_at + 8 * HOUR
    with pytest.raises(NotFound):
        remove_policy(policy.pk, by=olive)


def test_switched_off_and_on_again_owes_the_same(
    olive: Actor, policy: ServicePolicy, letter_of_odile: Conversation, clock: Clock
) -> None:
    was = first_reply()
    switch_policy(policy.pk, by=olive, on=False)
    run_due_jobs(["default"])
    assert first_reply().release == Release.POLICY

    clock.forward(minutes=5)
    switch_policy(policy.pk, by=olive, on=True)
    run_due_jobs(["default"])
    assert (first_reply().pk, first_reply().is_owed, first_reply().due_at) == (was.pk, True, was.due_at)


def test_it_is_seen_how_far_what_runs_follows(
    cast: Cast, olive: Actor, letter_of_odile: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodword.promises.jobs.MOST_LEFT", 1)
    receive_message(letter(cast, odile()))
    create_policy(replies_in(1), by=olive)
    far = following()
    assert far is not None
    assert (far.done, far.left, far.is_more) == (0, 1, True)

    run_due_jobs(["default"])
    assert following() is None


def test_some_hundred_at_a_time(
    cast: Cast, olive: Actor, policy: ServicePolicy, letter_of_odile: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodword.promises.jobs.AT_ONCE", 1)
    receive_message(letter(cast, odile()))
    change_policy(policy.pk, replies_in(6), by=olive)
    run_due_jobs(["default"])
    rows = Promise.objects.filter(target=Target.FIRST_REPLY)
    assert {row.due_at - row.began_at for row in rows} == {6 * HOUR}


def test_a_calendar_counts_its_open_time(cast: Cast, olive: Actor) -> None:
    week = ((Window(time(9), time(17)),),) * 5 + ((), ())
    office = create_calendar(by=olive, name="Depot", zone="UTC", week=week)
    terms = replies_in(1, targets={Target.FIRST_REPLY: Term(allowed=16 * HOUR, calendar=office.pk)})
    create_policy(terms, by=olive)
    receive_message(letter(cast, odile()))
    promise = first_reply()
    assert promise.due_at - promise.began_at > timedelta(days=1)
