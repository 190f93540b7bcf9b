"""Who hears that something is due, and that it was not kept; and that it is quiet once nothing is owed."""

from datetime import timedelta

import pytest

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.notifications.choices import Matter
from goodword.notifications.models import Notification
from goodword.notifications.queries import notices
from goodword.notifications.wording import sentence
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock


@pytest.fixture
def promise(cast: Cast) -> Promise:
    word = Word(ours="Call about the dressings", due=now() + timedelta(hours=4), target=Target.CALLBACK)
    return give_promise(conversation_with_odile(cast).pk, word, by=Actor.agent(cast.mara.pk))


def told() -> set[tuple[str, str]]:
    return {(row.agent.first_name, row.matter) for row in Notification.objects.unread().select_related("agent")}


def words_for(agent: object) -> list[str]:
    return [sentence(notice.notification, notice.around) for notice in notices(agent)[0]]  # type: ignore[arg-type]


def test_an_hour_before_its_owner_hears(promise: Promise, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=3)
    look_once()

    assert told() == {("Mara", Matter.DUE_MINE)}
    assert words_for(cast.mara) == [f"Due soon in #{promise.conversation_id}: Call back."]


def test_half_way_from_there_the_lead_of_the_team(promise: Promise, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=3.5)
    look_once()

    assert told() == {("Mara", Matter.DUE_MINE), ("Tess", Matter.DUE_TEAM)}
    assert words_for(cast.tess) == [f"Due soon in #{promise.conversation_id}, owed by Mara Lindqvist: Call back."]


def test_both_hear_that_it_was_not_kept(promise: Promise, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=5)
    look_once()

    assert told() == {("Mara", Matter.BROKEN_MINE), ("Tess", Matter.BROKEN_TEAM)}
    assert "still owed" in words_for(cast.tess)[0]


def test_while_nobody_has_it_the_team_hears(promise: Promise, cast: Cast, clock: Clock) -> None:
    hand_over_promise(promise.pk, by=Actor.agent(cast.mara.pk), team=cast.pharmacy.pk)
    clock.forward(hours=3)
    look_once()

    assert told() == {("Mara", Matter.DUE_TEAM), ("Tess", Matter.DUE_TEAM)}
    assert "nobody has it" in words_for(cast.mara)[0]


def test_once_kept_nobody_need_look(promise: Promise, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=3.5)
    look_once()
    keep_promise(promise.pk, by=Actor.agent(cast.mara.pk))

    assert told() == set()
