"""Words of a letter that left, in which a promise was noticed, on Today: kept track of, or none."""

import re

import pytest
from django.test import Client

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.noting_sent import note_sent_elsewhere
from goodword.conversations.actions.spam import mark_spam
from goodword.conversations.types import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.promises.types import NoticedPromise, Promise
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock

ASKED = "Is it a promise?"
CALL = "I'll call you tomorrow before noon."
UNSURE = "I will call you on 03/04/2027."
HTMX = {"HX-Request": "true"}


def sent_elsewhere(cast: Cast, conversation: Conversation, by: Actor, text: str = CALL) -> NoticedPromise:
    note_sent_elsewhere(letter(cast, odile(), conversation_id=conversation.pk, text=text), by=by, answers=True)
    return NoticedPromise.objects.latest("pk")


def today(desk: Client) -> str:
    return desk.get("/today").content.decode()


def test_it_is_asked_and_is_one(desk: Client, cast: Cast, conversation: Conversation, mara: Actor) -> None:
    noticed = sent_elsewhere(cast, conversation, mara)
    assert ASKED in (page := today(desk))
    assert "“I&#x27;ll call you tomorrow before noon”" in page

    answer = desk.post(f"/noticed/{noticed.pk}/acceptance", {"in": "today"}, headers=HTMX)

    promise = Promise.objects.get(ours__startswith="I'll call")
    assert (promise.owner_id, promise.due_at) == (cast.mara.pk, noticed.due_at)
    assert "/undo" in answer.content.decode()
    assert ASKED not in (page := today(desk))
    assert f'id="owed-{promise.pk}"' in page


def test_it_is_none(desk: Client, cast: Cast, conversation: Conversation, mara: Actor) -> None:
    noticed = sent_elsewhere(cast, conversation, mara)

    without_script = desk.post(f"/noticed/{noticed.pk}/dismissal", {"in": "today"})

    assert without_script.headers["Location"] == "/today"
    assert ASKED not in today(desk)
    assert not Promise.objects.filter(ours__startswith="I'll call").exists()


def test_of_several_times_one_is_chosen(desk: Client, cast: Cast, conversation: Conversation, mara: Actor) -> None:
    noticed = sent_elsewhere(cast, conversation, mara, UNSURE)
    offered = re.findall(r'name="at" value="([^"]*)"', today(desk))
    assert len(offered) == 2

    desk.post(f"/noticed/{noticed.pk}/acceptance", {"in": "today", "at": offered[1]}, headers=HTMX)

    assert Promise.objects.get(ours__startswith="I will call").due_at == noticed.choices[1]


def test_what_became_past_while_one_looked(
    desk: Client, cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    noticed = sent_elsewhere(cast, conversation, mara)
    clock.forward(hours=48)

    assert ASKED not in today(desk)
    answer = desk.post(f"/noticed/{noticed.pk}/acceptance", {"in": "today"}, headers=HTMX)
    assert "past" in answer.content.decode()
    assert "conversation" not in answer.content.decode()


@pytest.mark.parametrize("writer", ["caleb", "nobody"])
@pytest.mark.parametrize("assignee", ["mara", "caleb", None])
def test_whoever_may_know_is_asked(
    desk: Client, cast: Cast, conversation: Conversation, writer: str, assignee: str | None
) -> None:
    """Of what nobody known wrote, whoever has the conversation."""
    by = Actor.agent(cast.caleb.pk) if writer == "caleb" else SYSTEM
    if assignee:
        assign_conversation(conversation.pk, to=getattr(cast, assignee).pk, by=SYSTEM)
    sent_elsewhere(cast, conversation, by)

    assert (ASKED in today(desk)) == (writer == "nobody" and assignee == "mara")


def test_a_closed_matter_asks_and_spam_does_not(
    desk: Client, cast: Cast, conversation: Conversation, mara: Actor
) -> None:
    sent_elsewhere(cast, conversation, mara)
    close_conversation(conversation.pk, by=mara)
    assert ASKED in today(desk)

    mark_spam(conversation.pk, by=mara)
    assert ASKED not in today(desk)


def test_what_asks_when_is_forgotten_in_days(
    desk: Client, cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    sent_elsewhere(cast, conversation, mara, UNSURE)
    clock.forward(hours=24 * 4)

    assert ASKED not in today(desk)
