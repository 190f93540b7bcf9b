"""What is unread, and the filter of the list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.reading import mark_seen
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock

Shown = Callable[[str], set[str]]


@pytest.fixture
def two(cast: Cast, clock: Clock) -> list[Conversation]:
    """Mara has read the first, which is tagged; the second is news to her."""
    clock.forward(minutes=1)
    by = Actor.agent(cast.mara.pk)
    found = [
        receive_message(letter(cast, odile(), subject=word, at=now())).conversation for word in ("First", "Second")
    ]
    mark_seen(found[0].pk, by=by, news_at=found[0].news_at)
    tag_with_name(found[0].pk, by=by, name="Refund")
    return found


@pytest.fixture
def shown(desk: Client, two: list[Conversation]) -> Shown:
    def subjects(address: str) -> set[str]:
        page = desk.get(address).content.decode()
        return {one.subject for one in two if f'id="row-{one.pk}"' in page}

    return subjects


def test_unread_shows_what_is_news_to_me_and_leads_back(desk: Client, shown: Shown) -> None:
    unread = desk.get("/inbox?sort=newest").context["listing"].unread

    assert unread.address == "/inbox?sort=newest&q=is:unread"
    assert shown(unread.address) == {"Second"}
    back = desk.get(unread.address).context["listing"].unread
    assert back.is_chosen
    assert back.address == "/inbox?sort=newest"


def test_unread_adds_to_a_filter(desk: Client, shown: Shown) -> None:
    assert shown("/inbox?q=tag:refund") == {"First"}
    unread = desk.get("/inbox?q=tag:refund").context["listing"].unread

    assert shown(unread.address) == set()
    assert "Nothing in this list is like that" in desk.get(unread.address).content.decode()


def test_states_and_orders_keep_the_filter_and_another_list_does_not(desk: Client, shown: Shown) -> None:
    assert shown("/inbox") == {"First", "Second"}
    listing = desk.get("/inbox?q=tag:refund").context["listing"]

    assert all("q=tag:refund" in one.address for one in [*listing.states, *listing.sorts])
    assert not any("q=" in one.address for one in listing.boxes)


def test_as_one_types_the_rows_and_the_ways_to_other_views_follow(desk: Client, two: list[Conversation]) -> None:
    page = desk.get("/inbox/filtered?q=second", headers={"HX-Request": "true"}).content.decode()

    assert f'id="row-{two[1].pk}"' in page
    assert f'id="row-{two[0].pk}"' not in page
    assert 'href="/inbox?state=closed&amp;q=second"' in page
    assert "<html" not in page


def test_a_word_that_means_nothing_is_told_with_what_was_perhaps_meant(desk: Client, shown: Shown) -> None:
    assert shown("/inbox?q=first") == {"First"}
    page = desk.get("/inbox?box=unassigned&q=is:unred").content.decode()

    assert 'role="alert"' in page
    assert 'href="/inbox?box=unassigned&amp;q=is:unread"' in page
    assert "Nothing in this list" not in page


def test_nothing_unread_says_so(desk: Client, two: list[Conversation]) -> None:
    assert "You have seen what stands in this list." in desk.get("/inbox?state=closed&q=is:unread").content.decode()


def test_a_row_with_two_of_the_tags_stands_once(desk: Client, cast: Cast, two: list[Conversation]) -> None:
    tag_with_name(two[0].pk, by=Actor.agent(cast.mara.pk), name="Damage")

    page = desk.get("/inbox?q=tag:refund OR tag:damage").content.decode()

    assert page.count(f'id="row-{two[0].pk}"') == 1


def test_what_is_snoozed_may_be_asked_for_as_a_box(
    desk: Client, cast: Cast, two: list[Conversation], clock: Clock
) -> None:
    snooze_conversation(two[0].pk, by=Actor.agent(cast.mara.pk), until=clock.now() + timedelta(days=2))

    page = desk.get("/inbox?box=snoozed")

    assert page.status_code == 200
    assert f'id="row-{two[0].pk}"' in page.content.decode()
    assert f'id="row-{two[1].pk}"' not in page.content.decode()
