"""PostgreSQL hands out the ids of events before it commits them: whatever the order, each event is read once."""

import random
import threading
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection

from goodword.core.db.postgresql import connect_beside
from goodword.core.live import reader as reading
from goodword.core.live.reader import Reader
from tests.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]
INSERT = """
INSERT INTO core_event (kind, version, at, actor_kind, data) VALUES ('test.committed', 1, now(), 'system', '{}')
RETURNING id
"""


class Writer:
    """Somebody else's transaction."""

    def __init__(self) -> None:
        self.connection = connect_beside()
        self.connection.autocommit = False

    def write(self) -> int:
        """Take an id, as an action does: it has changed other rows before, so its transaction has a number."""
        self.connection.execute("SELECT pg_current_xact_id()")
        row = self.connection.execute(INSERT).fetchone()
        return int(row[0]) if row else 0


@pytest.fixture
def writers() -> Iterator[list[Writer]]:
    made = [Writer() for _ in range(4)]
    made[0].write()
    made[0].connection.commit()
    yield made
    for writer in made:
        writer.connection.close()


@pytest.fixture(autouse=True)
def _settles_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SETTLING", 0.0)


def read(reader: Reader) -> list[int]:
    found = []
    while changes := reader.new_changes():
        found += [change.event_id for change in changes]
    return found


def test_what_is_committed_late_is_read_once_and_holds_the_position(writers: list[Writer]) -> None:
    slow, quick, *_ = writers
    reader = Reader()
    late, soon = slow.write(), quick.write()
    quick.connection.commit()
    assert read(reader) == [soon]
    assert reader.memory.position == late - 1
    slow.connection.commit()
    assert read(reader) == [late]
    assert (read(reader), reader.memory.position) == ([], soon)


def test_a_transaction_that_began_before_the_reader_is_waited_for(writers: list[Writer]) -> None:
    slow, quick, *_ = writers
    late = slow.write()
    after = [quick.write() for _ in range(60)]
    quick.connection.commit()
    reader = Reader()
    assert (read(reader), reader.memory.position) == ([], late - 1)
    slow.connection.commit()
    assert (read(reader), reader.memory.position) == ([late], after[-1])


def test_what_was_undone_holds_the_position_no_longer_than_others_run(writers: list[Writer]) -> None:
    undone, quick, long, _ = writers
    undone.write()
    long.write()
    soon = quick.write()
    quick.connection.commit()
    reader = Reader()
    undone.connection.rollback()
    for _ in range(3):
        read(reader)
    assert reader.memory.position < soon
    long.connection.rollback()

    def stands_there() -> bool:  # others who use this server hold it up as well, for a moment
        read(reader)
        return reader.memory.position == soon

    wait_until(stands_there)


def test_many_who_commit_in_any_order_lose_nothing(writers: list[Writer]) -> None:
    """Each position that a browser may have been given is a place to begin at: what came later is told after it."""
    reader, chance = Reader(), random.Random(20261122)
    committed, told, positions = set[int](), list[int](), list[tuple[int, int]]()

    def work(writer: Writer, luck: random.Random) -> None:
        for _ in range(60):
            ids = {writer.write() for _ in range(luck.randint(1, 4))}
            if luck.random() < 0.2:
                writer.connection.rollback()
            else:
                writer.connection.commit()
                committed.update(ids)

    threads = [threading.Thread(target=work, args=(one, random.Random(chance.random()))) for one in writers]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        told += [change.event_id for change in reader.new_changes()]
        positions.append((reader.memory.position, len(told)))
    told += read(reader)
    assert sorted(told) == sorted(committed)
    for position, heard in positions:
        assert all(event_id > position for event_id in told[heard:])


def test_a_reader_survives_a_lost_connection(writers: list[Writer]) -> None:
    reader = Reader()
    writers[0].write()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        writers[1].connection.execute("SELECT pg_terminate_backend(%s)", cursor.fetchone())
    with pytest.raises(OperationalError):
        reader.new_changes()
    connection.close()
    writers[0].connection.commit()
    assert len(read(reader)) == 1
