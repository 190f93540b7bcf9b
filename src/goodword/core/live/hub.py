"""Who follows what in this process. Lives on the event loop; the pump takes a snapshot of the viewers."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodword.core.live.changes import Change
from goodword.core.live.topics import is_bare, is_concerned, number_told

MOST_WAITING = 200
STALE = b"event: stale\ndata: {}\n\n"
CLOSE = b""

Seen = Mapping[tuple[Any, str], frozenset[int]]


def spoken(topic: str, change: Change, number: int | None) -> bytes:
    """The change as a server-sent event."""
    told = json.dumps({"topic": topic, "kind": change.kind, "id": number}, separators=(",", ":"))
    return f"id: {change.event_id}\nevent: changed\ndata: {told}\n\n".encode()


@dataclass(eq=False, slots=True)
class Client:
    """One open stream. A browser that reads too slowly is told once that all it shows is stale."""

    viewer: Any
    topics: tuple[str, ...]
    waiting: "asyncio.Queue[bytes]" = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def tell(self, message: bytes) -> None:
        if self.waiting.full():
            self.empty()
            message = STALE
        self.waiting.put_nowait(message)

    def empty(self) -> None:
        while not self.waiting.empty():
            self.waiting.get_nowait()

    def close(self) -> None:
        self.empty()
        self.waiting.put_nowait(CLOSE)


class Hub:
    """The open streams of this process."""

    def __init__(self) -> None:
        self._clients: set[Client] = set()
        self.is_closed = False

    def add(self, client: Client) -> None:
        self._clients.add(client)
        if self.is_closed:
            client.close()

    def remove(self, client: Client) -> None:
        self._clients.discard(client)

    def viewers(self) -> dict[tuple[Any, str], Any]:
        """Each viewer of each bare topic, once, by (primary key, topic). May be called from another thread."""
        watching = [(client.viewer, topic) for client in tuple(self._clients) for topic in client.topics]
        return {(viewer.pk, topic): viewer for viewer, topic in watching if is_bare(topic)}

    def publish(self, changes: Iterable[Change], seen: Seen) -> None:
        """Tell every stream what concerns it."""
        for change in changes:
            for client in self._clients:
                for message in self.messages(client, change, seen):
                    client.tell(message)

    @staticmethod
    def messages(client: Client, change: Change, seen: Seen) -> Iterable[bytes]:
        """What this client is told of this change: nothing, or one message for each topic it concerns."""
        for topic in client.topics:
            visible = seen.get((client.viewer.pk, topic), frozenset[int]())
            if is_concerned(topic, change, visible):
                yield spoken(topic, change, number_told(topic, change, visible))

    def tell_all_stale(self) -> None:
        for client in self._clients:
            client.tell(STALE)

    def close(self) -> None:
        """End every stream now, and each that opens later."""
        self.is_closed = True
        for client in self._clients:
            client.close()
