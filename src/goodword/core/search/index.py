"""The index: write documents into it, forget them, and ask what matches, newest first."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, transaction

from goodword.core.search.documents import Document, Kind, indexed
from goodword.core.search.engines import engine
from goodword.core.search.matching import Match
from goodword.core.search.models import Entry, Lesson

MOST_EXAMINED = 20_000
ALL_TIME = 1 << 62
_FORGOTTEN_AT_ONCE = 500


@transaction.atomic
def write_documents(documents: Sequence[Document]) -> int:
    """Put these documents into the index, in the present transaction; those that are there stay as they are."""
    wanted = {(document.kind, document.row): document for document in documents}
    keys = _free_keys(list(wanted.values()))
    entries, lessons = [], []
    for document, key in keys:
        words = indexed(document)
        entries.append(
            (Entry(key=key, kind=document.kind, row=document.row, conversation=document.conversation), words.line)
        )
        lessons.append(Lesson(words=" ".join(words.learned)))
    engine().write(entries)
    Lesson.objects.bulk_create(lessons)
    return len(entries)


@transaction.atomic
def replace_documents(documents: Sequence[Document]) -> None:
    """Put these documents into the index in the place of what it had of them. For people, who have one key each."""
    forget([document.key for document in documents])
    write_documents(documents)


def forget_row(kind: Kind, row: int, *, conversation: int) -> None:
    """Take a message or note out of the index."""
    found = Entry.objects.filter(conversation=conversation, kind=kind, row=row)
    forget(list(found.values_list("key", flat=True)))


@transaction.atomic
def forget(keys: Collection[int]) -> None:
    """Take documents out of the index. The vocabulary keeps their words, without saying whose, until it is rebuilt."""
    entries = list(Entry.objects.filter(key__in=keys))
    if entries:
        engine().remove(entries)


def empty_unless_listed() -> None:
    """Empty the engine's own table if no document is listed."""
    if not Entry.objects.exists():
        engine().empty()


def newest(
    match: Match, *, below: int = ALL_TIME, least: int = 1, limit: int, seen: str = "", params: Sequence[Any] = ()
) -> list[tuple[int, int]]:
    """Key and conversation of what matches, newest first, among the newest MOST_EXAMINED hits below a key.

    `seen` is SQL about `entry.conversation`, with its `params`: whoever asks says which conversations count.
    """
    found: list[tuple[int, int]] = engine().newest(
        match, least=least, below=below, most=MOST_EXAMINED, limit=limit, seen=seen, params=params
    )
    return sorted(found, reverse=True)


def edge(match: Match, *, below: int = ALL_TIME, least: int = 1, limit: int) -> int:
    """The key of the last hit that `newest` examines for so many; 0 when it examines all there are."""
    found: int = engine().edge(match, least=least, below=below, most=MOST_EXAMINED, limit=limit)
    return found


def chosen(keys: Sequence[int], *, seen: str, params: Sequence[Any]) -> list[int]:
    """Those of the keys whose conversations count."""
    with connection.cursor() as cursor:
        marks = ",".join(["%s"] * len(keys))
        cursor.execute(
            f"SELECT entry.key FROM search_entry entry WHERE entry.key IN ({marks}) AND {seen}",  # noqa: S608
            [*keys, *params],
        )
        return [key for (key,) in cursor.fetchall()]


def within(match: Match, *, conversations: Sequence[int], above: int = 0) -> list[tuple[int, int]]:
    """Key and conversation of what matches in these conversations, newer than a key."""
    found: list[tuple[int, int]] = engine().within(match, conversations=conversations, above=above)
    return sorted(found, reverse=True)


def _free_keys(documents: Sequence[Document]) -> list[tuple[Document, int]]:
    """Each document that is new, with a key that nobody has: its own, or the next one in time."""
    taken = _taken([document.key for document in documents])
    free = []
    for document in documents:
        key = document.key
        while key in taken and taken[key] != (document.kind, document.row):
            key += 1
            if key not in taken:
                taken |= _taken([key])
        if key not in taken:
            taken[key] = (document.kind, document.row)
            free.append((document, key))
    return free


def _taken(keys: Collection[int]) -> dict[int, tuple[str, int]]:
    rows = Entry.objects.filter(key__in=keys).values_list("key", "kind", "row")
    return {key: (kind, row) for key, kind, row in rows}
