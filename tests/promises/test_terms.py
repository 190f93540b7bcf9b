"""What was promised, and when it is due, in a search and in the condition of a list."""

from datetime import timedelta

import pytest

from goodword.conversations.queries.inbox import InboxView, inbox_page
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.query import QueryError
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.watcher import look_once
from tests.cast import Cast
from tests.frozen_time import Clock


def found(cast: Cast, query: str) -> bool:
    return bool(inbox_page(cast.mara, InboxView.of("search", query=query)).rows)


@pytest.fixture
def promised(conversation: Conversation, mara: Actor) -> int:
    return give_promise(conversation.pk, Word(ours="Call", due=now() + timedelta(hours=2)), by=mara).pk


@pytest.mark.usefixtures("promised")
@pytest.mark.parametrize(
    "query", ["promise:owed", "promesa:pendiente", "promise:mine", "due:<3h", "due:today", "due:>1h"]
)
def test_owed_it_is_found(cast: Cast, query: str) -> None:
    assert found(cast, query)


@pytest.mark.usefixtures("promised")
@pytest.mark.parametrize(
    "query", ["promise:none", "promise:broken", "promise:kept", "due:<1h", "due:>3h", "promise:inside"]
)
def test_and_not_as_what_it_is_not(cast: Cast, query: str) -> None:
    assert not found(cast, query)


@pytest.mark.usefixtures("promised")
def test_broken_it_is_found_as_that(cast: Cast, clock: Clock) -> None:
    clock.forward(hours=3)
    look_once()

    assert found(cast, "promise:broken")


def test_kept_it_is_found_as_that(cast: Cast, promised: int, mara: Actor) -> None:
    keep_promise(promised, by=mara)

    assert found(cast, "promise:kept promise:none")


@pytest.mark.parametrize("query", ["promise:perhaps", "due:<soon"])
def test_what_means_nothing_is_said_so(cast: Cast, query: str) -> None:
    with pytest.raises(QueryError):
        found(cast, query)
