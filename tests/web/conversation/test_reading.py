"""Unread conversations: seen when they stand on the screen, unread again when somebody says so."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation
from goodword.conversations.together import ReadMark
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile, letter
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def matter(cast: Cast, clock: Clock) -> Conversation:
    clock.forward(minutes=5)
    return conversation_with_odile(cast)


def page(desk: Client, matter: Conversation) -> str:
    return desk.get(reverse("conversation", args=[matter.pk])).content.decode()


def tell_seen(desk: Client, matter: Conversation) -> int:
    """Send the hidden form as the browser does."""
    form = page(desk, matter).partition('id="seen"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    return desk.post(reverse("seen", args=[matter.pk]), fields, headers=HTMX).status_code


def test_opening_a_page_writes_nothing_and_asks_the_browser_to_tell(desk: Client, matter: Conversation) -> None:
    assert 'id="seen"' in page(desk, matter)
    assert not ReadMark.objects.exists()


def test_what_was_told_is_seen_and_the_form_is_gone(desk: Client, cast: Cast, matter: Conversation) -> None:
    assert tell_seen(desk, matter) == 204
    mark = ReadMark.objects.get(agent=cast.mara, conversation=matter)
    assert (mark.seen_at, mark.message_id) == (matter.news_at, matter.messages.get().pk)
    assert 'id="seen"' not in page(desk, matter)


def test_what_is_new_begins_below_a_line_that_a_refresh_keeps(
    desk: Client, cast: Cast, matter: Conversation, clock: Clock
) -> None:
    tell_seen(desk, matter)
    clock.forward(minutes=1)
    new = receive_message(letter(cast, matter.customer, conversation_id=matter.pk, text="Still nothing."))
    opened = page(desk, matter)
    assert opened.index('id="new-line"') < opened.index(f'id="message-{new.pk}"')
    assert f"fresh=message-{new.pk}" in opened

    tell_seen(desk, matter)
    address = reverse("thread", args=[matter.pk])
    kept = desk.get(f"{address}?fresh=message-{new.pk}", headers=HTMX).content.decode()
    assert 'id="new-line"' in kept
    assert 'id="new-line"' not in desk.get(address, headers=HTMX).content.decode()


def test_marked_as_unread_one_is_back_at_the_list(desk: Client, cast: Cast, matter: Conversation) -> None:
    tell_seen(desk, matter)
    answer = desk.post(reverse("unread", args=[matter.pk]), headers=HTMX)
    assert answer.headers["HX-Push-Url"] == reverse("inbox")
    assert ReadMark.objects.get(agent=cast.mara).asked_again
    assert desk.post(reverse("unread", args=[matter.pk])).headers["Location"] == reverse("inbox")


def test_a_note_marked_as_unread_begins_below_the_line_again(
    desk: Client, cast: Cast, matter: Conversation, clock: Clock
) -> None:
    tell_seen(desk, matter)
    clock.forward(minutes=1)
    note = write_note(matter.pk, by=Actor.agent(cast.tess.pk), html="<p>Call her.</p>")
    for _ in range(2):
        opened = desk.get(reverse("conversation", args=[matter.pk]), headers=HTMX).content.decode()
        assert opened.index('id="new-line"') < opened.index(f'id="note-{note.pk}"')
        assert f"fresh=note-{note.pk}" in opened
        tell_seen(desk, matter)
        desk.post(reverse("unread", args=[matter.pk]), headers=HTMX)


@pytest.mark.parametrize("news", ["yesterday", "2026-11-02T10:00:00"])
def test_what_is_no_moment_is_refused(desk: Client, matter: Conversation, news: str) -> None:
    assert desk.post(reverse("seen", args=[matter.pk]), {"news": news}).status_code == 422
    assert not ReadMark.objects.exists()
