"""What happened to promises stands between the letters: in plain words, without noise, with the way back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.delivery import mark_reply_bounced, mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import Says
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Release, Target
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock
from tests.query_counts import asked_by
from tests.timeline import last_event

Left = Callable[..., Message]
HTMX = {"HX-Request": "true"}
DAY = timedelta(days=1)


@pytest.fixture
def promise(conversation: Conversation, mara: Actor) -> Promise:
    return promised(conversation.pk, mara)


def promised(number: int, by: Actor, ours: str = "Call about the gauze") -> Promise:
    return give_promise(number, Word(ours=ours, due=now() + DAY, target=Target.CALLBACK), by=by)


def by_policy(cast: Cast, **hours: int) -> None:
    allowed = {Target(name.replace("_", "-")): Term(allowed=timedelta(hours=number)) for name, number in hours.items()}
    create_policy(Terms(name="Everybody", targets=allowed), by=Actor.agent(cast.olive.pk))


def rows(desk: Client, number: int) -> list[str]:
    """The lines of promises in the thread, as they are read."""
    html = desk.get(f"/conversations/{number}/thread", headers=HTMX).content.decode()
    found = re.findall(r'<div class="event is-promise.*?</div>', html, re.DOTALL)
    return [
        " ".join(re.sub(r"<svg.*?</svg>|<time.*?</time>|<[^>]*>", " ", one, flags=re.DOTALL).split()) for one in found
    ]


@pytest.fixture
def left(clock: Clock, mara: Actor) -> Callable[..., Message]:
    """Mara's reply, which the relay accepted a minute later."""

    def leaving(number: int, says: Says = Says.NOTHING) -> Message:
        message = send_reply(number, by=mara, html="<p>Here it is.</p>", says=says)
        clock.forward(minutes=1)
        mark_reply_sending(message.pk)
        return mark_reply_sent(message.pk)

    return leaving


def test_a_word_is_made_and_kept(desk: Client, promise: Promise, mara: Actor) -> None:
    keep_promise(promise.pk, by=mara)

    [made, kept] = rows(desk, promise.conversation_id)
    assert made.startswith("Mara Lindqvist promised “Call about the gauze”, due ")
    assert kept == "Kept by Mara Lindqvist: “Call about the gauze” Undo"


def test_late_it_is_made_good(desk: Client, promise: Promise, mara: Actor, clock: Clock) -> None:
    clock.forward(days=1, hours=2)
    look_once()
    keep_promise(promise.pk, by=mara)

    [_made, broken, good] = rows(desk, promise.conversation_id)
    assert broken.startswith("Broken: “Call about the gauze”, due ")
    assert broken.endswith("Goodword was not running then, and noticed 2 hr later.")
    assert good.startswith("Made good by Mara Lindqvist, 2 hr late: “Call about the gauze”")


def test_another_time_is_one_line(desk: Client, promise: Promise, mara: Actor) -> None:
    renegotiate_promise(promise.pk, by=mara, due=now() + 3 * DAY, because="the nurse is ill", told=Told.SPOKEN)

    [_made, moved] = rows(desk, promise.conversation_id)
    assert moved.startswith("Mara Lindqvist told them of another time: “Call about the gauze”, due ")
    assert moved.endswith("because “the nurse is ill”")


RELEASED = {
    "The customer no longer needs it": {"reason": Release.CUSTOMER},
    "“It came by itself”": {"reason": Release.OTHER, "words": "It came by itself"},
}


@pytest.mark.parametrize("said", RELEASED)
def test_a_release_says_why(desk: Client, promise: Promise, mara: Actor, said: str) -> None:
    release_promise(promise.pk, by=mara, **RELEASED[said])  # type: ignore[arg-type]

    assert (
        rows(desk, promise.conversation_id)[-1] == f"Released by Mara Lindqvist: “Call about the gauze”. {said}. Undo"
    )


def test_what_is_handed_over_says_to_whom(desk: Client, promise: Promise, mara: Actor, cast: Cast) -> None:
    hand_over_promise(promise.pk, by=mara, agent=cast.tess.pk)
    hand_over_promise(promise.pk, by=mara, team=cast.nursing.pk)

    told = [row.partition(" over to ")[2] for row in rows(desk, promise.conversation_id)[1:]]
    assert told == [f"{name}: “Call about the gauze”" for name in ("Tess Whitcombe", "Nursing")]


