"""What happened to one promise, on demand: all of it, in order, in plain words."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.query_counts import asked_by

HTMX = {"HX-Request": "true"}
DAY = timedelta(days=1)


@pytest.fixture
def promise(conversation: Conversation, cast: Cast) -> Promise:
    word = Word(ours="Call back about the gauze", due=now() + DAY)
    return give_promise(conversation.pk, word, by=Actor.agent(cast.mara.pk))


def steps(desk: Client, promise: Promise) -> list[str]:
    html = desk.get(f"/promises/{promise.pk}/history", headers=HTMX).content.decode()
    lines = re.findall(r"<li[^>]*>(.*?)</li>", html, re.DOTALL)
    return [" ".join(re.sub(r"<small.*?</small>|<[^>]*>", " ", line).split()) for line in lines]


def test_all_of_it_in_order(desk: Client, promise: Promise, cast: Cast, clock: Clock) -> None:
    mara = Actor.agent(cast.mara.pk)
    hand_over_promise(promise.pk, by=mara, agent=cast.tess.pk)
    clock.forward(hours=23, minutes=30)
    look_once()
    new = renegotiate_promise(promise.pk, by=mara, due=now() + DAY, because="The van is late", told=Told.SPOKEN)
    clock.forward(hours=25)
    look_once()
    keep_promise(new.pk, by=mara)

    words = " | ".join(steps(desk, promise))
    told = ["promised", "handed over to Tess", "Warned", "of another time", "The van is late", "Broken", "Made good"]
    assert [word for word in told if word not in words] == []
    assert [words.index(word) for word in told] == sorted(words.index(word) for word in told)
    assert steps(desk, new) == steps(desk, promise)


def test_a_clock_that_stood_still_says_so(desk: Client, cast: Cast, clock: Clock) -> None:
    targets = {Target.RESOLUTION: Term(allowed=timedelta(hours=8))}
    create_policy(Terms(name="All", targets=targets), by=Actor.agent(cast.olive.pk))
    conversation = conversation_with_odile(cast, text="Where is it?")
    clock.forward(hours=1)
    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Which floor?</p>", says=Says.ASKS)
    promise = Promise.objects.get(conversation=conversation, target=Target.RESOLUTION)

    assert "The clock is paused: Resolution" in steps(desk, promise)


def test_it_opens_from_the_strip_and_without_script(desk: Client, promise: Promise) -> None:
    page = desk.get(f"/conversations/{promise.conversation_id}").content.decode()
    assert f'href="/promises/{promise.pk}/history' in page

    whole = desk.get(f"/promises/{promise.pk}/history").content.decode()
    assert "<html" in whole
    assert "What happened to it" in whole


def test_it_asks_the_same_however_long_it_is(desk: Client, promise: Promise, cast: Cast, clock: Clock) -> None:
    address = f"/promises/{promise.pk}/history"
    desk.get(address, headers=HTMX)
    with asked_by() as short:
        desk.get(address, headers=HTMX)
    latest = promise
    for _ in range(4):
        clock.forward(hours=1)
        due, by = now() + DAY, Actor.agent(cast.mara.pk)
        latest = renegotiate_promise(latest.pk, by=by, due=due, because="Still looking", told=Told.SPOKEN)

    with asked_by() as long:
        desk.get(address, headers=HTMX)
    assert len(long) == len(short)
