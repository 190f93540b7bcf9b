"""The list: boxes, order, pages, counts."""

import pytest
from pytest_django import DjangoAssertNumQueries

from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import DraftKind
from goodword.conversations.queries.inbox import InboxView, inbox_page, rail_counts
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock


def numbers(cast: Cast, after: str = "", size: int = 50, **view: str) -> list[int]:
    page = inbox_page(cast.mara, InboxView.of(**view), after, size)
    return [row.conversation.pk for row in page.rows]


@pytest.fixture
def four(cast: Cast, clock: Clock) -> list[int]:
    """Four letters an hour apart; the second is answered, so it is their turn."""
    made = []
    for _hour in range(4):
        made.append(conversation_with_odile(cast).pk)
        clock.forward(hours=1)
    send_reply(made[1], by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    return made


def test_who_waits_longest_stands_first_and_their_turn_last(cast: Cast, four: list[int]) -> None:
    assert numbers(cast) == [four[0], four[2], four[3], four[1]]


def test_newest_first(cast: Cast, four: list[int]) -> None:
    assert numbers(cast, sort="newest") == [four[1], four[3], four[2], four[0]]


@pytest.mark.parametrize("sort", ["waiting", "newest"])
def test_pages_join_without_gap_or_overlap(cast: Cast, four: list[int], sort: str) -> None:
    view, seen, key = InboxView.of(sort=sort), [], ""
    for _page in range(4):
        page = inbox_page(cast.mara, view, key, size=1)
        seen += [row.conversation.pk for row in page.rows]
        key = page.next_key
    assert seen == numbers(cast, sort=sort)
    assert key == ""


def test_boxes(cast: Cast, four: list[int]) -> None:
    assign_conversation(four[0], by=SYSTEM, to=cast.mara.pk)
    move_conversation(four[2], by=SYSTEM, team=None)

    assert numbers(cast, box="mine") == [four[0], four[1]]
    assert numbers(cast, box="unassigned") == [four[2], four[3]]
    assert four[2] not in numbers(cast, box=f"team:{cast.pharmacy.pk}")


def test_closed_ones_stand_apart(cast: Cast, four: list[int]) -> None:
    close_conversation(four[0], by=SYSTEM)

    assert numbers(cast, state="closed") == [four[0]]
    assert four[0] not in numbers(cast)


def test_a_stranger_sees_nothing(cast: Cast, four: list[int]) -> None:
    assert inbox_page(cast.caleb, InboxView(box=f"team:{cast.pharmacy.pk}")).rows == []


def test_my_draft_shows_in_my_list_only(cast: Cast, four: list[int]) -> None:
    save_draft(four[0], by=Actor.agent(cast.mara.pk), kind=DraftKind.REPLY, html="<p>Dear Odile</p>")

    assert inbox_page(cast.mara, InboxView()).rows[0].draft == "Dear Odile"
    assert inbox_page(cast.tess, InboxView()).rows[0].draft == ""


UNKNOWN = [{"box": "team:x"}, {"box": f"team:{'9' * 5000}"}, {"state": "lost"}, {"sort": "random"}]


@pytest.mark.parametrize("words", UNKNOWN)
def test_words_it_does_not_know_are_refused(words: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        InboxView.of(**words)


@pytest.mark.parametrize("key", ["ours~yesterday~1", "o\0urs~2026-01-01T00:00:00+00:00~1", "ours~0001-01-01~1"])
def test_a_broken_key_is_refused(cast: Cast, key: str) -> None:
    with pytest.raises(Invalid):
        inbox_page(cast.mara, InboxView(), after=key)


def test_the_rail_counts_what_waits_for_us(cast: Cast, four: list[int]) -> None:
    counts = rail_counts(cast.mara)

    assert (counts.everything, counts.mine, counts.unassigned) == (3, 0, 3)
    assert [(count.team, count.waiting) for count in counts.teams] == [(cast.pharmacy, 3)]


def test_the_rail_counts_every_team_in_one_question_and_not_beyond_its_bound(
    cast: Cast, four: list[int], monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr("goodword.conversations.queries.inbox.LIMIT", 1)
    move_conversation(four[0], by=SYSTEM, team=cast.nursing.pk)

    with django_assert_num_queries(2):  # the teams, and all figures
        counts = rail_counts(cast.olive)

    assert counts.everything == 2
    assert {count.team: count.waiting for count in counts.teams} == {cast.pharmacy: 2, cast.nursing: 1}
