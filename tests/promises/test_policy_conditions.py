"""Whom a policy is for: each term of search as its condition, and what becomes of promises when it comes to hold."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from goodword.conversations.actions.assigning import move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.reopening import reopen_conversation
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.tagging import tag_with_name, untag_conversation
from goodword.conversations.actions.tags import create_tag, delete_tag
from goodword.conversations.types import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.people.actions.describing import describe_customer
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.releasing import need_no_reply
from goodword.promises.choices import Outcome, Release, Target
from goodword.promises.policies import policy_for
from goodword.promises.queries.policies import listed_policies
from goodword.promises.types import Promise, ServicePolicy
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock

HOUR = timedelta(hours=1)


def promise_by(condition: str, cast: Cast, hours: int = 1) -> ServicePolicy:
    terms = Terms(
        name=condition or "Everybody", condition=condition, targets={Target.FIRST_REPLY: Term(allowed=hours * HOUR)}
    )
    return create_policy(terms, by=Actor.agent(cast.olive.pk))


def the_reply() -> Promise:
    return Promise.objects.get(target=Target.FIRST_REPLY)


@pytest.fixture
def vip(cast: Cast) -> int:
    return create_tag(by=Actor.agent(cast.tess.pk), name="VIP").pk


ARRIVALS: dict[str, Callable[[Cast], dict[str, object]]] = {
    "channel:phone": lambda _cast: {"channel": "phone"},
    "mailbox:orders": lambda cast: {
        "mailbox_id": add_mailbox(by=SYSTEM, address="orders@wrenfield.example", name="Orders", team=None).pk
    },
    'team:"pharmacy line"': lambda _cast: {},
    "priority:normal": lambda _cast: {},
    "tag:none": lambda _cast: {},
    "subject:dressings": lambda _cast: {},
}


@pytest.mark.parametrize("condition", ARRIVALS)
def test_a_letter_that_meets_the_condition_is_promised_a_reply(cast: Cast, condition: str) -> None:
    changes = ARRIVALS[condition](cast)
    policy = promise_by(condition, cast)
    conversation = receive_message(letter(cast, odile(), **changes)).conversation
    assert (the_reply().conversation_id, the_reply().policy) == (conversation.pk, policy)


def test_a_condition_on_the_language(cast: Cast) -> None:
    promise_by("language:es", cast)
    conversation_with_odile(cast)
    assert not Promise.objects.exists()

    describe_customer(odile().pk, by=SYSTEM, language="es")
    conversation_with_odile(cast)
    assert the_reply().is_owed


def test_a_letter_that_does_not_meet_it_is_promised_nothing(cast: Cast) -> None:
    promise_by("channel:phone OR priority:urgent", cast)
    conversation_with_odile(cast)
    assert not Promise.objects.exists()


def test_the_last_word_of_a_condition_is_whole(cast: Cast) -> None:
    promise_by("frida", cast)
    conversation_with_odile(cast)  # about Friday
    assert not Promise.objects.exists()


CHANGES: dict[str, Callable[[Cast, Conversation, Actor], object]] = {
    "tag:vip": lambda _cast, one, by: tag_with_name(one.pk, by=by, name="VIP"),
    "priority:high": lambda _cast, one, by: set_priority(one.pk, by=by, to=3),
    "team:nursing": lambda cast, one, _by: move_conversation(
        one.pk, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk
    ),
}


@pytest.mark.parametrize("condition", CHANGES)
def test_falling_under_an_earlier_policy_it_is_due_as_that_says(
    cast: Cast, mara: Actor, vip: int, clock: Clock, condition: str
) -> None:
    promise_by(condition, cast)
    promise_by("", cast, hours=8)
    conversation = conversation_with_odile(cast)
    was = the_reply()
    assert was.due_at == was.began_at + 8 * HOUR

    clock.forward(minutes=20)
    CHANGES[condition](cast, conversation, mara)
    assert (the_reply().pk, the_reply().due_at) == (was.pk, was.began_at + HOUR)


@pytest.mark.parametrize("condition", CHANGES)
def test_falling_under_a_first_policy_it_is_promised_since_the_letter_came(
    cast: Cast, mara: Actor, vip: int, clock: Clock, condition: str
) -> None:
    promise_by(condition, cast)
    conversation = conversation_with_odile(cast)
    came = conversation.last_message_at
    assert not Promise.objects.exists()

    clock.forward(minutes=20)
    CHANGES[condition](cast, conversation, mara)
    assert (the_reply().began_at, the_reply().due_at) == (came, came + HOUR)


def test_a_letter_older_than_the_policy_is_promised_nothing(cast: Cast, mara: Actor, vip: int, clock: Clock) -> None:
    conversation = conversation_with_odile(cast)
    clock.forward(minutes=1)
    promise_by("tag:vip", cast)
    tag_with_name(conversation.pk, by=mara, name="VIP")
    assert not Promise.objects.exists()


def test_untagged_it_is_released_and_tagged_again_owed_as_before(
    cast: Cast, mara: Actor, vip: int, clock: Clock
) -> None:
    promise_by("tag:vip", cast)
    conversation = conversation_with_odile(cast)
    tag_with_name(conversation.pk, by=mara, name="VIP")
    due = the_reply().due_at
    untag_conversation(conversation.pk, by=mara, tag=vip)
    assert (the_reply().outcome, the_reply().release) == (Outcome.RELEASED, Release.POLICY)

    clock.forward(minutes=10)
    tag_with_name(conversation.pk, by=mara, name="VIP")
    assert (the_reply().is_owed, the_reply().due_at, the_reply().release) == (True, due, "")


def test_what_a_customer_was_told_stays(cast: Cast, mara: Actor, vip: int) -> None:
    promise_by("tag:vip", cast)
    promise_by("", cast, hours=8)
    conversation = conversation_with_odile(cast)
    told = the_reply()
    told.change(told_at=told.began_at)
    tag_with_name(conversation.pk, by=mara, name="VIP")
    assert the_reply().due_at == told.due_at


def test_who_needs_no_reply_is_promised_none_by_a_tag(cast: Cast, mara: Actor, vip: int) -> None:
    promise_by("", cast)
    conversation = conversation_with_odile(cast)
    need_no_reply(conversation.pk, by=mara)
    tag_with_name(conversation.pk, by=mara, name="VIP")
    assert the_reply().release == Release.NO_REPLY_NEEDED


def test_reopened_it_falls_under_what_fits_then(cast: Cast, mara: Actor, vip: int, clock: Clock) -> None:
    promise_by("tag:vip", cast)
    conversation = conversation_with_odile(cast)
    send_reply(conversation.pk, by=mara, html="<p>Here it is.</p>")
    close_conversation(conversation.pk, by=mara)
    tag_with_name(conversation.pk, by=mara, name="VIP")
    reopen_conversation(conversation.pk, by=mara)
    assert not Promise.objects.exists()  # nobody waits

    clock.forward(hours=1)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="And the gauze?"))
    assert policy_for(conversation.pk) is not None


def test_a_condition_that_means_nothing_any_more_fits_nothing(cast: Cast, vip: int) -> None:
    promise_by("tag:vip", cast)
    delete_tag(vip, by=Actor.agent(cast.tess.pk))
    everybody = promise_by("", cast, hours=8)

    conversation = conversation_with_odile(cast)
    assert policy_for(conversation.pk) == everybody
    assert [one.fault is not None for one in listed_policies()] == [True, False]
