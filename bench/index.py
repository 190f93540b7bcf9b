"""Make a desk of `bench.bulk` searchable: `python -m bench.index FOLDER` fills its search index and its vocabulary.

Documents and lines are those of the desk itself; only the words of a sentence, of which the plan has forty thousand,
are taken apart once. Otherwise the desk would fill its index by itself, in hours, while its pages are measured.
With `on` as a second word it goes on where it was stopped.
"""

import gc
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bench.bulk import database_bytes, set_up

if TYPE_CHECKING:
    from goodword.core.search.models import Entry

AT_ONCE = {"sqlite": 250_000, "postgresql": 5_000}
READ_AT_ONCE, SAY_EVERY = 5_000, 250_000
SENTENCES = 200_000
_SET = "INSERT INTO search_text(search_text, rank) VALUES ('{}', {})"
_BEFORE = {
    # Each batch becomes one segment, about as many as a desk has that grew by itself. Merged as small ones come, every
    # page is read hundreds of times.
    "sqlite": (
        "PRAGMA synchronous=OFF",
        "PRAGMA cache_size=-262144",
        *(_SET.format(*one) for one in (("automerge", 0), ("crisismerge", 1999), ("hashsize", (1 << 31) - 1))),
    ),
    "postgresql": ("DROP INDEX IF EXISTS search_entry_words", "SET synchronous_commit = off"),
}
_AFTER = {
    "sqlite": (*(_SET.format(*one) for one in (("automerge", 8), ("crisismerge", 16), ("hashsize", 1 << 20))),),
    "postgresql": (
        "SET maintenance_work_mem = '1GB'",
        "CREATE INDEX search_entry_words ON search_entry USING gin (words) WITH (gin_pending_list_limit = 1024)",
        "VACUUM ANALYZE",
    ),
}


def main(folder: str = "", on: str = "") -> None:
    set_up(Path(folder))
    began, before = time.monotonic(), database_bytes()

    def say(count: int) -> None:
        print(f"{count:,} after {time.monotonic() - began:.0f} s", flush=True)

    print(f"{fill(say, anew=on != 'on'):,} messages")
    print(f"{time.monotonic() - began:.0f} s, {(database_bytes() - before) / 1024**2:,.0f} MiB", flush=True)


def fill(say: object = None, *, anew: bool = True) -> int:
    """Fill the index from the first message on, then by the desk's own way what else there is. How many messages. Not
    `anew`: what it holds already stays, and only its words are counted."""
    from django.db import connection, transaction

    from goodword.core.search import documents, rebuilding

    gc.disable()  # a seventh of the time, and nothing goes round in circles here
    documents.tokens_of = _by_sentence(documents.tokens_of)  # type: ignore[assignment]
    if anew:
        rebuilding.start_anew()
    for statement in _BEFORE[connection.vendor]:
        _execute(statement)
    times: Counter[str] = Counter()
    count = 0
    for ids in _batches():
        with transaction.atomic():
            times.update(_write(ids))
        count += len(ids)
        if callable(say) and count // SAY_EVERY > (count - len(ids)) // SAY_EVERY:
            say(count)
    for statement in _AFTER[connection.vendor]:
        _execute(statement)
    with transaction.atomic():
        _finish(count, times)
    for _progress in rebuilding.rebuild():
        pass
    return count


def _execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


def _batches() -> Iterator[list[int]]:
    from django.db import connection

    from goodword.conversations.models import Message

    last, most = 0, AT_ONCE[connection.vendor]
    while ids := list(Message.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:most]):
        yield ids
        last = ids[-1]


def _write(ids: Sequence[int]) -> Iterable[str]:
    """Put these messages into the index, in one go; the words that the vocabulary learns."""
    from goodword.core.search.engines import engine

    entries: dict[int, tuple[Entry, list[str]]] = {}
    learned: list[str] = []
    for first in range(0, len(ids), READ_AT_ONCE):
        learned += _read(ids[first : first + READ_AT_ONCE], entries)
    engine().write(list(entries.values()))
    return learned


def _read(ids: Sequence[int], entries: "dict[int, tuple[Entry, list[str]]]") -> Iterable[str]:
    """Add what the index is told of these messages, unless it knows them; the words that the vocabulary learns."""
    from goodword.conversations.search.documents import message_documents
    from goodword.core.search.documents import indexed
    from goodword.core.search.index import _free_keys
    from goodword.core.search.models import Entry

    learned: list[str] = []
    documents = list(message_documents(ids))
    free = {document.row: key for document, key in _free_keys(documents)}
    for document in documents:
        words = indexed(document)
        learned += words.learned
        if document.row in free:
            key = free[document.row]
            while key in entries:
                key += 1
            entry = Entry(key=key, kind=document.kind, row=document.row, conversation=document.conversation)
            entries[key] = (entry, words.line)
    return learned


def _finish(count: int, times: Counter[str]) -> None:
    from goodword.core.clock import now
    from goodword.core.search.models import Rebuild
    from goodword.core.search.vocabulary import _add

    _add(dict(times))
    facts = {"total": count, "gone_through": count, "finished_at": now()}
    Rebuild.objects.update_or_create(source="messages", defaults=facts)


def _by_sentence(tokens_of: object) -> object:
    """The same words, each sentence's but once."""

    @lru_cache(maxsize=SENTENCES)
    def of_sentence(sentence: str) -> tuple[object, ...]:
        return tuple(tokens_of(sentence))  # type: ignore[operator]

    def found(text: str) -> Iterator[object]:
        for sentence in text.split(". "):
            yield from of_sentence(sentence)

    return found


if __name__ == "__main__":
    main(*sys.argv[1:3])
