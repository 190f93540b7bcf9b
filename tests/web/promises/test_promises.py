"""Promises on the screen of a conversation: given in words, kept, released, told of another time; and closing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Outcome, Release, Target
from goodword.promises.models import Promise
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of
from tests.timeline import last_event

HTMX = {"HX-Request": "true"}


@pytest.fixture
def promise(conversation: Conversation, cast: Cast) -> Promise:
    word = Word(ours="Call back about the gauze", due=now() + timedelta(hours=3), target=Target.CALLBACK)
    return give_promise(conversation.pk, word, by=Actor.agent(cast.mara.pk))


def test_a_word_is_given_in_words(desk: Client, conversation: Conversation) -> None:
    address = f"/conversations/{conversation.pk}/promises"
    html = desk.post(address, {"ours": "Call her", "words": "in 2 hours", "target": "callback"}, headers=HTMX)

    promise = Promise.objects.get()
    assert (promise.due_at, promise.target) == (now() + timedelta(hours=2), Target.CALLBACK)
    page = html.content.decode()
    assert "“Call her”" in page
    assert f'action="/activity/{last_event("promise.made").pk}/undo"' in page


def test_what_may_mean_two_times_is_asked(desk: Client, conversation: Conversation) -> None:
    answer = desk.post(
        f"/conversations/{conversation.pk}/promises", {"ours": "Call her", "words": "next friday"}, headers=HTMX
    )
    html = answer.content.decode()
    assert (answer.status_code, html.count('name="at"'), Promise.objects.count()) == (422, 2, 0)
    assert 'value="Call her"' in html

    chosen = datetime(2026, 11, 13, 22, tzinfo=UTC).isoformat()
    desk.post(f"/conversations/{conversation.pk}/promises", {"ours": "Call her", "at": chosen}, headers=HTMX)
    assert Promise.objects.get().due_at.isoformat() == chosen


@pytest.mark.parametrize(("words", "said"), [("yesterday", "By when?"), ("2026-11-01", "past"), ("", "By when?")])
def test_what_will_not_do_is_said(desk: Client, conversation: Conversation, words: str, said: str) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/promises", {"ours": "Call", "words": words}, headers=HTMX)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_it_stands_in_the_conversation_until_it_is_kept(desk: Client, promise: Promise) -> None:
    page = desk.get(f"/conversations/{promise.conversation_id}").content.decode()
    assert "“Call back about the gauze”" in page

    html = desk.post(f"/promises/{promise.pk}/keeping", headers=HTMX).content.decode()
    promise.refresh_from_db()
    assert promise.outcome == Outcome.KEPT
    assert "1 kept" in html


def test_released_for_a_reason_or_in_words(desk: Client, promise: Promise) -> None:
    address = f"/promises/{promise.pk}/release"
    assert "It stands here twice" in desk.get(address, headers=HTMX).content.decode()
    assert desk.post(address, {"words": ""}, headers=HTMX).status_code == 422

    desk.post(address, {"words": "They moved abroad"}, headers=HTMX)
    promise.refresh_from_db()
    assert (promise.release, promise.release_words) == (Release.OTHER, "They moved abroad")


def test_the_letter_is_shown_before_it_is_sent(desk: Client, promise: Promise) -> None:
    address = f"/promises/{promise.pk}/due"
    first = desk.post(
        address, {"words": "tomorrow noon", "because": "the nurse is ill", "told": "letter"}, headers=HTMX
    )
    html = first.content.decode()
    assert "the nurse is ill" in html
    assert not Message.objects.filter(direction="out").exists()

    at = (now() + timedelta(days=1)).isoformat()
    desk.post(address, {"at": at, "because": "the nurse is ill", "letter": "It will be tomorrow."}, headers=HTMX)
    assert Message.objects.get(direction="out").body.text == "It will be tomorrow."
    promise.refresh_from_db()
    assert promise.is_given


def test_told_already_no_letter_leaves(desk: Client, promise: Promise) -> None:
    desk.post(
        f"/promises/{promise.pk}/due",
        {"words": "tomorrow noon", "because": "the nurse is ill", "told": "spoken"},
        headers=HTMX,
    )
    promise.refresh_from_db()
    assert (promise.outcome, Message.objects.filter(direction="out").count()) == (Outcome.RENEGOTIATED, 0)


def test_closing_says_what_is_owed_and_goes_on_once_it_is_settled(desk: Client, promise: Promise) -> None:
    refused = desk.post(f"/conversations/{promise.conversation_id}/closure", headers=HTMX)
    assert (refused.status_code, refused.headers["HX-Retarget"]) == (409, "#choices")
    assert "This is still owed" in refused.content.decode()

    desk.post(f"/promises/{promise.pk}/keeping", {"closing": "1"}, headers=HTMX)
    assert Conversation.objects.get(pk=promise.conversation_id).is_closed


def test_on_today_only_today_is_drawn_anew(desk: Client, promise: Promise) -> None:
    answer = desk.post(f"/promises/{promise.pk}/keeping", {"in": "today"}, headers=HTMX)

    assert (answer.headers["HX-Trigger"], "thread" in answer.content.decode()) == ("inbox-changed", False)


def test_a_solution_is_told_and_agreed_to(desk: Client, cast: Cast) -> None:
    targets = {Target.RESOLUTION: Term(allowed=timedelta(days=1))}
    create_policy(Terms(name="Everybody", targets=targets), by=Actor.agent(cast.olive.pk))
    conversation = conversation_with_odile(cast)
    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Done.</p>")
    desk.post(f"/conversations/{conversation.pk}/solution", {"what": "agreed"}, headers=HTMX)

    assert Promise.objects.get().accepted == "agreed"


def test_whose_turn_it_is_can_be_said(desk: Client, conversation: Conversation) -> None:
    desk.post(f"/conversations/{conversation.pk}/turn", headers=HTMX)
    assert Conversation.objects.get(pk=conversation.pk).turn == "theirs"


@pytest.mark.parametrize(
    ("language", "word"), [("es", "Tengo que"), ("fr", "I have to tell you"), ("", "I have to tell you")]
)
def test_the_letter_is_in_their_language_or_the_agents(
    desk: Client, promise: Promise, language: str, word: str
) -> None:
    customer = promise.conversation.customer
    customer.language = language
    customer.save()
    asked = {"words": "tomorrow noon", "because": "the nurse is ill", "told": "letter"}

    assert word in desk.post(f"/promises/{promise.pk}/due", asked, headers=HTMX).content.decode()


def test_it_says_why_a_clock_stands_still(desk: Client, cast: Cast, clock: Clock) -> None:
    create_policy(
        Terms(name="Everybody", targets={Target.RESOLUTION: Term(allowed=timedelta(days=2))}),
        by=Actor.agent(cast.olive.pk),
    )
    number = conversation_with_odile(cast).pk
    send_reply(number, by=Actor.agent(cast.mara.pk), html="<p>Which size?</p>", says=Says.ASKS)
    assert "Their turn since" in desk.get(f"/conversations/{number}").content.decode()

    clock.forward(minutes=1)
    send_reply(number, by=Actor.agent(cast.mara.pk), html="<p>The box is at your door.</p>", says=Says.SOLVES)
    assert "counts as agreement" in desk.get(f"/conversations/{number}").content.decode()


def test_somebody_else_owes_it(desk: Client, promise: Promise, cast: Cast) -> None:
    address = f"/promises/{promise.pk}/owner"
    assert "Who owes it from now on?" in desk.get(address).content.decode()
    refused = desk.post(address, {"who": "agent:0"}, headers=HTMX)
    desk.post(address, {"who": f"agent:{cast.tess.pk}"}, headers=HTMX)
    promise.refresh_from_db()
    assert (refused.status_code, promise.owner) == (422, cast.tess)

    desk.post(address, {"who": f"team:{cast.pharmacy.pk}"}, headers=HTMX)
    promise.refresh_from_db()
    assert (promise.owner, promise.owner_team) == (None, cast.pharmacy)


def test_a_time_that_is_often_meant_is_one_press(desk: Client, conversation: Conversation) -> None:
    address = f"/conversations/{conversation.pk}/promises"
    html = desk.get(address, headers=HTMX).content.decode()
    at = (now() + timedelta(hours=1)).isoformat()
    assert f'value="{at}"' in html
    assert html.index("Promise it") < html.index("In an hour")

    desk.post(address, {"ours": "Call her", "words": "", "at": at}, headers=HTMX)
    assert Promise.objects.get().due_at == now() + timedelta(hours=1)


def test_another_time_can_be_one_that_is_often_meant(desk: Client, promise: Promise) -> None:
    address, at = f"/promises/{promise.pk}/due", (now() + timedelta(hours=1)).isoformat()
    assert f'value="{at}"' in desk.get(address, headers=HTMX).content.decode()

    html = desk.post(address, {"words": "", "because": "the nurse is ill", "at": at}, headers=HTMX).content.decode()
    assert "The customer reads this" in html
    assert f'name="at" value="{at}"' in html


def test_only_the_customer_lets_a_complaint_go(desk: Client, conversation: Conversation, cast: Cast) -> None:
    complaint_of(conversation, Actor.agent(cast.mara.pk))
    promise = Promise.objects.get(target=Target.COMPLAINT)
    address = f"/promises/{promise.pk}/release"

    form = desk.get(address, headers=HTMX).content.decode()
    refused = [desk.post(address, {"reason": reason}, headers=HTMX) for reason in ("mistake", "customer")]

    assert ('name="reason"' in form, f'href="/conversations/{conversation.pk}/complaint"' in form) == (False, True)
    promise.refresh_from_db()
    assert ([one.status_code for one in refused], promise.is_owed) == ([409, 409], True)


def test_what_is_due_first_stands_open_and_the_rest_is_folded(desk: Client, promise: Promise, cast: Cast) -> None:
    number = promise.conversation_id
    assert "promises-more" not in desk.get(f"/conversations/{number}").content.decode()
    for days in (2, 3, 4):
        give_promise(
            number, Word(ours=f"In {days} days", due=now() + timedelta(days=days)), by=Actor.agent(cast.mara.pk)
        )

    before, _, folded = desk.get(f"/conversations/{number}").content.decode().partition("promises-more")

    assert "3 more are owed" in folded
    assert [f"In {days} days" in before.partition('class="promises"')[2] for days in (2, 3, 4)] == [False] * 3
