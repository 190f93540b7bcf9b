"""Promises in what one writes: chips in the composer, proposals above the letters, and what a reply says."""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.talking import Said, log_talk
from goodword.conversations.choices import Channel, Direction, Says, Turn
from goodword.conversations.models import Conversation, Draft, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.choices import Noticing, Origin
from goodword.promises.models import NoticedPromise, Promise
from tests.cast import Cast

HTMX = {"HX-Request": "true"}
CALL = "<p>I'll call you tomorrow before noon.</p>"
FRIDAY = "<p>I'll call you next Friday.</p>"


@pytest.fixture
def place(conversation: Conversation) -> str:
    return f"/conversations/{conversation.pk}"


@pytest.fixture
def proposed(cast: Cast, conversation: Conversation) -> NoticedPromise:
    """Mara told Odile on the phone that she calls tomorrow."""
    said = Said(channel=Channel.PHONE, direction=Direction.OUT, words="I'll call you tomorrow before noon.")
    log_talk(conversation.pk, said, by=Actor.agent(cast.mara.pk))
    return NoticedPromise.objects.get()


def keep(desk: Client, place: str, html: str, **fields: str) -> str:
    """What the browser gets for a draft that it saved."""
    return desk.post(f"{place}/drafts/reply", {"html": html, **fields}, headers=HTMX).content.decode()


def press(desk: Client, what: str, **fields: str) -> str:
    number = NoticedPromise.objects.latest("pk").pk
    return desk.post(f"/noticed/{number}/{what}", fields, headers=HTMX).content.decode()


def test_a_saved_draft_answers_with_what_is_noticed(desk: Client, place: str) -> None:
    answer = keep(desk, place, CALL)

    assert "I&#x27;ll call you tomorrow before noon" in answer
    assert 'data-key="Mod+."' in answer
    assert "Tue, Nov 3, 12:00" in answer
    assert "Promise noticed" in desk.get(place).content.decode()


def test_an_accepted_chip_stays_and_can_be_taken_back(desk: Client, place: str) -> None:
    keep(desk, place, CALL)

    assert "is-accepted" in press(desk, "acceptance")
    assert "is-accepted" in desk.get(place).content.decode()
    assert "is-accepted" not in press(desk, "reconsideration")


def test_a_dismissed_chip_goes(desk: Client, place: str) -> None:
    keep(desk, place, CALL)

    assert "Promise noticed" not in press(desk, "dismissal")
    assert "Promise noticed" not in keep(desk, place, CALL)


