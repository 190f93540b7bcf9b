"""Names of keys for the eye, before the browser knows its machine: the reader's own keys, if they chose some."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from goodword.core.shortcuts import is_single, own_keys

_SIGNS = {"mod": "Ctrl", "enter": "↵", "shift": "⇧", "arrowdown": "↓", "arrowup": "↑", "escape": "Esc"}
_own: ContextVar[tuple[dict[str, str], bool]] = ContextVar("own_keys", default=({}, True))


@contextmanager
def keys_of(chosen: Mapping[str, str], *, single_keys: bool) -> Iterator[None]:
    """Name keys as this reader chose them, and no single ones where they are switched off."""
    token = _own.set((own_keys(chosen) if chosen else {}, single_keys))
    try:
        yield
    finally:
        _own.reset(token)


def key_names(keys: str) -> str:
    """ "Mod+Enter" as "Ctrl ↵", "g i" as "G I"; nothing for what the reader switched off."""
    own, single_keys = _own.get()
    keys = own.get(keys.lower(), keys)
    if not single_keys and is_single(keys):
        return ""
    parts = keys.replace("+", " ").split()
    return " ".join(_SIGNS.get(part.lower(), part.upper() if len(part) == 1 else part.title()) for part in parts)
