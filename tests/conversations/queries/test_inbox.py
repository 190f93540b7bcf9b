"""The list: boxes, order, pages, counts."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.actions.spam import mark_spam
from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.choices import DraftKind, Priority
from goodword.conversations.queries import inbox
from goodword.conversations.queries.inbox import InboxView, inbox_page, rail_counts
from goodword.conversations.readers import WrittenForReaders
from goodword.conversations.types import Tag
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
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


@pytest.mark.parametrize("sort", ["waiting", "priority", "newest"])
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
    monkeypatch.setattr(inbox, "LIMIT", 1)
    monkeypatch.setattr(inbox, "_COUNTS", WrittenForReaders(inbox._counted))  # the bound is written into it
    move_conversation(four[0], by=SYSTEM, team=cast.nursing.pk)

    with django_assert_num_queries(2):  # the teams, and all figures
        counts = rail_counts(cast.olive)

    assert counts.everything == 2
    assert {count.team: count.waiting for count in counts.teams} == {cast.pharmacy: 2, cast.nursing: 1}


def test_by_priority_whose_turn_it_is_still_comes_first(cast: Cast, four: list[int]) -> None:
    set_priority(four[3], by=SYSTEM, to=Priority.HIGH)
    set_priority(four[0], by=SYSTEM, to=Priority.LOW)
    set_priority(four[1], by=SYSTEM, to=Priority.URGENT)

    assert numbers(cast, sort="priority") == [four[3], four[2], four[0], four[1]]


def test_what_is_snoozed_stands_apart_as_it_wakes(cast: Cast, four: list[int]) -> None:
    for number, hours in ((four[0], 9), (four[2], 3), (four[3], 6)):
        snooze_conversation(number, by=SYSTEM, until=now() + timedelta(hours=hours))

    assert numbers(cast) == [four[1]]
    assert numbers(cast, state="snoozed") == [four[2], four[3], four[0]]
    first = inbox_page(cast.mara, InboxView.of(state="snoozed"), size=1)
    assert numbers(cast, after=first.next_key, state="snoozed") == [four[3], four[0]]
    assert rail_counts(cast.mara).everything == 0


def test_spam_stands_in_no_list_but_its_own(cast: Cast, four: list[int]) -> None:
    mark_spam(four[0], by=SYSTEM)
    tag_with_name(four[0], by=Actor.agent(cast.mara.pk), name="Delivery")
    tag = Tag.objects.get()

    for box in ("all", "unassigned", f"team:{cast.pharmacy.pk}", f"tag:{tag.pk}"):
        assert four[0] not in numbers(cast, box=box)
    assert numbers(cast, box="spam") == [four[0]]
    assert (rail_counts(cast.mara).everything, rail_counts(cast.mara).spam) == (2, 1)


def test_a_tag_is_a_list_and_its_name_stands_in_the_row(cast: Cast, four: list[int]) -> None:
    mara = Actor.agent(cast.mara.pk)
    for number, name in ((four[2], "Refund"), (four[2], "delivery"), (four[0], "Delivery")):
        tag_with_name(number, by=mara, name=name)
    tag = Tag.objects.get(key="delivery")

    assert numbers(cast, box=f"tag:{tag.pk}") == [four[0], four[2]]
    rows = {row.conversation.pk: row.tags for row in inbox_page(cast.mara, InboxView()).rows}
    assert rows[four[2]] == ("delivery", "Refund")
    assert rows[four[3]] == ()


def test_nobody_sees_the_spam_and_tags_of_another_team(cast: Cast, four: list[int]) -> None:
    mark_spam(four[0], by=SYSTEM)
    tag_with_name(four[2], by=Actor.agent(cast.mara.pk), name="Delivery")

    for box in ("spam", f"tag:{Tag.objects.get().pk}"):
        assert inbox_page(cast.caleb, InboxView.of(box=box)).rows == []
