"""Whoever asked a colleague hears what came of it, once."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.noting import write_note
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.notifications.choices import Matter
from goodword.notifications.models import Notification
from goodword.notifications.queries import notices
from goodword.notifications.wording import sentence
from goodword.promises.actions.asking import Question, ask_colleague
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def asked(cast: Cast) -> Promise:
    """Mara, whose matter it is, asks Tess, who has an hour."""
    number, mara = conversation_with_odile(cast).pk, Actor.agent(cast.mara.pk)
    assign_conversation(number, to=cast.mara.pk, by=mara)
    question = Question(who=f"agent:{cast.tess.pk}", words="Is it in stock?", due=now() + HOUR)
    return ask_colleague(number, question, by=mara)


def told_mara(cast: Cast) -> list[str]:
    return [sentence(notice.notification, notice.around) for notice in notices(cast.mara)[0]]


def test_the_asker_hears_of_the_answer_and_not_of_the_note_as_well(asked: Promise, cast: Cast) -> None:
    write_note(asked.conversation_id, by=Actor.agent(cast.tess.pk), html="<p>Two boxes.</p>")

    assert told_mara(cast) == [f"Tess Whitcombe answered what you asked in #{asked.conversation_id}."]


def test_a_note_that_answers_nothing_is_told_as_one(asked: Promise, cast: Cast) -> None:
    keep_promise(asked.pk, by=Actor.agent(cast.mara.pk))
    write_note(asked.conversation_id, by=Actor.agent(cast.tess.pk), html="<p>Two boxes.</p>")

    assert list(Notification.objects.filter(agent=cast.mara).values_list("matter", flat=True)) == [Matter.NOTED]


def test_that_none_came_in_time(asked: Promise, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=2)
    look_once()

    assert told_mara(cast) == [
        f"What you asked in #{asked.conversation_id} was not answered in time. It is still owed."
    ]


def test_that_it_takes_longer(asked: Promise, cast: Cast) -> None:
    tess = Actor.agent(cast.tess.pk)
    renegotiate_promise(asked.pk, by=tess, due=now() + 3 * HOUR, because="I am at the counter", told=Told.SPOKEN)

    assert told_mara(cast) == [f"Tess Whitcombe needs longer for what you asked in #{asked.conversation_id}."]


def test_that_it_takes_longer_than_it_was_late_already(asked: Promise, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=2)
    look_once()
    tess = Actor.agent(cast.tess.pk)
    renegotiate_promise(asked.pk, by=tess, due=now() + 3 * HOUR, because="I must look", told=Told.SPOKEN)

    assert f"Tess Whitcombe needs longer for what you asked in #{asked.conversation_id}." in told_mara(cast)
