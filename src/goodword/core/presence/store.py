"""The throw-away store: a file of its own without fsync on SQLite, an UNLOGGED table on PostgreSQL."""

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any, Protocol

from django.db import connection

from goodword.core.clock import now

LIFE = 15.0  # seconds that a word holds; browsers say it again well before


class State(StrEnum):
    """What somebody does with a conversation."""

    VIEWING = "viewing"
    WRITING = "writing"
    NOTING = "noting"


@dataclass(frozen=True, slots=True)
class Present:
    """One open page: `key` names it. `saved` counts the times its draft was saved, so that others look again."""

    key: str
    agent_id: int
    name: str
    conversation_id: int
    state: State = State.VIEWING
    saved: int = 0


class Store(Protocol):
    """What each engine does with rows of (key, agent, name, conversation, state, saved, until)."""

    def read(self, moment: float) -> list[tuple[Any, ...]]: ...

    def write(self, row: tuple[Any, ...]) -> None: ...

    def delete(self, key: str, moment: float) -> None: ...


def _store() -> Store:
    return import_module(f"goodword.core.presence.{connection.vendor}").store()  # type: ignore[no-any-return]


def say(present: Present) -> None:
    """The page is there, for LIFE seconds from now."""
    until = now().timestamp() + LIFE
    _store().write((
        present.key, present.agent_id, present.name, present.conversation_id, str(present.state), present.saved, until,
    ))  # fmt: skip


def forget(key: str) -> None:
    """The page is gone; whatever is long out of date goes with it."""
    _store().delete(key, now().timestamp() - LIFE)


def everybody() -> list[Present]:
    """Every page that is there now."""
    rows = _store().read(now().timestamp())
    return [Present(key, agent, name, number, State(state), saved) for key, agent, name, number, state, saved in rows]