def test_a_reply_by_policy_is_one_line(desk: Client, cast: Cast, left: Left, mara: Actor) -> None:
    by_policy(cast, first_reply=2)
    number = conversation_with_odile(cast).pk
    assert rows(desk, number)[0].startswith("Promised by policy: First reply, due ")

    assign_conversation(number, by=mara, to=cast.mara.pk)
    left(number)

    assert rows(desk, number) == ["Kept by Mara Lindqvist: First reply"]


def test_what_was_promised_at_once_is_one_line(desk: Client, cast: Cast) -> None:
    by_policy(cast, first_reply=2, resolution=72)

    [row] = rows(desk, conversation_with_odile(cast).pk)

    assert re.fullmatch(r"Promised by policy: First reply, due .+; Resolution, due .+", row)


def test_a_reply_on_its_way_is_told_until_it_left(desk: Client, cast: Cast, mara: Actor) -> None:
    by_policy(cast, first_reply=2)
    number = conversation_with_odile(cast).pk

    reply = send_reply(number, by=mara, html="<p>Tomorrow.</p>")
    assert rows(desk, number)[-1] == "A reply is on its way: First reply"

    undo_reply(reply.pk, by=mara)
    assert len(rows(desk, number)) == 1


def test_a_reply_that_comes_back_is_owed_again(desk: Client, cast: Cast, left: Left, mara: Actor) -> None:
    by_policy(cast, first_reply=2)
    number = conversation_with_odile(cast).pk

    mark_reply_bounced(left(number).pk, problem="No such mailbox", hard=True)

    assert rows(desk, number)[-1] == "The reply did not arrive, so it is owed again: First reply"


def test_a_solution_is_told_and_agreed(desk: Client, cast: Cast, left: Left, mara: Actor) -> None:
    by_policy(cast, resolution=72)
    number = conversation_with_odile(cast).pk
    left(number, says=Says.SOLVES)
    receive_message(letter(cast, odile(), conversation_id=number, text="Thank you very much!"))

    assert rows(desk, number)[-3:] == [
        "Mara Lindqvist told them a solution: the clock is paused until they answer",
        "Odile Hartwell agreed with the solution: it is resolved",
        "Only thanks: no reply is owed. It wants an answer",
    ]


def test_only_thanks_may_want_an_answer_after_all(desk: Client, cast: Cast, left: Left, mara: Actor) -> None:
    by_policy(cast, next_reply=4)
    number = conversation_with_odile(cast).pk
    left(number)
    receive_message(letter(cast, odile(), conversation_id=number, text="Thank you!"))
    assert rows(desk, number)[-1] == "Only thanks: no reply is owed. It wants an answer"

    desk.post(f"/activity/{last_event('promise.thanks-noticed').pk}/undo", headers=HTMX)

    assert rows(desk, number)[-3:][0] == "Only thanks: no reply is owed."
    assert "Mara Lindqvist said that it wants an answer" in rows(desk, number)
    assert Promise.objects.owed().filter(conversation=number, target=Target.NEXT_REPLY).exists()


def test_the_way_back_stands_at_the_newest_only(desk: Client, promise: Promise, mara: Actor) -> None:
    assert rows(desk, promise.conversation_id)[0].endswith("Undo")
    keep_promise(promise.pk, by=mara)
    kept = last_event("promise.kept").pk

    desk.post(f"/activity/{kept}/undo", headers=HTMX)

    promise.refresh_from_db()
    assert promise.is_owed
    assert [row.endswith("Undo") for row in rows(desk, promise.conversation_id)] == [False, False, False]


def test_a_word_taken_back_was_never_given(desk: Client, promise: Promise) -> None:
    desk.post(f"/activity/{last_event('promise.made').pk}/undo", headers=HTMX)

    assert rows(desk, promise.conversation_id) == []


def test_who_only_reads_is_offered_nothing(client: Client, promise: Promise, cast: Cast) -> None:
    assign_conversation(promise.conversation_id, by=Actor.agent(cast.olive.pk), to=cast.cole.pk)
    client.force_login(cast.cole)

    assert not rows(client, promise.conversation_id)[0].endswith("Undo")


def test_more_of_it_asks_no_more(desk: Client, conversation: Conversation, mara: Actor, cast: Cast) -> None:
    def asked() -> int:
        desk.get(f"/conversations/{conversation.pk}")
        with asked_by() as queries:
            desk.get(f"/conversations/{conversation.pk}")
        return len(queries)

    assign_conversation(conversation.pk, by=mara, to=cast.mara.pk)
    without = asked()
    for number in range(5):
        keep_promise(promised(conversation.pk, mara, f"Thing {number}").pk, by=mara)
    hand_over_promise(promised(conversation.pk, mara, "Last").pk, by=mara, team=cast.nursing.pk)

    assert asked() <= without
