"""tsvector with GIN: words with their places, made by us; PostgreSQL's own dictionaries are never asked."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from goodword.core.search.matching import Has, Match, Row, in_any_order, written_out
from goodword.core.search.models import Entry

MOST_PLACES = 250
READ_FOR_ONE = 20  # documents that are read for each that a phrase should be found in: 0.2 ms each
CREATE = (
    "ALTER TABLE search_entry ADD COLUMN words tsvector NOT NULL DEFAULT ''",
    "ALTER TABLE search_entry ALTER COLUMN words SET STATISTICS 1000",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words) WITH (gin_pending_list_limit = 1024)",
)
DROP = ("ALTER TABLE search_entry DROP COLUMN words",)
_INSERT = 'INSERT INTO search_entry (key, kind, "row", conversation, words) VALUES '


def write(entries: Sequence[tuple[Entry, list[str]]]) -> None:
    """Add documents whose keys are not there."""
    if not entries:
        return
    rows = [
        part
        for entry, line in entries
        for part in (entry.key, entry.kind, entry.row, entry.conversation, _vector(line))
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT + ",".join(["(%s, %s, %s, %s, %s::tsvector)"] * len(entries)), rows)


def remove(entries: Sequence[Entry]) -> None:
    """Forget documents."""
    Entry.objects.filter(key__in=[entry.key for entry in entries]).delete()


def empty() -> None:
    """Forget everything."""
    Entry.objects.all().delete()


def newest(
    match: Match, *, least: int, below: int, most: int, limit: int, seen: str = "", params: Sequence[Any] = ()
) -> list[tuple[int, int]]:
    """Key and conversation of at most `limit` documents among the `most` newest, newest first.

    GIN does not know the order of words: of a phrase, the documents that have its words are read one after another.
    """
    rough = in_any_order(match)
    conditions = [seen] if seen else []
    if rough != match:
        conditions, params = ["entry.words @@ %s::tsquery", *conditions], [expression(match), *params]
    hits = "SELECT key, conversation, words FROM search_entry WHERE words @@ %s::tsquery AND key >= %s AND key < %s"
    return _rows(
        f"SELECT entry.key, entry.conversation FROM ({hits} ORDER BY key DESC LIMIT %s) entry"  # noqa: S608
        f"{' WHERE ' + ' AND '.join(conditions) if conditions else ''} ORDER BY entry.key DESC LIMIT %s",
        [expression(rough), least, below, _most(match, rough, most, limit), *params, limit],
    )


def edge(match: Match, *, least: int, below: int, most: int, limit: int) -> int:
    """The key of the last of the documents that `newest` examines; 0 when it examines all there are."""
    rough = in_any_order(match)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM search_entry WHERE words @@ %s::tsquery AND key >= %s AND key < %s"
            " ORDER BY key DESC LIMIT 1 OFFSET %s",
            [expression(rough), least, below, _most(match, rough, most, limit) - 1],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _most(match: Match, rough: Match, most: int, limit: int) -> int:
    return most if rough == match else min(most, limit * READ_FOR_ONE)


def within(match: Match, *, conversations: Sequence[int], above: int) -> list[tuple[int, int]]:
    """Key and conversation of the documents of these conversations that are newer than a key."""
    return _rows(
        "WITH entry AS MATERIALIZED (SELECT key, conversation, words FROM search_entry"
        " WHERE conversation = ANY(%s) AND key > %s)"
        " SELECT key, conversation FROM entry WHERE words @@ %s::tsquery",
        [list(conversations), above, expression(match)],
    )


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def expression(match: Match) -> str:
    """As a tsquery. Every word stands between quotation marks, so that none is an operator."""
    return written_out(match, has=_has, row=_row, signs=("&", "|", "& !"))


def _has(match: Has) -> str:
    return f"({' | '.join(_quoted(word) for word in match.words)})"


def _row(match: Row) -> str:
    return f"({' | '.join(f'({_follow(variant)})' for variant in match.variants)})"


def _follow(words: Sequence[str]) -> str:
    return " <-> ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(line: list[str]) -> str:
    places: dict[str, list[str]] = {}
    for place, word in enumerate(line, 1):
        known = places.setdefault(word, [])
        if len(known) < MOST_PLACES:
            known.append(str(place))
    return " ".join(f"{_quoted(word)}:{','.join(known)}" for word, known in places.items())
