"""What a customer sends from the page: letters with files, "it is solved", "not yet"; each once, and never in vain."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.planning import plan_reply
from goodword.conversations.choices import Channel, DraftKind, State, Turn
from goodword.conversations.jobs import forget_forms
from goodword.conversations.models import MatterDone
from goodword.conversations.types import Attachment, Conversation, Draft, MatterLink, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Accepted, Outcome, Release, Target
from goodword.promises.types import Promise
from goodword.web.portal import sealing, uploads
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import kinds
from tests.web.portal.conftest import Answer, Visitor

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_a_letter_from_the_page_is_a_letter(visitor: Visitor, conversation: Conversation, answer: Answer) -> None:
    answer("<p>It is on its way.</p>")

    response = visitor.send("letters", text="Which\r\nday?")

    assert (response.status_code, response["Location"]) == (303, f"{visitor.path}?done=sent#done")
    message = Message.objects.filter(conversation=conversation).latest("id")
    assert (message.channel, message.customer, message.body.text) == (
        Channel.PAGE,
        conversation.customer,
        "Which\nday?",
    )
    assert message.sender_address == "o.hartwell@example.org"
    conversation.refresh_from_db()
    assert conversation.turn == Turn.OURS
    assert "We have your letter." in visitor.read("sent")


def test_the_same_form_twice_is_one_letter(visitor: Visitor, conversation: Conversation) -> None:
    once = visitor.once()

    answers = [visitor.send("letters", once=once, text="Once.").status_code for _ in range(2)]

    assert (answers, conversation.messages.filter(channel=Channel.PAGE).count()) == ([303, 303], 1)


def test_writing_opens_a_closed_matter_again(visitor: Visitor, conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)

    visitor.send("letters", text="It broke again.")

    conversation.refresh_from_db()
    assert (conversation.state, conversation.turn) == (State.OPEN, Turn.OURS)


def test_an_empty_letter_says_what_to_do(visitor: Visitor, conversation: Conversation) -> None:
    response = visitor.send("letters", text="  ")

    assert response.status_code == 422
    assert "Write a few words, or add a file." in response.content.decode()
    assert conversation.messages.count() == 1


def test_a_file_is_what_its_first_bytes_say(visitor: Visitor) -> None:
    files = [
        SimpleUploadedFile("photo.png", PNG, "image/png"),
        SimpleUploadedFile("sly.png", b"<html><script>", "image/png"),
    ]
    visitor.send("letters", text="", file=files)

    kept = dict(Attachment.objects.values_list("filename", "content_type"))
    assert kept == {"photo.png": "image/png", "sly.png": "application/octet-stream"}


def test_words_survive_a_file_that_is_too_large(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, conversation: Conversation
) -> None:
    monkeypatch.setattr(uploads, "most_bytes", lambda: 10)
    file = SimpleUploadedFile("photo.png", PNG, "image/png")

    response = visitor.send("letters", text="See <the> photo", file=file)

    html = response.content.decode()
    assert response.status_code == 422
    assert "These files are too large" in html
    assert "See &lt;the&gt; photo</textarea>" in html
    assert conversation.messages.count() == 1


def test_a_form_of_no_page_of_theirs_is_refused_and_keeps_the_words(visitor: Visitor) -> None:
    for forged in ("", "abc", "WzEsMSwiYSJd:1x:zzz"):
        response = visitor.client.post(f"{visitor.path}/letters", {"once": forged, "text": "Hello there"})
        assert (response.status_code, "Hello there</textarea>" in response.content.decode()) == (422, True)


def test_what_was_sent_is_forgotten_with_the_page_it_was_sent_from(
    visitor: Visitor, link: MatterLink, clock: Clock
) -> None:
    visitor.send("letters", text="One.")
    clock.forward(days=20)
    visitor.send("letters", text="Two.")

    clock.forward(days=11)
    forget_forms.call()

    assert MatterDone.objects.filter(link=link).count() == 1


def test_a_page_that_lay_open_for_weeks_keeps_the_words(
    visitor: Visitor, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "FORM_LASTS", timedelta(0))

    response = visitor.send("letters", text="Hello there")

    assert (response.status_code, "Hello there</textarea>" in response.content.decode()) == (422, True)
    assert not conversation.messages.filter(channel=Channel.PAGE).exists()


def test_who_sends_without_end_waits(
    visitor: Visitor, conversation: Conversation, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "matter_by_link", "1/10m/key")
    visitor.send("letters", text="One.")

    response = visitor.send("letters", text="Two.")

    assert (response.status_code, "Two.</textarea>" in response.content.decode()) == (429, True)
    assert conversation.messages.filter(channel=Channel.PAGE).count() == 1


@pytest.fixture
def policy(cast: Cast) -> None:
    hours = {Target.FIRST_REPLY: 2, Target.NEXT_REPLY: 4, Target.RESOLUTION: 72}
    targets = {target: Term(allowed=timedelta(hours=number)) for target, number in hours.items()}
    create_policy(Terms(name="Everybody", targets=targets), by=Actor.agent(cast.olive.pk))


def outcome(conversation: Conversation, target: Target) -> tuple[str, str, str]:
    promise = Promise.objects.filter(conversation=conversation, target=target).latest("id")
    return promise.outcome, promise.accepted, promise.release


@pytest.mark.usefixtures("policy")
def test_solved_keeps_the_resolution_and_closes(visitor: Visitor, conversation: Conversation, answer: Answer) -> None:
    answer("<p>The box is at your door.</p>")
    assert "We think that it is solved." in visitor.read()

    response = visitor.send("solution")

    conversation.refresh_from_db()
    assert response["Location"].endswith("?done=solved#done")
    assert conversation.state == State.CLOSED
    assert outcome(conversation, Target.RESOLUTION) == (Outcome.KEPT, Accepted.AGREED, "")
    assert "matter.confirmed" in kinds(conversation.pk)
    assert "Thank you for telling us." in visitor.read("solved")


def test_solved_holds_back_what_was_to_leave_later(visitor: Visitor, conversation: Conversation, mara: Actor) -> None:
    plan_reply(conversation.pk, by=mara, html="<p>Is it well?</p>", at=now() + timedelta(days=1))

    visitor.send("solution")

    assert list(Draft.objects.values_list("kind", "was_held")) == [(DraftKind.REPLY, True)]


@pytest.mark.usefixtures("policy")
def test_solved_before_we_answered_needs_no_answer(visitor: Visitor, conversation: Conversation) -> None:
    visitor.send("solution")

    conversation.refresh_from_db()
    assert outcome(conversation, Target.FIRST_REPLY) == (Outcome.RELEASED, "", Release.CUSTOMER)
    assert outcome(conversation, Target.RESOLUTION) == (Outcome.KEPT, Accepted.AGREED, "")
    assert conversation.state == State.CLOSED


def test_what_we_owe_beside_stays_open(visitor: Visitor, conversation: Conversation, mara: Actor) -> None:
    word = Word(ours="The fee comes back", due=now() + timedelta(days=2))
    promise = give_promise(conversation.pk, word, by=mara)
    assert "One promise is still open" in visitor.read()

    visitor.send("solution")

    conversation.refresh_from_db()
    promise.refresh_from_db()
    assert (conversation.state, promise.is_owed) == (State.OPEN, True)
    assert "What we still owe you stays open until it is done" in visitor.read("still-open")


@pytest.mark.usefixtures("policy")
def test_not_yet_lets_the_clock_go_on_even_if_they_thank(
    visitor: Visitor, conversation: Conversation, answer: Answer
) -> None:
    answer("<p>The box is at your door.</p>")

    visitor.send("refusal", text="Thanks a lot")

    resolution = Promise.objects.get(conversation=conversation, target=Target.RESOLUTION)
    assert (resolution.is_owed, resolution.stands_still) == (True, False)
    assert kinds(conversation.pk).count("promise.solution-refused") == 1


@pytest.mark.usefixtures("policy")
def test_not_yet_sent_twice_refuses_only_what_was_told_before(
    visitor: Visitor, conversation: Conversation, answer: Answer
) -> None:
    answer("<p>The box is at your door.</p>")
    once = visitor.once()
    visitor.send("refusal", once=once, text="It is not here")
    answer("<p>It is at your neighbour's.</p>")

    response = visitor.send("refusal", once=once, text="It is not here")

    assert (response.status_code, response["Location"]) == (303, f"{visitor.path}?done=sent#done")
    assert Promise.objects.get(conversation=conversation, target=Target.RESOLUTION).stands_still
    assert conversation.messages.filter(channel=Channel.PAGE).count() == 1


def test_solved_sent_twice_says_the_same(visitor: Visitor, conversation: Conversation, mara: Actor) -> None:
    give_promise(conversation.pk, Word(ours="The fee comes back", due=now() + timedelta(days=2)), by=mara)
    once = visitor.once()

    said = [visitor.send("solution", once=once)["Location"] for _ in range(2)]

    assert said == [f"{visitor.path}?done=still-open#done"] * 2
    assert kinds(conversation.pk).count("matter.confirmed") == 1


@pytest.mark.usefixtures("policy")
def test_not_yet_without_a_word_changes_nothing(visitor: Visitor, conversation: Conversation, answer: Answer) -> None:
    answer("<p>The box is at your door.</p>")

    response = visitor.send("refusal", text="")

    assert response.status_code == 422
    assert "promise.solution-refused" not in kinds(conversation.pk)
