"""What is done together is undone together, asked once and written once."""

from contextlib import suppress
from itertools import count

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from goodword.core.clock import now
from goodword.core.db.together import insert, once_together, together
from goodword.core.models import Blob

pytestmark = pytest.mark.django_db(transaction=True)


def _blob(key: str) -> Blob:
    return Blob(key=key * 64, size=1, stored_size=1, created_at=now())


@transaction.atomic
def keep(key: str, *, fails: bool = False) -> None:
    """An action as any other."""
    insert(_blob(key))
    if fails:
        raise ValueError(key)


def _statements(queries: CaptureQueriesContext, beginning: str) -> int:
    return sum(query["sql"].startswith(beginning) for query in queries.captured_queries)


def test_actions_have_no_savepoints_and_write_once() -> None:
    with CaptureQueriesContext(connection) as queries, together():
        for key in "abc":
            keep(key)

    assert Blob.objects.count() == 3
    assert (_statements(queries, "SAVEPOINT"), _statements(queries, "INSERT")) == (0, 1)


def test_what_fails_undoes_all() -> None:
    with suppress(ValueError), together():
        keep("a")
        keep("b", fails=True)

    assert not Blob.objects.exists()


def test_a_failure_that_somebody_caught_undoes_all_the_same() -> None:
    @together()
    def keep_both() -> None:
        keep("a")
        with suppress(ValueError):
            keep("b", fails=True)

    with pytest.raises(transaction.TransactionManagementError):
        keep_both()
    assert not Blob.objects.exists()


def test_one_inside_of_another_is_a_part_of_it() -> None:
    with CaptureQueriesContext(connection) as queries, together():
        with together():
            keep("a")
        keep("b")

    assert Blob.objects.count() == 2
    assert (_statements(queries, "SAVEPOINT"), _statements(queries, "INSERT")) == (0, 1)


def test_afterwards_actions_have_savepoints_again() -> None:
    with suppress(ValueError), together():
        keep("a", fails=True)

    with transaction.atomic():
        keep("a")
        with suppress(ValueError):
            keep("b", fails=True)

    assert list(Blob.objects.values_list("key", flat=True)) == ["a" * 64]


def test_within_a_transaction_it_is_undone_alone() -> None:
    with transaction.atomic():
        keep("a")
        with suppress(ValueError), together():
            keep("b", fails=True)

    assert list(Blob.objects.values_list("key", flat=True)) == ["a" * 64]


def test_a_question_is_asked_once_and_anew_the_next_time() -> None:
    answers = count()
    ask = once_together(lambda _question: next(answers))

    with together():
        first = [ask("team"), ask("team"), ask("phrases")]
    with together():
        second = ask("team")

    assert (first, second, ask("team"), ask("team")) == ([0, 0, 1], 2, 3, 4)
