"""Sending replies and notes from the screen."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodword.conversations.actions.delivery import mark_reply_failed
from goodword.conversations.choices import Delivery
from goodword.conversations.models import Conversation, Draft, Message, Note
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.choices import Target
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import kinds

HTMX = {"HX-Request": "true"}


def test_a_reply_is_queued_and_can_be_taken_back_from_the_toast(desk: Client, conversation: Conversation) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/replies", {"html": "<p>At two.</p>"}, headers=HTMX)

    message = conversation.messages.get(direction="out")
    page = answer.content.decode()
    assert (message.body.text, message.delivery) == ("At two.", Delivery.QUEUED)
    assert f'action="/messages/{message.pk}/undoing"' in page
    assert 'hx-target="#composer"' in page
    assert "On its way" in page


def test_plain_text_is_enough(desk: Client, conversation: Conversation) -> None:
    page = desk.post(
        f"/conversations/{conversation.pk}/replies", {"html": "", "text": "First.\r\n\r\nSecond <b>."}, follow=True
    )

    assert conversation.messages.get(direction="out").body.html == "<p>First.</p><p>Second &lt;b&gt;.</p>"
    assert page.redirect_chain == [(f"/conversations/{conversation.pk}", 302)]
    assert "Undo" in page.content.decode()


def test_an_untouched_draft_keeps_its_shape_without_script(desk: Client, conversation: Conversation) -> None:
    shaped = "<p>At <b>two</b>.</p>"
    desk.post(f"/conversations/{conversation.pk}/replies", {"html": shaped, "text": "At two."})
    assert conversation.messages.get(direction="out").body.html == shaped


def test_send_and_close(desk: Client, conversation: Conversation) -> None:
    desk.post(f"/conversations/{conversation.pk}/replies", {"html": "<p>Done.</p>", "close": "1"}, headers=HTMX)
    assert kinds(conversation.pk)[-2:] == ["reply.queued", "conversation.closed"]


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_what_is_owed_besides_is_settled_first_and_nothing_is_lost(
    desk: Client, conversation: Conversation, cast: Cast, headers: dict[str, str]
) -> None:
    word = Word(ours="Call back", due=now() + timedelta(days=1), target=Target.CALLBACK)
    promise = give_promise(conversation.pk, word, by=Actor.agent(cast.mara.pk))
    address, typed = f"/conversations/{conversation.pk}/replies", {"html": "<p>Done.</p>", "close": "1"}

    refused = desk.post(address, typed, headers=headers)
    page = refused.content.decode()
    assert (refused.status_code, Message.objects.filter(direction="out").count()) == (409, 0)
    assert ("Besides your reply this is still owed" in page, "Done." in page) == (True, True)

    desk.post(f"/promises/{promise.pk}/keeping", headers=headers)
    assert not Conversation.objects.get(pk=conversation.pk).is_closed, "settling sends nothing by itself"
    desk.post(address, typed, headers=headers)
    assert Conversation.objects.get(pk=conversation.pk).is_closed


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_nothing_written_is_told_at_the_composer(
    desk: Client, conversation: Conversation, headers: dict[str, str]
) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/replies", {"html": ""}, headers=headers)

    assert answer.status_code == 422
    assert "Write something first" in answer.content.decode()
    assert 'id="composer"' in answer.content.decode()


def test_an_undone_reply_is_in_the_composer_again(desk: Client, conversation: Conversation) -> None:
    desk.post(f"/conversations/{conversation.pk}/replies", {"html": "<p>At two.</p>"}, headers=HTMX)
    message = conversation.messages.get(direction="out")

    answer = desk.post(f"/messages/{message.pk}/undoing", headers=HTMX)

    assert not Message.objects.filter(pk=message.pk).exists()
    assert 'value="&lt;p&gt;At two.&lt;/p&gt;"' in answer.content.decode()


def test_after_ten_seconds_it_has_left(desk: Client, conversation: Conversation, clock: Clock) -> None:
    desk.post(f"/conversations/{conversation.pk}/replies", {"html": "<p>At two.</p>"})
    message = conversation.messages.get(direction="out")
    clock.forward(seconds=11)

    assert desk.post(f"/messages/{message.pk}/undoing", headers=HTMX).status_code == 409
    assert Message.objects.filter(pk=message.pk).exists()


def test_a_failed_reply_is_tried_again(desk: Client, conversation: Conversation) -> None:
    desk.post(f"/conversations/{conversation.pk}/replies", {"html": "<p>At two.</p>"})
    message = conversation.messages.get(direction="out")
    mark_reply_failed(message.pk, problem="No such address.")

    answer = desk.post(f"/messages/{message.pk}/retry", headers=HTMX)

    message.refresh_from_db()
    assert message.delivery == Delivery.QUEUED
    assert "Trying again." in answer.content.decode()


def test_a_note_stays_in_the_house(desk: Client, conversation: Conversation) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/notes", {"html": "<p>Ring twice.</p>"}, headers=HTMX)

    assert Note.objects.get().text == "Ring twice."
    assert not conversation.messages.filter(direction="out").exists()
    assert "It stays in the house." in answer.content.decode()


def test_files_go_with_the_form_without_script(desk: Client, conversation: Conversation) -> None:
    slip = SimpleUploadedFile("slip.pdf", b"%PDF", "application/pdf")
    desk.post(f"/conversations/{conversation.pk}/replies", {"html": "", "text": "See here.", "file": slip})

    assert [a.filename for a in conversation.messages.get(direction="out").attachments.all()] == ["slip.pdf"]


def test_a_colleague_notes_but_does_not_answer(client: Client, cast: Cast, conversation: Conversation) -> None:
    Conversation.objects.filter(pk=conversation.pk).update(assignee=cast.cole)
    client.force_login(cast.cole)

    assert client.post(f"/conversations/{conversation.pk}/replies", {"html": "<p>x</p>"}).status_code == 403
    assert client.post(f"/conversations/{conversation.pk}/notes", {"html": "<p>x</p>"}).status_code == 302
    page = client.get(f"/conversations/{conversation.pk}").content.decode()
    assert 'data-key="n"' in page
    assert 'data-key="r"' not in page


def test_nobody_takes_back_what_another_wrote(client: Client, cast: Cast, conversation: Conversation) -> None:
    client.force_login(cast.mara)
    client.post(f"/conversations/{conversation.pk}/replies", {"html": "<p>At two.</p>"})
    message = conversation.messages.get(direction="out")
    client.force_login(cast.tess)

    assert client.post(f"/messages/{message.pk}/undoing").status_code == 404
    assert Draft.objects.count() == 0


def test_sending_folds_nothing_that_stood_open(desk: Client, conversation: Conversation) -> None:
    first = conversation.messages.get().pk
    for more in ("Yes.", "At two.", "At the door."):
        answer = desk.post(f"/conversations/{conversation.pk}/replies", {"html": more, "since": first}, headers=HTMX)
    assert "is-folded" not in answer.content.decode()
    assert "is-folded" in desk.get(f"/conversations/{conversation.pk}/thread").content.decode()
