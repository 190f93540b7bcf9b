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
from goodword.recovery.actions.complaining import mark_complaint
from tests.cast import Cast, letter, odile


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


@pytest.mark.parametrize("path", ["complaint", "complaint/recoveries"])
def test_in_what_was_complained_of(desk: Client, cast: Cast, conversation: Conversation, token: str, path: str) -> None:
    latest = Message.objects.filter(conversation=conversation).latest("pk")
    complaint = mark_complaint(latest.pk, by=Actor.agent(cast.mara.pk))
    html = desk.get(f"/conversations/{conversation.pk}/{path}").content.decode()

    assert token in complaint.words
    assert "matter/…" in html
    assert token not in html


@pytest.mark.parametrize("path", ["/inbox", "/conversations/{0.pk}", "/people/{0.customer_id}"])
def test_in_previews_that_were_kept_before(desk: Client, conversation: Conversation, token: str, path: str) -> None:
    for kept in (Message.objects.filter(conversation=conversation), Conversation.objects.filter(pk=conversation.pk)):
        kept.update(preview=f"See https://desk.example/matter/{token}")
    html = desk.get(path.format(conversation)).content.decode()

    assert "matter/…" in html
    assert token not in html


def test_in_what_is_told_and_found(conversation: Conversation, token: str) -> None:
    told = Notification(conversation_id=conversation.pk, matter="assigned", count=1)

    assert "matter/…" in what_was_written(told)
    assert token not in what_was_written(told)
    assert all(token not in one.preview for one in Message.objects.all())


def test_what_is_kept_and_sent_has_it_whole(token: str) -> None:
    first, *others = Message.objects.select_related("body").order_by("pk")

    assert token not in first.body.text
    assert [token in one.body.text for one in others] == [True] * 3
