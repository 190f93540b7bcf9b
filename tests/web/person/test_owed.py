"""What we owe a person stands beside them: over all their matters that the reader may see."""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.assigning import move_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.queries.person import MOST
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock
from tests.query_counts import asked_by


@pytest.fixture
def here(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


@pytest.fixture
def other(cast: Cast, here: Conversation) -> Conversation:
    assert here.customer == odile()
    return receive_message(letter(cast, odile(), subject="The bill")).conversation


def promised(cast: Cast, conversation: Conversation, ours: str, minutes: int = 90) -> Promise:
    word = Word(ours=ours, due=now() + timedelta(minutes=minutes))
    return give_promise(conversation.pk, word, by=Actor.agent(cast.mara.pk))


def part_of(desk: Client, address: str) -> str:
    """The part of the page; empty where there is none."""
    html = desk.get(address).content.decode()
    return html.partition('id="person-owed"')[2].partition("</section>")[0]


def test_broken_ones_stand_on_top_then_as_they_are_due(
    desk: Client, cast: Cast, here: Conversation, other: Conversation, clock: Clock
) -> None:
    promised(cast, here, "Call tomorrow", 600)
    promised(cast, other, "Send the bill", 5)
    promised(cast, here, "Ask the nurse", 90)
    clock.forward(hours=1)
    look_once()

    for part in (part_of(desk, f"/conversations/{here.pk}"), part_of(desk, f"/people/{here.customer_id}")):
        assert part.index("Send the bill") < part.index("Ask the nurse") < part.index("Call tomorrow")
        assert "Broken 55 min ago" in part


def test_each_leads_to_its_matter_but_where_one_is(
    desk: Client, cast: Cast, here: Conversation, other: Conversation
) -> None:
    promised(cast, here, "Call tomorrow")
    promised(cast, other, "Send the bill")

    panel, page = part_of(desk, f"/conversations/{here.pk}"), part_of(desk, f"/people/{here.customer_id}")

    assert [f'href="/conversations/{one.pk}"' in panel for one in (here, other)] == [False, True]
    assert [f'href="/conversations/{one.pk}"' in page for one in (here, other)] == [True, True]


def test_what_the_reader_may_not_see_is_not_there(
    desk: Client, cast: Cast, here: Conversation, other: Conversation
) -> None:
    promised(cast, here, "Call tomorrow")
    promised(cast, other, "A nurse’s secret")
    move_conversation(other.pk, by=SYSTEM, team=cast.nursing.pk)

    assert "Call tomorrow" in part_of(desk, f"/people/{here.customer_id}")
    assert "A nurse’s secret" not in part_of(desk, f"/people/{here.customer_id}")
    desk.force_login(cast.tess)  # a lead reads other teams' matters
    assert "A nurse’s secret" in part_of(desk, f"/people/{here.customer_id}")


def test_it_stays_short(desk: Client, cast: Cast, here: Conversation) -> None:
    for number in range(MOST + 1):
        promised(cast, here, f"Thing {number}.", 60 + number)

    part = part_of(desk, f"/conversations/{here.pk}")

    assert f"Thing {MOST - 1}." in part
    assert f"Thing {MOST}." not in part
    assert "And more, due later." in part


def test_the_page_says_what_came_of_our_word(desk: Client, cast: Cast, here: Conversation, clock: Clock) -> None:
    by = Actor.agent(cast.mara.pk)
    keep_promise(promised(cast, here, "Kept").pk, by=by)
    late = promised(cast, here, "Late", 5)
    moved = promised(cast, here, "Moved")
    renegotiate_promise(moved.pk, by=by, due=now() + timedelta(days=2), because="ill", told=Told.SPOKEN)
    clock.forward(minutes=30)
    keep_promise(late.pk, by=by)

    part = part_of(desk, f"/people/{here.customer_id}")

    assert [words in part for words in ("1 kept", "1 renegotiated", "1 broken")] == [True] * 3


def test_where_nothing_was_ever_promised_nothing_stands(desk: Client, here: Conversation) -> None:
    assert part_of(desk, f"/conversations/{here.pk}") == ""
    assert part_of(desk, f"/people/{here.customer_id}") == ""


def test_more_of_them_ask_no_more(desk: Client, cast: Cast, here: Conversation, other: Conversation) -> None:
    def asked() -> int:
        desk.get(f"/people/{here.customer_id}")
        with asked_by() as queries:
            desk.get(f"/people/{here.customer_id}")
        return len(queries)

    promised(cast, here, "First")
    before = asked()
    for number in range(4):
        promised(cast, other, f"Thing {number}")

    assert asked() == before
