"""Tells the streams of this process who is with them: one thread looks at the store for all of them."""

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Protocol

from django.db import DatabaseError, close_old_connections, connection

from goodword.core.presence.store import Present, State, everybody

LOOK_EVERY = 0.25  # seconds; a look at a hundred rows costs a fifth of a millisecond
AFTER_TROUBLE = 2.0

Sees = Callable[[Collection[Any], Collection[int]], Mapping[Any, Collection[int]]]
Here = dict[int, tuple[Present, ...]]

log = logging.getLogger(__name__)
_sees: list[Sees] = []
_STRENGTH = list(State)


def let_see(sees: Sees) -> None:
    """`sees(agents, conversation_ids)` returns those of which each agent may know, by the agent's primary key; asked
    once for all who look. Runs in a thread, with a database."""
    _sees[:] = [sees]


class Listener(Protocol):
    """An open stream."""

    viewer: Any

    def tell(self, message: bytes) -> None: ...


def gathered(present: Iterable[Present]) -> Here:
    """Who is in each conversation: everybody once, as the busiest of their pages."""
    rooms: dict[int, dict[int, Present]] = {}
    for one in present:
        known = rooms.setdefault(one.conversation_id, {}).get(one.agent_id)
        if known is None or _rank(one) > _rank(known):
            rooms[one.conversation_id][one.agent_id] = one
    return {number: tuple(people[agent] for agent in sorted(people)) for number, people in rooms.items()}


def _rank(one: Present) -> tuple[int, int, str]:
    return _STRENGTH.index(one.state), one.saved, one.key


AFRESH = b'event: here\ndata: {"whole":true,"at":{}}\n\n'  # what follows is all there is


def spoken(here: Here, numbers: Iterable[int], but: int) -> bytes:
    """Who is in these conversations besides the reader, as a server-sent event."""
    at = {
        number: [[one.agent_id, one.name, one.state, one.saved] for one in here.get(number, ()) if one.agent_id != but]
        for number in sorted(numbers)
    }
    told = json.dumps({"at": at}, separators=(",", ":"))
    return f"event: here\ndata: {told}\n\n".encode()


class Company:
    """Started with the event loop of the web process. Streams join and leave on the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._listeners: set[Listener] = set()
        self._here: Here = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="presence", daemon=True)
        self._thread.start()

    def join(self, listener: Listener) -> None:
        """Tell the stream from now on; who is there already it is told by `told_to`."""
        self._listeners.add(listener)

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    def visible_to(self, viewer: Any) -> Collection[int]:
        """The conversations with somebody in them of which the viewer may know. In a thread, with a database."""
        return _seen([viewer], self._here).get(viewer.pk, ())

    def told_to(self, viewer: Any, numbers: Collection[int]) -> bytes:
        """Who is in these conversations now. On the loop, so that nothing older comes after it."""
        return spoken(self._here, numbers, viewer.pk)

    def stop(self) -> None:
        """End the thread; returns when it has given back its connection."""
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.wait(LOOK_EVERY):
            try:
                if self._listeners or self._here:
                    self._look()
            except (DatabaseError, OSError):
                log.warning("presence lost its store", exc_info=True)
                close_old_connections()
                self._stop.wait(AFTER_TROUBLE)
        connection.close()

    def _look(self) -> None:
        before, self._here = self._here, gathered(everybody())
        changed = {number for number in {*before, *self._here} if _told(before, number) != _told(self._here, number)}
        if changed:
            viewers = {listener.viewer.pk: listener.viewer for listener in tuple(self._listeners)}
            seen = _seen(viewers.values(), changed)
            self._loop.call_soon_threadsafe(self._publish, self._here, seen)

    def _publish(self, here: Here, seen: Mapping[Any, Collection[int]]) -> None:
        for listener in self._listeners:
            numbers = seen.get(listener.viewer.pk, ())
            if numbers:
                listener.tell(spoken(here, numbers, listener.viewer.pk))


def _told(here: Here, number: int) -> list[tuple[int, str, int]]:
    """What others are told of a conversation: by which of their pages somebody is there does not matter."""
    return [(one.agent_id, one.state, one.saved) for one in here.get(number, ())]


def _seen(viewers: Collection[Any], numbers: Collection[int]) -> Mapping[Any, Collection[int]]:
    return _sees[0](viewers, set(numbers)) if _sees and viewers and numbers else {}
