"""The list in the order of who will be let down next, and the clocks of its rows."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.receiving import receive_message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.people.actions.recognizing import recognize_customer
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from tests.cast import Cast, letter
from tests.frozen_time import Clock

HTMX = {"HX-Request": "true"}


def matter(cast: Cast, subject: str, due: timedelta | None = None, age: timedelta = timedelta()) -> int:
    """The number of a promise to call, or of the conversation where none is given."""
    writer = recognize_customer(address=f"{subject.lower()}@example.org", name=f"{subject} Writer")
    number = receive_message(letter(cast, writer, subject=subject, at=now() - age)).conversation.pk
    if due is None:
        return number
    word = Word(ours="We will call you", due=now() + due)
    return give_promise(number, word, by=Actor.agent(cast.mara.pk)).pk


def shown(desk: Client, address: str = "/inbox") -> list[tuple[str, list[str]]]:
    """The headings, each with the subjects below it."""
    parts = desk.get(address).context["listing"].parts
    return [(part.name, [row.row.conversation.subject for row in part.rows]) for part in parts]


def test_with_nothing_promised_it_goes_by_turn_and_by_waiting(desk: Client, cast: Cast) -> None:
    matter(cast, "Young")
    matter(cast, "Old", age=timedelta(hours=2))

    assert shown(desk) == [("ours", ["Old", "Young"])]
    assert "is-ahead" not in desk.get("/inbox/rows", headers=HTMX).content.decode()


def test_what_is_promised_stands_first_as_it_is_due(desk: Client, cast: Cast, clock: Clock) -> None:
    matter(cast, "Nothing", age=timedelta(days=9))
    for subject, minutes in (("Friday", 4 * 1440), ("Soon", 40), ("Late", 5), ("Sooner", 20)):
        matter(cast, subject, timedelta(minutes=minutes))
    clock.forward(minutes=10)

    assert shown(desk) == [
        ("broken", ["Late"]),
        ("hour", ["Sooner", "Soon"]),
        ("later", ["Friday"]),
        ("ours", ["Nothing"]),
    ]


def test_later_today_is_today_where_the_reader_is(desk: Client, cast: Cast) -> None:
    matter(cast, "Evening", timedelta(hours=10))  # tomorrow already in Greenwich
    matter(cast, "Night", timedelta(hours=20))

    assert shown(desk) == [("today", ["Evening"]), ("later", ["Night"])]


@pytest.mark.parametrize("sort", ["waiting", "priority", "newest"])
def test_the_other_orders_are_as_they_were(desk: Client, cast: Cast, sort: str) -> None:
    matter(cast, "Promised", timedelta(hours=1), age=timedelta(minutes=5))
    matter(cast, "Older", age=timedelta(hours=3))

    subjects = shown(desk, f"/inbox?sort={sort}")[0][1]

    assert subjects == (["Promised", "Older"] if sort == "newest" else ["Older", "Promised"])


def test_pages_join_where_promises_end(desk: Client, cast: Cast) -> None:
    for number in range(30):
        matter(cast, f"Promised{number:02}", timedelta(minutes=number + 1))
        matter(cast, f"Waiting{number:02}", age=timedelta(hours=30 - number))
    first = desk.get("/inbox").context["listing"]

    names = [name for address in ("/inbox", first.more_page) for _part, names in shown(desk, address) for name in names]

    assert names == [f"{kind}{number:02}" for kind in ("Promised", "Waiting") for number in range(30)]


def clock_in(desk: Client) -> tuple[str, str, str]:
    """Of the only row: the pace of its clock, what the eye sees, and what is said."""
    page = desk.get("/inbox/rows", headers=HTMX).content.decode()
    found = re.search(r'class="due is-(\w+)".*?data-due-text>(.*?)<.*?data-due-said>(.*?), Monday', page)
    assert found is not None
    return found[1], found[2], found[3]


def test_the_rows_clock_drains(desk: Client, cast: Cast, clock: Clock) -> None:
    matter(cast, "Call", timedelta(hours=4))
    assert clock_in(desk) == ("ahead", "4 hr", "Due in 4 hr")

    clock.forward(hours=3, minutes=1)
    assert clock_in(desk) == ("soon", "59 min", "Due soon, in 59 min")

    clock.forward(hours=3)
    assert clock_in(desk) == ("broken", "2 hr late", "Broken 2 hr ago")


def test_a_kept_promise_takes_its_row_back_to_the_queue(desk: Client, cast: Cast) -> None:
    promise = matter(cast, "Call", timedelta(hours=4))
    matter(cast, "Older", age=timedelta(hours=3))
    assert [name for name, _rows in shown(desk)] == ["today", "ours"]

    keep_promise(promise, by=Actor.agent(cast.mara.pk))

    assert shown(desk) == [("ours", ["Older", "Call"])]


def test_a_part_says_when_its_first_row_moves_on(desk: Client, cast: Cast) -> None:
    matter(cast, "Call", timedelta(hours=4))
    matter(cast, "Next", timedelta(minutes=50))

    soon, later = desk.get("/inbox").context["listing"].parts

    assert soon.turns_at == now() + timedelta(minutes=50)
    assert later.turns_at == now() + timedelta(hours=3)
