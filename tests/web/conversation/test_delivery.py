"""Where a letter of ours is, in words."""

import pytest
from django.test import Client
from django.utils import translation

from goodword.channels.email.transports.errors import RecipientRefused, Server
from goodword.conversations.actions.delivery import mark_maybe_twice, mark_reply_bounced, mark_reply_failed
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Delivery
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.problems import problem_of
from tests.cast import Cast, conversation_with_odile
from tests.timeline import kinds

HTMX = {"HX-Request": "true"}
REFUSED = RecipientRefused(Server("relay.example.org", 587), "550 no such person")


@pytest.fixture
def reply(cast: Cast) -> Message:
    conversation = conversation_with_odile(cast)
    return send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>At two.</p>", close=True)


def thread(desk: Client, reply: Message) -> str:
    return desk.get(f"/conversations/{reply.conversation_id}/thread").content.decode()


def test_a_failure_is_told_in_the_readers_language_and_reopens(desk: Client, cast: Cast, reply: Message) -> None:
    mark_reply_failed(reply.pk, problem=problem_of(REFUSED))
    assert "refused the recipient&#x27;s address" in thread(desk, reply)
    assert "550 no such person" in thread(desk, reply)

    cast.mara.change(language="es")
    with translation.override("es"):
        assert "550 no such person" in thread(desk, reply)
        assert "refused the recipient" not in thread(desk, reply)
    conversation = Conversation.objects.get()
    assert (conversation.is_open, conversation.is_ours, conversation.is_undelivered) == (True, True, True)


def test_the_list_says_so_until_it_is_tried_again(desk: Client, reply: Message) -> None:
    mark_reply_failed(reply.pk, problem=problem_of(REFUSED))
    assert "Not delivered" in desk.get("/inbox").content.decode()

    desk.post(f"/messages/{reply.pk}/retry", headers=HTMX)

    assert "Not delivered" not in desk.get("/inbox").content.decode()


def test_it_goes_to_another_address(desk: Client, reply: Message) -> None:
    mark_reply_failed(reply.pk, problem=problem_of(REFUSED))

    desk.post(f"/messages/{reply.pk}/retry", {"to": "Odile <odile@example.net>"}, headers=HTMX)

    reply.refresh_from_db()
    assert [one["address"] for one in reply.recipients] == ["odile@example.net"]
    assert (reply.delivery, kinds(reply.conversation_id)[-2:]) == (
        Delivery.QUEUED, ["reply.readdressed", "reply.retried"],
    )  # fmt: skip


def test_what_came_back_needs_another_address(desk: Client, reply: Message) -> None:
    Message.objects.filter(pk=reply.pk).update(delivery=Delivery.BOUNCED, delivery_problem="Mailbox unknown.")
    assert "This letter came back." in thread(desk, reply)
    assert "Mailbox unknown." in thread(desk, reply)
    assert "Try again" not in thread(desk, reply)

    assert desk.post(f"/messages/{reply.pk}/retry", headers=HTMX).status_code == 409
    assert desk.post(f"/messages/{reply.pk}/retry", {"to": "nobody"}, headers=HTMX).status_code == 422
    assert desk.post(f"/messages/{reply.pk}/retry", {"to": "o@example.net"}, headers=HTMX).status_code == 200


def test_each_recipient_from_whom_it_came_back_is_named_until_it_goes_elsewhere(desk: Client, reply: Message) -> None:
    for address, problem in [("odile@example.org", "No such mailbox."), ("ana@example.org", "It is full.")]:
        mark_reply_bounced(reply.pk, problem=problem, hard=True, address=address)
    assert "<li>No such mailbox.</li><li>It is full.</li>" in thread(desk, reply)

    desk.post(f"/messages/{reply.pk}/retry", {"to": "o@example.net"}, headers=HTMX)
    reply.refresh_from_db()
    assert reply.came_back is None


def test_what_may_have_arrived_twice_is_said_plainly(desk: Client, reply: Message) -> None:
    assert "may have arrived twice" not in thread(desk, reply)
    mark_maybe_twice(reply.pk)
    assert "This letter may have arrived twice" in thread(desk, reply)
