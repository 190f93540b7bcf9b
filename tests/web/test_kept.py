"""Pieces of pages that are kept: always fresh, never another reader's, bounded."""

import random
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.web.components import kept
from goodword.web.components.kept import Shelf, drawn
from goodword.web.components.moments import moment_of, stage_of, wait_of
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """An empty one for each test."""
    empty = Shelf(kept.MOST_BYTES)
    monkeypatch.setattr(kept, "shelf", empty)
    return empty


def event_line(words: str = "Mara closed it") -> str:
    event = {"id": 7, "kind": "conversation.closed", "at": now() - timedelta(hours=5)}
    return drawn("conversation/_event.html", {"event": event, "words": words})


def test_what_stays_the_same_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = event_line()
    monkeypatch.setattr("django.template.loader.get_template", pytest.fail)

    assert event_line() is first


def test_what_changed_is_drawn_again() -> None:
    assert "Mara closed it" in event_line()
    assert "Tess closed it" in event_line("Tess closed it")


def test_time_that_went_by_is_told(clock: Clock) -> None:
    event = {"id": 7, "kind": "conversation.closed", "at": now()}
    told = [drawn("conversation/_event.html", {"event": event, "words": ""})]
    for hours in (0.5, 1, 23, 24 * 5, 24 * 300):
        clock.forward(hours=hours)
        told.append(drawn("conversation/_event.html", {"event": event, "words": ""}))

    assert len(set(told)) == len(told)


def test_languages_and_zones_are_not_mixed() -> None:
    english = event_line()
    with translation.override("es"):
        spanish = event_line()
    with timezone.override("Asia/Tokyo"):
        far_away = event_line()

    assert len({english, spanish, far_away}) == 3
    assert event_line() == english


@pytest.mark.parametrize("seed", range(4))
def test_the_stage_changes_with_the_words(seed: int, clock: Clock) -> None:
    chance, at = random.Random(seed), now()
    ages = [chance.choice([1, 60, 3600, 86400]) * chance.uniform(-12, 12) for _ in range(60)]
    edges = [unit * count + off for unit in (60, 3600, 86400) for count in (1, 2, 7) for off in (-0.000001, 0)]
    told: dict[int, set[tuple[str, str]]] = {}
    for age in ages + edges:
        clock.travel(at + timedelta(seconds=age))
        told.setdefault(stage_of(at, now()), set()).add((moment_of(at).words, wait_of(at).words))

    assert [words for words in told.values() if len(words) > 1] == []


def test_a_kept_piece_knows_no_reader_and_no_request(cast: Cast) -> None:
    conversation = Conversation.objects.select_related("customer", "assignee").get(pk=conversation_with_odile(cast).pk)
    page = Template('{% load kept %}{% kept "errors/refusal.html" refusal=words %}{{ request }}')
    html = page.render(Context({"request": "secret", "csrf_token": "secret", "words": conversation.subject}))

    assert html.count("secret") == 1


def test_what_cannot_be_told_apart_is_refused() -> None:
    with pytest.raises(TypeError, match="object cannot be kept"):
        drawn("conversation/_event.html", {"event": object()})


def test_the_shelf_lets_go_of_what_was_asked_for_longest_ago() -> None:
    shelf = Shelf(4_000)
    for number in range(4):
        shelf.keep(bytes([number]), SafeString("x" * 500))
        shelf.find(b"\0")
    shelf.keep(b"new", SafeString("y" * 1_500))

    assert [shelf.find(bytes([number])) is not None for number in range(4)] == [True, False, False, True]
    assert shelf.find(b"new") == "y" * 1_500


def test_one_piece_under_the_same_key_counts_once() -> None:
    shelf = Shelf(4_000)
    for _ in range(20):
        shelf.keep(b"same", SafeString("x" * 500))
    shelf.keep(b"other", SafeString("x" * 500))

    assert shelf.find(b"same")
    assert shelf.find(b"other")
