"""What was typed stays: the reply that was begun, the letter that could not be sent, and what one wanted to close."""

import io
from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.drafting import attach_file, save_draft
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.choices import Target
from goodword.promises.models import Promise
from tests.cast import Cast

HTMX = {"HX-Request": "true"}


@pytest.fixture
def promise(cast: Cast, conversation: Conversation) -> Promise:
    word = Word(ours="Call with the result", due=now() + timedelta(days=1), target=Target.CALLBACK)
    return give_promise(conversation.pk, word, by=Actor.agent(cast.mara.pk))


def test_a_letter_about_another_time_leaves_the_begun_reply_and_its_files(
    desk: Client, cast: Cast, conversation: Conversation, promise: Promise
) -> None:
    mara = Actor.agent(cast.mara.pk)
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Half a thought</p>")
    attach_file(
        conversation.pk, by=mara, kind=DraftKind.REPLY, filename="a.txt", content_type="text/plain",
        content=io.BytesIO(b"for later"),
    )  # fmt: skip
    typed = {"words": "in 30 hours", "because": "the lab is late", "letter": "It takes longer."}
    desk.post(f"/promises/{promise.pk}/due", typed, headers=HTMX)

    assert conversation.messages.count() == 2
    draft = Draft.objects.get(conversation=conversation, kind=DraftKind.REPLY)
    assert ("Half a thought" in draft.html, draft.attachments.count()) == (True, 1)


def test_a_letter_that_is_refused_keeps_its_words(desk: Client, promise: Promise) -> None:
    past = (now() - timedelta(hours=1)).isoformat()
    typed = {"at": past, "because": "the lab is late", "letter": "Dear Odile, my own words."}
    answer = desk.post(f"/promises/{promise.pk}/due", typed, headers=HTMX)

    assert answer.status_code == 422
    assert "Dear Odile, my own words." in answer.content.decode()


def test_released_on_the_way_to_closing_it_is_closed(
    desk: Client, conversation: Conversation, promise: Promise
) -> None:
    refused = desk.post(f"/conversations/{conversation.pk}/closure", headers=HTMX).content.decode()
    assert f"/promises/{promise.pk}/release?closing=1" in refused
    form = desk.get(f"/promises/{promise.pk}/release?closing=1", headers=HTMX).content.decode()
    assert 'name="closing" value="1"' in form
    desk.post(f"/promises/{promise.pk}/release", {"reason": "customer", "closing": "1"}, headers=HTMX)

    conversation.refresh_from_db()
    assert conversation.is_closed


def test_it_is_snoozed_to_the_promise(desk: Client, conversation: Conversation, promise: Promise) -> None:
    refused = desk.post(f"/conversations/{conversation.pk}/closure", headers=HTMX).content.decode()
    assert "Snooze to it" in refused
    desk.post(f"/conversations/{conversation.pk}/snooze", {"promise": str(promise.pk)}, headers=HTMX)

    conversation.refresh_from_db()
    assert conversation.snoozed_until == promise.due_at
