"""Replies, and ten seconds to think again."""

import io

import pytest

from goodword.conversations.actions.delivery import mark_reply_sending
from goodword.conversations.actions.drafting import attach_file, save_draft
from goodword.conversations.actions.replying import UNDO_WINDOW, send_reply, undo_reply
from goodword.conversations.choices import Delivery, DraftKind, State, Turn
from goodword.conversations.models import Draft, Message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid, NotFound
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event


def test_a_reply_waits_ten_seconds_and_makes_it_their_turn(conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow <script>alert(1)</script>by noon.</p>")

    conversation.refresh_from_db()
    assert (message.delivery, message.leaves_at) == (Delivery.QUEUED, now() + UNDO_WINDOW)
    assert "script" not in message.body.html
    assert message.recipients[0]["address"] == "o.hartwell@example.org"
    assert (conversation.turn, conversation.preview) == (Turn.THEIRS, message.preview)


def test_whoever_answers_has_it(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")

    conversation.refresh_from_db()
    assert conversation.assignee == cast.mara


def test_an_empty_reply_is_refused_and_changes_nothing(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid):
        send_reply(conversation.pk, by=mara, html="<p> </p>")

    assert Message.objects.count() == 1
    assert "reply.queued" not in kinds(conversation.pk)


def test_the_draft_gives_its_files_and_goes(conversation: Conversation, mara: Actor) -> None:
    attach_file(
        conversation.pk, by=mara, kind=DraftKind.REPLY, filename="a.txt", content_type="text/plain",
        content=io.BytesIO(b"for you"),
    )  # fmt: skip

    message = send_reply(conversation.pk, by=mara, html="")

    assert [file.filename for file in message.attachments.all()] == ["a.txt"]
    assert not Draft.objects.exists()


def test_a_browser_that_lost_the_answer_sends_once(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    first = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    clock.forward(seconds=40)
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Tomorrow.</p>")

    assert send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>") == first
    assert kinds(conversation.pk).count("reply.queued") == 1
    assert not Draft.objects.exists()


def test_the_same_words_later_or_from_another_are_said_again(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    send_reply(conversation.pk, by=mara, html="<p>Thank you.</p>")
    send_reply(conversation.pk, by=Actor.agent(cast.tess.pk), html="<p>Thank you.</p>")
    clock.forward(minutes=5)
    send_reply(conversation.pk, by=Actor.agent(cast.tess.pk), html="<p>Thank you.</p>")

    assert kinds(conversation.pk).count("reply.queued") == 3


def test_the_same_words_with_a_file_are_another_reply(conversation: Conversation, mara: Actor) -> None:
    first = send_reply(conversation.pk, by=mara, html="<p>Here.</p>")
    attach_file(
        conversation.pk, by=mara, kind=DraftKind.REPLY, filename="a.txt", content_type="text/plain",
        content=io.BytesIO(b"for you"),
    )  # fmt: skip

    assert send_reply(conversation.pk, by=mara, html="<p>Here.</p>") != first


def test_undo_makes_it_a_draft_again_as_if_never_sent(conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>", close=True)
    before = (conversation.turn, conversation.waiting_since, conversation.preview, State.OPEN)

    draft = undo_reply(message.pk, by=mara)

    conversation.refresh_from_db()
    assert draft.html == "<p>Tomorrow.</p>"
    assert (conversation.turn, conversation.waiting_since, conversation.preview, conversation.state) == before
    assert last_event("reply.undone").undoes == last_event("reply.queued")


def test_undo_keeps_what_was_begun_since(conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Also</p>")

    assert undo_reply(message.pk, by=mara).html == "<p>Tomorrow.</p><p>Also</p>"


def test_what_has_left_cannot_be_undone(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    clock.forward(seconds=10)
    mark_reply_sending(message.pk)

    with pytest.raises(ActionRefused):
        undo_reply(message.pk, by=mara)


def test_nothing_leaves_inside_the_undo_window(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    clock.forward(seconds=9)

    with pytest.raises(ActionRefused):
        mark_reply_sending(message.pk)


def test_nobody_undoes_another_ones_reply(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")

    with pytest.raises(NotFound):
        undo_reply(message.pk, by=Actor.agent(cast.tess.pk))


def test_a_reply_reopens_what_was_closed(conversation: Conversation, mara: Actor) -> None:
    send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>", close=True)

    send_reply(conversation.pk, by=mara, html="<p>And one thing more.</p>")

    conversation.refresh_from_db()
    assert conversation.is_open
