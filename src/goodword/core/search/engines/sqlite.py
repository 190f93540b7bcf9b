"""FTS5: a contentless table of lines, whose rows are the entries' keys. It walks from the newest hit on by itself."""

import zlib
from collections.abc import Sequence
from typing import Any

from django.db import connection

from goodword.core.search.matching import Has, Match, Row, written_out
from goodword.core.search.models import Entry

TABLE = "search_text"
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(line, content='', columnsize=0, tokenize='ascii')",
    f"INSERT INTO {TABLE}({TABLE}, rank) VALUES ('automerge', 8)",  # noqa: S608
)
DROP = (f"DROP TABLE {TABLE}",)


def write(entries: Sequence[tuple[Entry, list[str]]]) -> None:
    """Add documents whose keys are not there."""
    lines = {entry.key: " ".join(line) for entry, line in entries}
    for entry, _line in entries:
        entry.line = zlib.compress(lines[entry.key].encode(), 1)
    Entry.objects.bulk_create([entry for entry, _line in entries])
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE}(rowid, line) VALUES (%s, %s)", sorted(lines.items()))  # noqa: S608


def remove(entries: Sequence[Entry]) -> None:
    """Forget documents: a contentless table must be told what it forgets."""
    rows = [(entry.key, zlib.decompress(entry.line or b"").decode()) for entry in entries]
    with connection.cursor() as cursor:
        forget = f"INSERT INTO {TABLE}({TABLE}, rowid, line) VALUES ('delete', %s, %s)"  # noqa: S608
        cursor.executemany(forget, rows)
    Entry.objects.filter(key__in=[entry.key for entry in entries]).delete()


def empty() -> None:
    """Forget everything."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")  # noqa: S608
    Entry.objects.all().delete()


def newest(
    match: Match, *, least: int, below: int, most: int, limit: int, seen: str = "", params: Sequence[Any] = ()
) -> list[tuple[int, int]]:
    """Key and conversation of at most `limit` documents among the `most` newest, newest first."""
    hits = f"SELECT rowid AS key FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid >= %s AND rowid < %s"  # noqa: S608
    return _rows(
        f"SELECT entry.key, entry.conversation FROM ({hits} ORDER BY rowid DESC LIMIT %s) hit"  # noqa: S608
        f" CROSS JOIN search_entry entry ON entry.key = hit.key{' WHERE ' + seen if seen else ''} LIMIT %s",
        [expression(match), least, below, most, *params, limit],
    )


def edge(match: Match, *, least: int, below: int, most: int, limit: int) -> int:  # noqa: ARG001 (the port's shape)
    """The key of the last of the documents that `newest` examines; 0 when it examines all there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid >= %s AND rowid < %s"  # noqa: S608
            " ORDER BY rowid DESC LIMIT 1 OFFSET %s",
            [expression(match), least, below, most - 1],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def within(match: Match, *, conversations: Sequence[int], above: int) -> list[tuple[int, int]]:
    """Key and conversation of the documents of these conversations that are newer than a key."""
    if not conversations:
        return []
    marks = ",".join(["%s"] * len(conversations))
    return _rows(
        f"SELECT entry.key, entry.conversation FROM search_entry entry"  # noqa: S608
        f" CROSS JOIN {TABLE} ON {TABLE}.rowid = entry.key"
        f" WHERE entry.conversation IN ({marks}) AND entry.key > %s AND {TABLE} MATCH %s",
        [*conversations, above, expression(match)],
    )


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def expression(match: Match) -> str:
    """In FTS5's language. Every word stands between quotation marks, so that none is an operator."""
    return written_out(match, has=_has, row=_row, signs=("AND", "OR", "NOT"))


def _has(match: Has) -> str:
    return f"({' OR '.join(_quoted(word) for word in match.words)})"


def _row(match: Row) -> str:
    return f"({' OR '.join(_quoted(' '.join(variant)) for variant in match.variants)})"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
