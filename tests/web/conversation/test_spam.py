"""Spam from the screen."""

from django.test import Client

from goodword.conversations.actions.spam import list_spam_sender, mark_spam
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile
from tests.timeline import last_event

HTMX = {"HX-Request": "true"}


def test_marking_opens_the_next_and_can_be_taken_back(desk: Client, cast: Cast, conversation: Conversation) -> None:
    following = conversation_with_odile(cast, subject="Another matter")

    answer = desk.post(f"/conversations/{conversation.pk}/spam", headers=HTMX)

    assert answer.headers["HX-Push-Url"] == f"/conversations/{following.pk}"
    event = last_event("conversation.marked-spam")
    assert f'action="/activity/{event.pk}/undo"' in answer.content.decode()
    at = {**HTMX, "HX-Current-URL": f"http://testserver/conversations/{following.pk}"}
    back = desk.post(f"/activity/{event.pk}/undo", headers=at)
    assert back.headers["HX-Push-Url"] == f"/conversations/{conversation.pk}"
    conversation.refresh_from_db()
    assert not conversation.is_spam


def test_the_last_of_the_list_leaves_the_list(desk: Client, conversation: Conversation) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/spam", headers=HTMX)

    assert answer.headers["HX-Redirect"] == "/inbox"
    assert f'id="row-{conversation.pk}"' not in desk.get("/inbox").content.decode()
    assert f'id="row-{conversation.pk}"' in desk.get("/inbox?box=spam").content.decode()


def test_it_says_what_becomes_of_further_mail(desk: Client, cast: Cast, conversation: Conversation) -> None:
    by = Actor.agent(cast.mara.pk)
    mark_spam(conversation.pk, by=by)
    address = f"/conversations/{conversation.pk}"
    assert "still comes to the inbox" in desk.get(address).content.decode()

    assert "comes here too" in desk.post(f"{address}/spam/sender", headers=HTMX).content.decode()
    assert "still comes to the inbox" in desk.post(f"{address}/spam/sender/end", headers=HTMX).content.decode()


def test_it_is_no_spam(desk: Client, cast: Cast, conversation: Conversation) -> None:
    list_spam_sender(conversation.pk, by=Actor.agent(cast.mara.pk))

    html = desk.post(f"/conversations/{conversation.pk}/spam/end", headers=HTMX).content.decode()

    assert "is no spam" in html
    assert "spam-note" not in html
    assert not conversation_with_odile(cast).is_spam


def test_a_query_that_means_nothing_any_more_keeps_nobody_from_going_on(
    desk: Client, conversation: Conversation
) -> None:
    for address in (f"/conversations/{conversation.pk}/closure", f"/conversations/{conversation.pk}/spam"):
        answer = desk.post(f"{address}?box=mine&q=tag:gone", {"next": "1"}, headers=HTMX)
        assert answer.status_code == 200

    conversation.refresh_from_db()
    assert conversation.is_closed
    assert conversation.is_spam
