"""Whoever has a customer's link can act as the customer: of what colleagues read, its signed part is left out."""

import pytest
from django.test import Client

from goodword.conversations.actions.matters import open_matter
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.matter_links import matter_token
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.notifications.queries import what_was_written
from goodword.notifications.types import Notification
from tests.cast import Cast, conversation_with_odile, letter, odile


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


@pytest.fixture
def token(cast: Cast, conversation: Conversation) -> str:
    """Of her link, which we wrote to her and she sent back, and wrote of once more."""
    token = matter_token(open_matter(conversation.pk, person_id=conversation.customer_id, by=SYSTEM))
    link = f"https://desk.example/matter/{token}"
    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html=f"<p>Lookitup: {link}</p>")
    for number in (1, 2):
        text = f"{link} Lookitup does not open, time {number}."
        receive_message(letter(cast, odile(), text=text, conversation_id=conversation.pk))
    run_due_jobs()
    return token


@pytest.mark.parametrize("path", ["/inbox", "/conversations/{number}", "/search?q=lookitup", "/inbox?q=lookitup"])
def test_on_every_screen(desk: Client, conversation: Conversation, token: str, path: str) -> None:
    html = desk.get(path.format(number=conversation.pk)).content.decode()

    assert "matter/…" in html
    assert token not in html


def test_in_what_is_told_and_found(conversation: Conversation, token: str) -> None:
    told = Notification(conversation_id=conversation.pk, matter="assigned", count=1)

    assert "matter/…" in what_was_written(told)
    assert token not in what_was_written(told)
    assert all(token not in one.preview for one in Message.objects.all())


def test_what_is_kept_and_sent_has_it_whole(token: str) -> None:
    assert all(token in one.body.text for one in Message.objects.select_related("body").exclude(pk=1))
