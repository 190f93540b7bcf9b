"""Who follows what in this process. Lives on the event loop; the pump takes a snapshot of the viewers."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goodword.core.live import frames
from goodword.core.live.changes import Change
from goodword.core.live.reader import Memory
from goodword.core.live.topics import Hearers, hearers_of, is_bare, subjects

MOST_WAITING = 200
CLOSE = b""

Narrowed = Mapping[str, Mapping[int, Hearers]]  # by bare topic, then by the number of the event


@dataclass(eq=False, slots=True)
class Client:
    """One open stream. A browser that reads too slowly is cut off: it begins again where it stands."""

    viewer: Any
    topics: tuple[str, ...]
    waiting: "asyncio.Queue[bytes]" = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def tell(self, message: bytes) -> None:
        """Have the message written as soon as the browser reads."""
        if self.waiting.full():
            self.close()
        else:
            self.waiting.put_nowait(message)

    def close(self) -> None:
        """End the stream, whatever still waits."""
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(CLOSE)

    async def told(self) -> bytes:
        """Wait for the next messages; what waits together comes in one piece. CLOSE: the stream ends."""
        messages = [await self.waiting.get()]
        while messages[-1] != CLOSE and not self.waiting.empty():
            messages.append(self.waiting.get_nowait())
        return CLOSE if CLOSE in messages else b"".join(messages)


class Hub:
    """The open streams of this process."""

    def __init__(self) -> None:
        self._followers: dict[str, dict[Client, None]] = {}
        self._clients: dict[Client, None] = {}
        self.memory = Memory()  # set by the pump, before it counts who is to be told
        self.position = 0  # up to where every stream was told
        self.is_closed = False

    def add(self, client: Client) -> None:
        self._clients[client] = None
        for topic in client.topics:
            self._followers.setdefault(topic, {})[client] = None
        if self.is_closed:
            client.close()

    def remove(self, client: Client) -> None:
        self._clients.pop(client, None)
        for topic in client.topics:
            followers = self._followers.get(topic, {})
            followers.pop(client, None)
            if not followers:
                self._followers.pop(topic, None)

    def narrowed(self, changes: Sequence[Change]) -> Narrowed:
        """Who of those who follow bare topics hears of the changes. Called from the pump's thread, with a database."""
        viewers: dict[str, dict[Any, Any]] = defaultdict(dict)
        for client in tuple(self._clients):
            for topic in filter(is_bare, client.topics):
                viewers[topic][client.viewer.pk] = client.viewer
        return {topic: hearers_of(topic, tuple(them.values()), changes) for topic, them in viewers.items()}

    def publish(self, changes: Iterable[Change], narrowed: Narrowed, position: int) -> None:
        """Tell every stream what concerns it: each message is made once, whoever hears it."""
        told: dict[Client, list[bytes]] = defaultdict(list)
        for change in changes:
            for topic in subjects(change):
                self._tell(told, topic, change, self._followers.get(topic, ()))
            for topic, hearers in narrowed.items():
                self._tell_narrowed(told, topic, change, hearers.get(change.event_id, Hearers()))
        self.position = position
        messages: dict[tuple[bytes, ...], bytes] = {}
        for client, spoken in told.items():
            key = tuple(dict.fromkeys(spoken))
            client.tell(messages.setdefault(key, b"".join(key) + frames.at(position)))

    @staticmethod
    def _tell(told: dict[Client, list[bytes]], topic: str, change: Change, clients: Iterable[Client]) -> None:
        frame = b""
        for client in clients:
            frame = frame or frames.changed(topic, change, int(topic.partition(":")[2]))
            told[client].append(frame)

    def _tell_narrowed(self, told: dict[Client, list[bytes]], topic: str, change: Change, hearers: Hearers) -> None:
        if not hearers.seeing and not hearers.losing:
            return
        seen, lost = frames.changed(topic, change, change.conversation_id), frames.changed(topic, change, None)
        for client in self._followers.get(topic, ()):
            if client.viewer.pk in hearers.seeing:
                told[client].append(seen)
            elif client.viewer.pk in hearers.losing:
                told[client].append(lost)

    def close(self) -> None:
        """End every stream now, and each that opens later."""
        self.is_closed = True
        for client in self._clients:
            client.close()


def missed_by(client: Client, changes: Sequence[Change], position: int) -> bytes:
    """What this one is told of changes that came before it followed. Called from a thread with a database."""
    narrowed = {topic: hearers_of(topic, (client.viewer,), changes) for topic in filter(is_bare, client.topics)}
    alone, hub = Client(client.viewer, client.topics), Hub()
    hub.add(alone)
    hub.publish(changes, narrowed, position)
    return frames.at(position) if alone.waiting.empty() else alone.waiting.get_nowait()
