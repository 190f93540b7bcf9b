"""Pieces of pages that were drawn before and are kept: what did not change is not drawn again.

A piece is kept under everything that it can show: every value that its template is given, with the columns and loaded
relations of rows, how each moment is told at present, the reader's language, zone and year. Its template is given
nothing else, no request and no reader. So a piece is fresh by what it is kept under, whoever changed what, and what one
reader may see never comes to another unless it is the same to the letter.
"""

import marshal
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from threading import Lock
from typing import Any

from django.db.models import Model
from django.template import loader
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from goodword.core.clock import now
from goodword.web.components.moments import stage_of

MOST_BYTES = 4 * 1024 * 1024  # in each process
_OVERHEAD = 250  # of an entry: digest, string, links
_END = "/"
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


class Shelf:
    """What is kept, at most so many bytes; what was not asked for the longest goes first."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._held = most_bytes, 0
        self._kept: OrderedDict[bytes, SafeString] = OrderedDict()
        self._lock = Lock()

    def find(self, key: bytes) -> SafeString | None:
        with self._lock:
            html = self._kept.get(key)
            if html is not None:
                self._kept.move_to_end(key)
            return html

    def keep(self, key: bytes, html: SafeString) -> None:
        with self._lock:
            self._held += _weight(html) - _weight(self._kept.pop(key, None))
            self._kept[key] = html
            while self._held > self._most:
                self._held -= _weight(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._held = 0


def _weight(html: SafeString | None) -> int:
    return 0 if html is None else html.__sizeof__() + _OVERHEAD


shelf = Shelf(MOST_BYTES)


def drawn(name: str, given: Mapping[str, Any]) -> SafeString:
    """The template `name` with what it is given and nothing else; kept, unless it was already. Raises TypeError for
    what cannot be told apart by its values."""
    key = _key(name, given)
    html = shelf.find(key)
    if html is None:
        html = mark_safe(loader.get_template(name).render(dict(given)))  # noqa: S308 (a template's own output)
        shelf.keep(key, html)
    return html


def _key(name: str, given: Mapping[str, Any]) -> bytes:
    present = now()
    zone = timezone.get_current_timezone_name()
    values: list[Any] = [str.__str__(name), get_language(), zone, timezone.localtime(present).year]
    seen: set[int] = set()
    for word, value in given.items():
        values.append(word)
        _tell(value, values, present, seen)
    return blake2b(marshal.dumps(values), digest_size=16).digest()


def _tell(value: Any, values: list[Any], present: datetime, seen: set[int]) -> None:
    """Add everything that the value can show."""
    kind = type(value)
    if kind in _PLAIN:
        values.append(value)
    elif kind is datetime:
        values += (value.timestamp(), stage_of(value, present))
    elif isinstance(value, Model):
        _tell_row(value, values, present, seen)
    elif isinstance(value, list | tuple | dict) or is_dataclass(kind):
        values.append(kind.__name__)
        for part in _parts(value, kind):
            _tell(part, values, present, seen)
        values.append(_END)
    elif isinstance(value, str | int | date | Promise):  # a choice, safe HTML, words still to be translated
        values.append(str.__str__(str(value)))  # marshal takes no subclasses
    else:
        raise TypeError(f"{kind.__name__} cannot be kept")


def _tell_row(row: Model, values: list[Any], present: datetime, seen: set[int]) -> None:
    """Its loaded columns and relations: whatever else a template asked of the row would be a query."""
    values += (type(row).__name__, row.pk)
    if id(row) in seen:  # rows name one another
        return
    seen.add(id(row))
    columns = row.__dict__
    values.extend(columns)
    for name, value in columns.items():
        if type(value) in _PLAIN:
            values.append(value)
        elif name == "_state":
            _tell(value.fields_cache, values, present, seen)
        elif name == "_prefetched_objects_cache":
            _tell({word: list(rows) for word, rows in value.items()}, values, present, seen)
        else:
            _tell(value, values, present, seen)
    values.append(_END)


def _parts(value: Any, kind: type) -> list[Any]:
    if isinstance(value, dict):
        return [part for pair in value.items() for part in pair]
    if isinstance(value, list | tuple):
        return list(value)
    return [getattr(value, name) for name in _field_names(kind)]


@lru_cache(maxsize=256)
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
