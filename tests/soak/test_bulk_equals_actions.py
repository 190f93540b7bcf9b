"""A desk cast in bulk has the rows that the same tales told by actions have, column by column."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction

from bench import casting
from bench.casting import cast_desk, next_id
from bench.moulds import columns_of, tables
from bench.plan import people, tales
from bench.tales import COURSES, Desk, found_desk, tell, tell_person
from goodword.conversations.models import Conversation
from tests.campaigns import Campaign

Rows = dict[str, list[dict[str, Any]]]


class ByDjango:
    """Writes the rows within the test's own transaction."""

    def write(self, model: type[models.Model], rows: Sequence[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{column.column}"' for column in columns_of(model))
        places = ", ".join(["%s"] * len(columns_of(model)))
        with connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)


@contextmanager
def loading_by_django(_tables: Sequence[type[models.Model]]) -> Iterator[ByDjango]:
    yield ByDjango()


def rows_after(do: Callable[[], object]) -> Rows:
    """All rows of the desk once it was done; then it is taken back, and ids are given anew."""
    with transaction.atomic():
        do()
        found = {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in tables()}
        transaction.set_rollback(True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in tables():
                if isinstance(model._meta.pk, models.AutoField):
                    name = [model._meta.db_table, model._meta.pk.column, next_id(model)]
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s, false)", name)
    return found


def told(desk: Desk, conversations: int, seed: int) -> None:
    met = [tell_person(person) for person in people(conversations)]
    for tale in tales(conversations, seed):
        tell(tale, desk, met[tale.person.number])


@pytest.mark.django_db
def test_rows_cast_in_bulk_are_those_of_actions(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "loading", loading_by_django)
    desk, count = found_desk(), campaign.size(2_000)
    cast = rows_after(lambda: cast_desk(desk, count, campaign.seed, say=print))
    real = rows_after(lambda: told(desk, count, campaign.seed))

    assert {row["state"] for row in real[Conversation._meta.label]} == {"open", "closed", "snoozed"}
    assert count >= len(COURSES)
    for name, rows in real.items():
        for one, other in zip(rows, cast[name], strict=True):
            differs = {word for word in one if one[word] != other[word]}
            assert differs <= {"message_id_header"}, (name, one, other)
    campaign.report(conversations=count, rows=sum(map(len, real.values())))
