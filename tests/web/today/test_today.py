"""Today: who will be let down next."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.people.actions.recognizing import recognize_customer
from goodword.promises.actions.by_law import Owed, owe_by_law
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.choices import Target
from goodword.promises.models import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile, letter
from tests.frozen_time import Clock
from tests.query_counts import QueryCount
from tests.recovery.complaining import complaint_of

HTMX = {"HX-Request": "true"}


def promised(cast: Cast, *minutes: int, **changes: object) -> list[int]:
    """Mara's promises, each to somebody else; the numbers."""
    return [_promised(cast, number, **changes) for number in minutes]


def _promised(cast: Cast, minutes: int, **changes: object) -> int:
    writer = recognize_customer(address=f"writer{minutes}@example.org", name=f"Writer {minutes}")
    number = receive_message(letter(cast, writer, subject=f"Matter {minutes}")).conversation.pk
    said: dict[str, object] = {"ours": f"Done in {minutes}", "due": now() + timedelta(minutes=minutes), **changes}
    return give_promise(number, Word(**said), by=Actor.agent(cast.mara.pk)).pk  # type: ignore[arg-type]


def page_of(desk: Client, **headers: str) -> str:
    return desk.get("/today", headers=headers).content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_desk_begins_with_today(desk: Client) -> None:
    assert desk.get("/").headers["Location"] == "/today"


def test_on_an_empty_desk_it_says_what_to_do(desk: Client) -> None:
    page = page_of(desk)

    assert "Nobody waits for you" in page
    assert 'href="/inbox?box=unassigned"' in page


def test_whoever_is_let_down_next_stands_on_top(desk: Client, cast: Cast) -> None:
    later, first = promised(cast, 90, 20, theirs="Please call me")

    page = page_of(desk)

    assert "Writer 20 is next" in page
    assert "“Done in 20”" in page
    assert "Please call me" in page
    assert page.index(f'id="owed-{first}"') < page.index("Then, in order") < page.index(f'id="owed-{later}"')
    assert "Due in 20 min" in words(page)


def test_what_is_broken_stands_above_and_says_for_how_long(desk: Client, cast: Cast, clock: Clock) -> None:
    promised(cast, 5, 90)
    clock.forward(hours=1)
    look_once()

    page = page_of(desk)

    assert "Writer 5 was let down" in page
    assert "Broken 55 min ago" in words(page)


def test_each_has_its_keys(desk: Client, cast: Cast) -> None:
    [promise] = promised(cast, 20)

    page = page_of(desk)

    for key, address in (("y", "keeping"), ("d", "due"), ("Shift+D", "release")):
        assert re.search(rf'"/promises/{promise}/{address}"[^>]*data-key="{re.escape(key)}"', page), key


def test_what_a_law_asks_is_kept_by_its_notice(desk: Client, cast: Cast) -> None:
    number = conversation_with_odile(cast).pk
    owed = Owed(ours="The written notice", began=now(), due=now() + timedelta(days=7))
    promise = owe_by_law(number, owed, by=Actor.agent(cast.mara.pk))

    page = page_of(desk)

    assert re.search(rf'href="/conversations/{number}/complaint/grievance"[^>]*data-key="y"', page)
    assert f"/promises/{promise.pk}/" not in page  # it is not kept, moved or released by a key
    assert "The written notice" in desk.get(f"/conversations/{number}/complaint/grievance").content.decode()


def test_a_complaint_is_kept_by_a_told_solution_not_by_a_key(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    complaint_of(conversation, Actor.agent(cast.mara.pk))
    promise = Promise.objects.get(conversation=conversation, target=Target.COMPLAINT)
    assign_conversation(conversation.pk, to=cast.mara.pk, by=Actor.agent(cast.mara.pk))
    address = f"/conversations/{conversation.pk}/solution"

    assert re.search(rf'formaction="{address}"[^>]*value="told"[^>]*data-key="y"', page_of(desk))
    assert f"/promises/{promise.pk}/keeping" not in page_of(desk)

    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>New ones come today.</p>")
    desk.post(address, {"what": "told", "in": "today"}, headers=HTMX)
    promise.refresh_from_db()
    assert promise.is_owed
    assert promise.stands_still


@pytest.mark.parametrize("form", ["due", "release"])
def test_a_form_comes_into_its_row(desk: Client, cast: Cast, form: str) -> None:
    [promise] = promised(cast, 20)

    part = desk.get(f"/promises/{promise}/{form}", headers={**HTMX, "HX-Target": f"div#owed-{promise}-form"})

    assert part.status_code == 200
    assert 'name="in" value="today"' in part.content.decode()


def test_who_waits_without_a_promise_stands_beside(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    assign_conversation(conversation.pk, by=Actor.agent(cast.mara.pk), to=cast.mara.pk)

    page = words(page_of(desk))

    assert "Waiting on me 1 Odile Hartwell" in page
    assert "Last word is theirs 1" in page
    listed = desk.get("/inbox?box=mine&q=is:unanswered").content.decode()
    assert f'id="row-{conversation.pk}"' in listed


def test_a_lead_sees_what_is_red_and_whose_it_is(client: Client, cast: Cast, clock: Clock) -> None:
    promised(cast, 5, 600)
    clock.forward(minutes=6)
    look_once()
    client.force_login(cast.tess)

    page = words(page_of(client))

    assert "Red in your teams 1" in page
    assert "Mara Lindqvist owes it" in page
    assert "Done in 600" not in page


def test_the_refresh_is_the_inside_alone(desk: Client, cast: Cast) -> None:
    promised(cast, 5)

    part = page_of(desk, **HTMX)

    assert 'id="day"' in part
    assert "<html" not in part


def test_thirty_are_shown_and_then_more(desk: Client, cast: Cast) -> None:
    promised(cast, *range(1, 53))

    first = desk.get("/today")
    second = desk.get(first.context["day"].more)

    assert first.content.decode().count('role="row"') == 30
    assert second.content.decode().count('role="row"') == 52
    assert second.context["day"].more == ""


@pytest.mark.parametrize("rows", ["x", "-1", "9" * 30])
def test_a_number_of_rows_that_is_none_is_refused(desk: Client, rows: str) -> None:
    assert desk.get("/today", {"rows": rows}).status_code == 422


@pytest.mark.parametrize("count", [1, 40])
def test_it_asks_as_much_for_many_as_for_few(
    desk: Client, cast: Cast, count: int, assert_query_count: QueryCount
) -> None:
    promised(cast, *range(1, count + 1))

    with assert_query_count("today"):
        assert desk.get("/today").status_code == 200


def test_a_leads_asks_one_more(client: Client, cast: Cast, assert_query_count: QueryCount) -> None:
    promised(cast, 5)
    client.force_login(cast.tess)

    with assert_query_count("today of a lead"):
        assert client.get("/today").status_code == 200
