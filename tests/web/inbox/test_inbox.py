"""The list of conversations."""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.choices import DraftKind
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.people.actions.recognizing import recognize_customer
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.query_counts import QueryCount


def many(cast: Cast, count: int) -> None:
    for number in range(count):
        writer = recognize_customer(address=f"writer{number}@example.org", name=f"Writer {number}")
        receive_message(letter(cast, writer, subject=f"Matter {number}", at=now() - timedelta(minutes=count - number)))


def test_a_row_says_who_what_and_the_last_words(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)

    page = desk.get("/inbox").content.decode()

    assert "Odile Hartwell" in page
    assert "Nobody called." in page
    assert f'href="/conversations/{conversation.pk}"' in page


def test_an_empty_list_says_what_to_do_next(desk: Client) -> None:
    assert "Take one that nobody has yet" in desk.get("/inbox?box=mine").content.decode()


def test_whoever_administers_is_led_to_the_first_mailbox(client: Client, cast: Cast) -> None:
    client.force_login(cast.olive)
    assert "Connect the first mailbox" in client.get("/inbox").content.decode()
    connect_mailbox(cast.mailbox.pk, by=Actor.agent(cast.olive.pk), smtp=SmtpAccess(host="relay.wrenfield.example"))
    assert "Nobody is waiting" in client.get("/inbox").content.decode()


def test_an_agent_without_mail_is_asked_for_nothing(desk: Client) -> None:
    assert "Connect the first mailbox" not in desk.get("/inbox").content.decode()


@pytest.mark.parametrize("box", ["all", "mine", "unassigned"])
def test_each_box_shows_its_own(desk: Client, cast: Cast, box: str) -> None:
    conversation = conversation_with_odile(cast)
    if box == "mine":
        assign_conversation(conversation.pk, by=Actor.agent(cast.mara.pk), to=cast.mara.pk)

    assert f'id="row-{conversation.pk}"' in desk.get(f"/inbox?box={box}").content.decode()
    other = "unassigned" if box == "mine" else "mine"
    assert f'id="row-{conversation.pk}"' not in desk.get(f"/inbox?box={other}").content.decode()


def test_a_closed_one_stands_under_closed_only(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    close_conversation(conversation.pk, by=Actor.agent(cast.mara.pk))

    assert f'id="row-{conversation.pk}"' not in desk.get("/inbox").content.decode()
    assert f'id="row-{conversation.pk}"' in desk.get("/inbox?state=closed").content.decode()


def test_a_draft_of_mine_stands_in_the_row_and_nobody_elses_does(client: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    save_draft(conversation.pk, by=Actor.agent(cast.mara.pk), kind=DraftKind.REPLY, html="<p>Dear Odile</p>")

    client.force_login(cast.mara)
    assert "Dear Odile" in client.get("/inbox").content.decode()
    client.force_login(cast.tess)
    assert "Dear Odile" not in client.get("/inbox").content.decode()


def test_another_teams_list_is_empty_for_an_agent(client: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    client.force_login(cast.caleb)

    page = client.get(f"/inbox?box=team:{cast.pharmacy.pk}")

    assert page.status_code == 200
    assert f'id="row-{conversation.pk}"' not in page.content.decode()


def test_a_list_that_is_not_there_is_refused_in_words(desk: Client) -> None:
    answer = desk.get("/inbox?box=secret")

    assert answer.status_code == 422
    assert "There is no such list" in answer.content.decode()


def test_the_next_page_goes_on_where_this_one_ends(desk: Client, cast: Cast) -> None:
    many(cast, 53)
    first = desk.get("/inbox").context["listing"]

    second = desk.get(first.more_page).context["listing"]

    subjects = [row.row.conversation.subject for page in (first, second) for part in page.parts for row in part.rows]
    assert subjects == [f"Matter {number}" for number in range(53)]
    assert second.more_page == ""


def test_more_rows_grow_the_list_without_leaving_it(desk: Client, cast: Cast) -> None:
    many(cast, 53)
    listing = desk.get("/inbox").context["listing"]

    rows = desk.get(listing.more_rows, headers={"HX-Request": "true"})

    assert rows.content.decode().count('role="row"') == 53
    assert "<html" not in rows.content.decode()


def test_a_refresh_keeps_the_row_that_stands_open(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    here = f"http://testserver/conversations/{conversation.pk}"

    rows = desk.get("/inbox/rows", headers={"HX-Request": "true", "Referer": here}).content.decode()

    assert f'id="row-{conversation.pk}" aria-current="true"' in rows
    assert "aria-current" not in desk.get("/inbox/rows", headers={"HX-Request": "true"}).content.decode()


@pytest.mark.parametrize("count", [2, 50])
def test_the_inbox_asks_as_much_for_many_as_for_few(
    desk: Client, cast: Cast, count: int, assert_query_count: QueryCount
) -> None:
    many(cast, count)

    with assert_query_count("inbox"):
        assert desk.get("/inbox").status_code == 200


def test_the_rows_alone_ask_less(desk: Client, cast: Cast, assert_query_count: QueryCount) -> None:
    many(cast, 20)

    with assert_query_count("inbox rows"):
        desk.get("/inbox/rows", headers={"HX-Request": "true"})


def test_a_row_says_how_long_somebody_waits(desk: Client, cast: Cast) -> None:
    receive_message(letter(cast, odile(), at=now() - timedelta(days=5, hours=2)))

    page = desk.get("/inbox").content.decode()

    assert 'data-when-text>5 days</span><span class="sr" data-when-said>waiting 5 days</span>' in page
    assert 'title="waiting 5 days, since ' in page
    newest = desk.get("/inbox?sort=newest").content.decode()
    assert "data-when-text>5 days ago</span>" in newest
    assert "data-when-said>waiting 5 days</span>" in newest
