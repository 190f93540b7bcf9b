"""Snoozing from the screen: times on buttons, in words, and what is said of words that are not understood."""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.jobs.worker import run_due_jobs
from tests.frozen_time import Clock
from tests.timeline import last_event

HTMX = {"HX-Request": "true"}


@pytest.fixture
def address(conversation: Conversation) -> str:
    return f"/conversations/{conversation.pk}/snooze"


def test_it_is_snoozed_in_words_and_taken_back(desk: Client, conversation: Conversation, address: str) -> None:
    html = desk.post(address, {"words": "in 2 hours"}, headers=HTMX).content.decode()

    conversation.refresh_from_db()
    assert conversation.snoozed_until == now() + timedelta(hours=2)
    assert f'action="/activity/{last_event("conversation.snoozed").pk}/undo"' in html
    assert "Mara Lindqvist snoozed it until" in html


def test_the_words_may_be_spanish(desk: Client, conversation: Conversation, address: str) -> None:
    desk.post(address, {"words": "dentro de media hora"}, headers=HTMX)

    conversation.refresh_from_db()
    assert conversation.snoozed_until == now() + timedelta(minutes=30)


def test_a_time_on_a_button(desk: Client, conversation: Conversation, address: str) -> None:
    offered = desk.get(address, headers=HTMX).content.decode()
    assert [name in offered for name in ("Tomorrow morning", "In a week", "In a month")] == [True] * 3

    desk.post(address, {"preset": "week", "words": ""}, headers=HTMX)

    conversation.refresh_from_db()
    assert conversation.snoozed_until is not None
    assert timedelta(days=6) < conversation.snoozed_until - now() < timedelta(days=8)


@pytest.mark.parametrize(
    ("words", "said"), [("whenever", "was not understood"), ("yesterday", "That is past"), ("in 5 years", "years away")]
)
def test_what_does_not_do_is_said_beside_what_was_typed(
    desk: Client, conversation: Conversation, address: str, words: str, said: str
) -> None:
    answer = desk.post(address, {"words": words}, headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#choices")
    assert said in answer.content.decode()
    assert f'value="{words}"' in answer.content.decode()
    conversation.refresh_from_db()
    assert conversation.is_open


def test_what_is_understood_is_shown_first(desk: Client, address: str) -> None:
    def meant(words: str) -> str:
        return desk.get(f"{address}/moment", {"words": words}, headers=HTMX).content.decode()

    assert "12:00" in meant("tomorrow noon")
    assert "that is past" in meant("yesterday noon")
    assert "Not understood yet" in meant("whenever")
    assert "Not understood" not in meant("")


def test_without_script_what_does_not_do_comes_with_the_page(desk: Client, address: str) -> None:
    answer = desk.post(address, {"words": "whenever"})

    assert answer.status_code == 422
    assert "was not understood" in answer.content.decode()
    assert 'id="thread"' in answer.content.decode()


def test_the_snooze_is_ended_by_hand(desk: Client, conversation: Conversation, address: str) -> None:
    snooze_conversation(conversation.pk, by=SYSTEM, until=now() + timedelta(hours=2))
    assert f'id="row-{conversation.pk}"' in desk.get("/inbox?state=snoozed").content.decode()

    assert "back in its list" in desk.post(f"{address}/end", headers=HTMX).content.decode()
    assert f'id="row-{conversation.pk}"' in desk.get("/inbox").content.decode()


def test_the_list_says_that_a_snooze_ended(desk: Client, conversation: Conversation, clock: Clock) -> None:
    snooze_conversation(conversation.pk, by=SYSTEM, until=now() + timedelta(hours=2))
    clock.forward(hours=2)
    run_due_jobs()

    assert "Snooze ended" in desk.get("/inbox").content.decode()