def test_two_readings_are_two_buttons(desk: Client, place: str) -> None:
    asks = keep(desk, place, FRIDAY)
    assert "Which one?" in asks
    assert "Keep track<" not in asks

    row = NoticedPromise.objects.get()
    assert "is-accepted" in press(desk, "acceptance", at=row.options[1])
    row.refresh_from_db()
    assert (row.state, row.due_at) == (Noticing.ACCEPTED, row.choices[1])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("someday", "By when? Write for example"),
        ("today at 1am", "That is past."),
        ("next friday", "That may mean several times."),
    ],
)
def test_a_typed_time_that_is_not_sure_is_asked(desk: Client, place: str, words: str, told: str) -> None:
    keep(desk, place, CALL)
    number = NoticedPromise.objects.get().pk
    answer = desk.post(f"/noticed/{number}/acceptance", {f"due-{number}": words}, headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#composer-noticed")
    assert told in answer.content.decode()
    assert NoticedPromise.objects.get().state == Noticing.WAITING


def test_a_time_can_be_typed(desk: Client, place: str) -> None:
    keep(desk, place, CALL)
    number = NoticedPromise.objects.get().pk
    press(desk, "acceptance", **{f"due-{number}": "in 2 hours"})

    row = NoticedPromise.objects.get()
    assert (row.state, row.due_at) == (Noticing.ACCEPTED, now() + timedelta(hours=2))


def test_what_was_accepted_is_promised_with_the_reply(desk: Client, place: str) -> None:
    keep(desk, place, CALL)
    press(desk, "acceptance")
    desk.post(f"{place}/replies", {"html": CALL}, headers=HTMX)

    assert Promise.objects.get().origin == Origin.NOTICED
    assert "“I&#x27;ll call you tomorrow before noon”" in desk.get(place).content.decode()


def test_a_reply_that_promises_cannot_close_the_matter(desk: Client, place: str) -> None:
    keep(desk, place, CALL)
    press(desk, "acceptance")
    answer = desk.post(f"{place}/replies", {"html": CALL, "close": "1"}, headers=HTMX).content.decode()

    assert "This reply promises something." in answer
    assert "Will be promised" in answer
    assert not Message.objects.filter(direction=Direction.OUT).exists()


def test_a_reply_that_leaves_later_shows_what_it_promises(desk: Client, place: str) -> None:
    keep(desk, place, CALL)
    press(desk, "acceptance")
    at = (now() + timedelta(days=1)).isoformat()
    answer = desk.post(f"{place}/replies", {"html": CALL, "at": at}, headers=HTMX).content.decode()

    assert "Will be promised" in answer
    assert "Wed, Nov 4, 12:00" in answer


def test_a_proposal_is_kept_track_of(desk: Client, place: str, proposed: NoticedPromise) -> None:
    assert "You wrote" in desk.get(place).content.decode()

    assert "Promised for Tuesday, November 3, 2026, 12:00" in press(desk, "acceptance")
    assert Promise.objects.get().due_at == proposed.due_at
    assert "You wrote" not in desk.get(place).content.decode()


def test_or_it_is_none(desk: Client, place: str, proposed: NoticedPromise) -> None:
    assert "Not a promise." in press(desk, "dismissal")
    proposed.refresh_from_db()
    assert proposed.state == Noticing.DISMISSED
    assert "You wrote" not in desk.get(place).content.decode()


def test_a_proposal_asks_what_is_not_sure(desk: Client, place: str, proposed: NoticedPromise) -> None:
    answer = press(desk, "acceptance", **{f"due-{proposed.pk}": "next friday"})

    assert "That may mean several times." in answer
    assert "Which one?" in answer
    assert "Which one?" in desk.get(place).content.decode()


def test_without_script_a_proposal_is_a_form(desk: Client, place: str, proposed: NoticedPromise) -> None:
    desk.post(f"/noticed/{proposed.pk}/acceptance")
    assert Promise.objects.exists()


@pytest.mark.parametrize(
    ("words", "read"),
    [("Here it is.", "solves"), ("Which size do you need?", "asks"), ("I am looking into it.", "holds"), ("", "")],
)
def test_what_a_reply_says_is_read_from_its_words(desk: Client, place: str, words: str, read: str) -> None:
    assert f'data-says="{read}"' in keep(desk, place, f"<p>{words}</p>" if words else "")


def test_what_its_writer_says_counts(desk: Client, place: str, conversation: Conversation) -> None:
    html = "<p>Which size do you need?</p>"
    keep(desk, place, html, says="holds")
    assert Draft.objects.get().says == Says.HOLDS
    assert '<option value="holds" selected>' in desk.get(place).content.decode()

    desk.post(f"{place}/replies", {"html": html, "says": "holds"}, headers=HTMX)
    conversation.refresh_from_db()
    message = Message.objects.latest("pk")
    assert (message.says, conversation.turn) == (Says.HOLDS, Turn.OURS)


def test_taken_back_it_still_says_what_its_writer_chose(desk: Client, place: str) -> None:
    html = "<p>Which size do you need?</p>"
    for says, kept in (("holds", Says.HOLDS), ("", Says.NOTHING)):
        desk.post(f"{place}/replies", {"html": html, "says": says}, headers=HTMX)
        desk.post(f"/messages/{Message.objects.latest('pk').pk}/undoing", headers=HTMX)
        assert Draft.objects.get().says == kept
        Draft.objects.all().delete()


def test_so_does_a_reply_that_leaves_later(desk: Client, place: str) -> None:
    at = (now() + timedelta(days=1)).isoformat()
    desk.post(f"{place}/replies", {"html": "<p>Well?</p>", "says": "solves", "at": at}, headers=HTMX)
    plan = Draft.objects.get()
    assert plan.says == Says.SOLVES

    desk.post(f"/plans/{plan.pk}/departure", headers=HTMX)
    assert Message.objects.latest("pk").says == Says.SOLVES
