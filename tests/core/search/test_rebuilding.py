from datetime import UTC, datetime, timedelta

import pytest

from goodword.core.search import rebuilding
from goodword.core.search.documents import Document, Kind
from goodword.core.search.index import newest
from goodword.core.search.matching import match_text
from goodword.core.search.rebuilding import Source, progress, rebuild, register, start_anew

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROWS = range(1, 8)


def _documents(ids):
    return [
        Document(kind=Kind.MESSAGE, row=i, conversation=i, at=NOON + timedelta(minutes=i), text="refund") for i in ids
    ]


@pytest.fixture(autouse=True)
def source(monkeypatch):
    """Seven rows, three at a time, and no other source."""
    monkeypatch.setattr(rebuilding, "_sources", {})
    monkeypatch.setattr(rebuilding, "BATCH", 3)

    def below(reached, size):
        return [row for row in reversed(ROWS) if reached is None or row < reached][:size]

    register([Source(name="rows", below=below, read=_documents, count=lambda: len(ROWS))])


def found():
    return [conversation for _key, conversation in newest(match_text("refund"), limit=100)]


def test_everything_is_gone_through_from_the_newest_on():
    steps = [(so_far.done, so_far.total) for so_far in rebuild()]
    assert steps == [(3, 7), (6, 7), (7, 7), (7, 7)]
    assert found() == [7, 6, 5, 4, 3, 2, 1]
    assert progress() is None


def test_what_was_interrupted_goes_on_and_nothing_is_there_twice():
    next(rebuild())
    assert found() == [7, 6, 5]
    assert progress().percent == 42
    assert [so_far.done for so_far in rebuild()] == [6, 7, 7]
    assert len(found()) == 7
    assert list(rebuild()) == []


def test_starting_anew_forgets_everything_first():
    list(rebuild())
    start_anew()
    assert found() == []
    assert progress() is not None
    list(rebuild())
    assert len(found()) == 7
