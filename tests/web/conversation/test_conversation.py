"""A conversation as its reader sees it."""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.delivery import mark_reply_failed
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.arrivals import ArrivedFile
from goodword.core.actor import Actor
from goodword.core.blobs import store_blob
from goodword.core.clock import now
from goodword.people.actions.recognizing import recognize_customer
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.query_counts import QueryCount

HTMX = {"HX-Request": "true"}


@pytest.fixture
def number(cast: Cast) -> int:
    return conversation_with_odile(cast, at=now() - timedelta(days=2)).pk


def more_letters(cast: Cast, number: int, count: int, files: int = 0) -> None:
    """So many letters of Odile's, the last of them with so many files."""
    for index in range(count):
        text = f"Letter {index} " + "tells more. " * 5
        at = now() + timedelta(seconds=index)
        brought = tuple(picture(one) for one in range(files)) if index == count - 1 else ()
        receive_message(letter(cast, odile(), conversation_id=number, text=text, at=at, files=brought))


def picture(number: int) -> ArrivedFile:
    content = b"\x89PNG a picture of heel %d" % number
    blob = store_blob(content)
    return ArrivedFile(blob_key=blob.key, filename=f"heel-{number}.png", content_type="image/png", size=len(content))


def test_a_page_shows_list_letters_and_person(desk: Client, number: int) -> None:
    page = desk.get(f"/conversations/{number}").content.decode()

    assert "I waited in all Friday afternoon." in page
    assert f'id="row-{number}" aria-current="true"' in page
    assert "o.hartwell@example.org" in page


def test_htmx_gets_the_conversation_and_the_person_without_the_list(desk: Client, number: int) -> None:
    part = desk.get(f"/conversations/{number}", headers=HTMX).content.decode()

    assert 'id="conversation"' in part
    assert 'hx-target="#person"' in part
    assert 'id="list"' not in part


def test_going_back_in_history_takes_the_whole_page(desk: Client, number: int) -> None:
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    assert 'id="list"' in desk.get(f"/conversations/{number}", headers=headers).content.decode()


def test_words_of_customers_never_become_markup(desk: Client, cast: Cast) -> None:
    evil = "<script>alert(1)</script>"
    number = conversation_with_odile(cast, text=evil, subject=evil, sender_name=evil).pk

    page = desk.get(f"/conversations/{number}").content.decode()

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_quoted_history_is_folded_and_whole(desk: Client, cast: Cast) -> None:
    fresh = "Thank you.\n\n"
    number = conversation_with_odile(cast, text=fresh + "> earlier words", quoted_from=len(fresh)).pk

    before, folded = desk.get(f"/conversations/{number}/thread").content.decode().split('<details class="quoted"')

    assert "Thank you." in before
    assert "earlier words" not in before
    assert "earlier words" in folded


def test_older_letters_are_folded_to_a_line_and_unfold_alone(desk: Client, cast: Cast, number: int) -> None:
    answer = send_reply(number, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow it is.</p>")
    more_letters(cast, number, 2)
    thread = desk.get(f"/conversations/{number}/thread").content.decode()
    assert thread.count("is-folded") == 2

    whole = desk.get(f"/messages/{answer.pk}", headers=HTMX).content.decode()

    assert "<p>Tomorrow it is.</p>" in whole
    assert "is-folded" not in whole


def test_a_refresh_folds_nothing_that_was_open(desk: Client, cast: Cast, number: int) -> None:
    pane = desk.get(f"/conversations/{number}").context["pane"]
    mara = Actor.agent(cast.mara.pk)
    for more in range(4):
        send_reply(number, by=mara, html=f"<p>More: {more}.</p>")

    assert "is-folded" in desk.get(f"/conversations/{number}/thread").content.decode()
    assert "is-folded" not in desk.get(f"/conversations/{number}/thread{pane.since_query}").content.decode()


def test_first_words_stand_on_top_once_there_are_more(desk: Client, cast: Cast, number: int) -> None:
    assert "First words of" not in desk.get(f"/conversations/{number}").content.decode()
    more_letters(cast, number, 1)
    assert "First words of" in desk.get(f"/conversations/{number}").content.decode()


def test_what_was_written_before_is_fetched_by_key(desk: Client, cast: Cast, number: int) -> None:
    more_letters(cast, number, 61)
    thread = desk.get(f"/conversations/{number}")
    assert "I waited in all Friday afternoon. Nobody called.</p>" not in thread.content.decode()

    older = desk.get(thread.context["pane"].earlier_address, headers=HTMX).content.decode()

    assert "I waited in all Friday afternoon." in older
    assert "Letter 60" not in older


def test_a_note_is_told_apart_from_letters(desk: Client, cast: Cast, number: int) -> None:
    write_note(number, by=Actor.agent(cast.tess.pk), html="<p>Her label lacks <b>Unit 4B</b>.</p>")

    page = desk.get(f"/conversations/{number}").content.decode()

    assert "Note, stays in the house" in page
    assert "Her label lacks <b>Unit 4B</b>." in page


def test_a_letter_that_did_not_leave_says_why_and_offers_to_try_again(desk: Client, cast: Cast, number: int) -> None:
    message = send_reply(number, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    mark_reply_failed(message.pk, problem="The address does not exist.")

    page = desk.get(f"/conversations/{number}").content.decode()

    assert "The address does not exist." in page
    assert f'action="/messages/{message.pk}/retry"' in page


def test_other_conversations_are_those_the_reader_may_see(client: Client, cast: Cast, number: int) -> None:
    other = conversation_with_odile(cast, mailbox_id=None, subject="Silver or plain foam?").pk

    client.force_login(cast.caleb)
    assert client.get(f"/conversations/{number}").status_code == 404
    page = client.get(f"/conversations/{other}")
    assert [one.pk for one in page.context["about"].others] == []
    client.force_login(cast.mara)
    assert [one.pk for one in client.get(f"/conversations/{other}").context["about"].others] == [number]


def test_a_lead_of_another_team_reads_without_a_composer(client: Client, cast: Cast) -> None:
    number = conversation_with_odile(cast).pk
    cast.pharmacy.members.remove(cast.tess)
    client.force_login(cast.tess)

    page = client.get(f"/conversations/{number}").content.decode()

    assert "I waited in all Friday afternoon." in page
    assert 'id="composer"' not in page
    assert 'data-key="e"' not in page


@pytest.mark.parametrize(("count", "files"), [(3, 0), (50, 10)])
def test_a_conversation_asks_as_much_for_many_letters_and_files_as_for_few(
    desk: Client, cast: Cast, number: int, assert_query_count: QueryCount, *, count: int, files: int
) -> None:
    send_reply(number, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    write_note(number, by=Actor.agent(cast.mara.pk), html="<p>Noted.</p>")
    more_letters(cast, number, count, files)
    for other in range(count):
        receive_message(letter(cast, recognize_customer(address=f"w{other}@example.org", name="W")))

    with assert_query_count("conversation"):
        page = desk.get(f"/conversations/{number}").content.decode()
    assert page.count("heel-") >= files
    with assert_query_count("conversation as a part"):
        desk.get(f"/conversations/{number}", headers=HTMX)
    with assert_query_count("thread"):
        desk.get(f"/conversations/{number}/thread", headers=HTMX)


def test_the_person_comes_alone_for_the_live_refresh(desk: Client, cast: Cast) -> None:
    number = conversation_with_odile(cast).pk

    person = desk.get(f"/conversations/{number}/person", headers=HTMX).content.decode()

    assert f'id="person" data-live="conversation:{number} person:' in person
    assert f'data-live-url="/conversations/{number}/person"' in person
    assert "Odile Hartwell" in person
