"""Filling the index from what is there: in batches from the newest row down, resumable, with its progress kept."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from goodword.core.clock import now
from goodword.core.search.documents import Document
from goodword.core.search.engines import engine
from goodword.core.search.index import write_documents
from goodword.core.search.models import Rebuild
from goodword.core.search.vocabulary import BREATH, forget_all

BATCH = 200


@dataclass(frozen=True, kw_only=True)
class Source:
    """Rows that have documents. `below(id, size)` are the next rows' ids downwards (None: from the newest), `read`
    makes their documents, `count` says how many rows there are."""

    name: str
    below: Callable[[int | None, int], Sequence[int]]
    read: Callable[[Sequence[int]], Sequence[Document]]
    count: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows of how many were gone through."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(self.done * 100 // self.total, 99) if self.total else 0


_sources: dict[str, Source] = {}


def register(sources: Iterable[Source]) -> None:
    """Add sources; each room with rows to be found has its own."""
    for source in sources:
        _sources[source.name] = source


def start_anew() -> None:
    """Forget everything, and have all sources gone through."""
    with transaction.atomic():
        engine().empty()
        forget_all()
        Rebuild.objects.all().delete()


def rebuild() -> Iterator[Progress]:
    """Go on until all sources are gone through, a batch at a time; whoever stops in between loses at most one batch."""
    for source in _sources.values():
        state = _state_of(source)
        while state.finished_at is None:
            _go_on(source, state)
            time.sleep(BREATH)
            yield _progress_of([state])


def progress() -> Progress | None:
    """How far the index is being filled; None when it is full."""
    rows = list(Rebuild.objects.all())
    if len(rows) == len(_sources) and all(row.finished_at for row in rows):
        return None
    return _progress_of(rows)


def _progress_of(rows: Sequence[Rebuild]) -> Progress:
    return Progress(sum(row.gone_through for row in rows), sum(row.total for row in rows))


def _state_of(source: Source) -> Rebuild:
    row = Rebuild.objects.filter(pk=source.name).first()
    return row or Rebuild.objects.create(source=source.name, total=source.count())


@transaction.atomic
def _go_on(source: Source, state: Rebuild) -> None:
    ids = source.below(state.reached, BATCH)
    if ids:
        write_documents(source.read(ids))
        state.reached, state.gone_through = min(ids), state.gone_through + len(ids)
    else:
        state.finished_at = now()
    state.save(update_fields=["reached", "gone_through", "finished_at"])
