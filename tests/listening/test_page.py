"""The customer's page by its link: read, answered in part, changed; and what a link must never open."""

import re

import pytest
from django.core.signing import Signer
from django.test import Client

from goodword.listening.choices import Item
from goodword.listening.links import asking_token
from goodword.listening.models import Asking, NoMoreQuestions, Response
from tests.cast import Cast
from tests.entrance import walk_in
from tests.frozen_time import Clock


@pytest.fixture
def path(asking: Asking) -> str:
    return f"/check-back/{asking_token(asking)}"


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_it_asks_and_keeps_what_they_say(client: Client, path: str, asking: Asking) -> None:
    page = read(client, path)
    assert page.count("<fieldset") == len(Item)
    assert not Response.objects.exists()

    answered = client.post(f"{path}/answer", {"heard": "5", "outcome": "", "words": "<b>Thank you</b>"})

    assert answered.status_code == 303
    assert asking.response.answers == {Item.HEARD: 5}
    page = read(client, answered.headers["Location"])
    assert "Those who worked on it read what you said" in page
    assert "&lt;b&gt;Thank you" in page
    assert len(re.findall(r'value="5"\s+checked', page)) == 1


def test_sent_twice_it_counts_once_and_can_be_changed(client: Client, path: str, asking: Asking) -> None:
    for step in ("2", "2", "4"):
        client.post(f"{path}/answer", {"heard": step})

    response = Response.objects.get()
    assert response.answers == {Item.HEARD: 4}
    assert response.promise is not None
    assert response.promise.conversation_id == asking.conversation_id
    assert "One of us gets in touch with you by" in read(client, f"{path}?done=answered")


@pytest.mark.parametrize("form", [{}, {"heard": "9"}, {"heard": "five"}, {"words": "x" * 4001}])
def test_what_does_not_fit_is_said(client: Client, path: str, form: dict[str, str]) -> None:
    answer = client.post(f"{path}/answer", form)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Response.objects.exists()


def test_too_late_it_stays_as_it_is(client: Client, path: str, clock: Clock) -> None:
    client.post(f"{path}/answer", {"heard": "5"})
    clock.forward(days=15)

    assert "The time for an answer was over" in read(client, path)
    assert client.post(f"{path}/answer", {"heard": "1"}).status_code == 410
    assert Response.objects.get().heard == 5


def test_a_link_that_is_not_ours_opens_nothing(client: Client, asking: Asking, path: str) -> None:
    matter = Signer(salt="goodword.conversations.matter", sep="~").sign(str(asking.pk))
    forged = [matter, f"{asking.pk + 1}~{path.partition('~')[2]}", path.rpartition("/")[2][:-1], "7"]

    for token in forged:
        assert client.get(f"/check-back/{token}").status_code == 404
        assert client.post(f"/check-back/{token}/answer", {"heard": "1"}).status_code == 404
        assert client.post(f"/check-back/{token}/no-more").status_code == 404
    assert not Response.objects.exists()


def test_nor_does_one_of_somebody_who_was_not_asked(client: Client, asking: Asking, path: str) -> None:
    asking.change(held="cooldown")

    assert client.get(path).status_code == 404


def test_no_more_questions(client: Client, path: str, asking: Asking) -> None:
    assert client.get(f"{path}/no-more").status_code == 405
    seen = client.post(f"{path}/no-more")

    assert NoMoreQuestions.objects.get().customer_id == asking.customer_id
    page = read(client, seen.headers["Location"])
    assert "We ask you nothing more." in page
    assert "Ask me no such questions" not in page


def test_not_more_often_than_people_do(client: Client, path: str) -> None:
    codes = [client.post(f"{path}/answer", {"heard": "5"}).status_code for _ in range(21)]

    assert codes[-2:] == [303, 429]


def test_nobody_of_the_desk_answers_for_them(cast: Cast, path: str) -> None:
    browser = walk_in(cast.mara)

    assert browser.post(f"{path}/answer", {"heard": "5"}).status_code == 403
    assert browser.post(f"{path}/no-more").status_code == 403
    assert not Response.objects.exists()


def test_a_follow_up_is_written_in_the_language_of_who_owes_it(client: Client, path: str) -> None:
    client.post(f"{path}/answer", {"heard": "1", "language": "es"})

    promise = Response.objects.get().promise
    assert promise is not None
    assert promise.ours == "Get in touch about their answer after the complaint"


def test_in_their_language(client: Client, path: str) -> None:
    assert '<html lang="es"' in read(client, f"{path}?language=es")


def test_headers_keep_it_private(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "script-src" not in answer.headers["Content-Security-Policy"]
