"""What pages ask for by themselves gives way: one at a time in each process, and only while nobody else is answered.

Where a hundred lists change at once they wait for one another, and whoever opens or sends something does not wait.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

BY_ITSELF = (b"hx-live", b"true")
MOST_PATIENCE = 0.25  # seconds for which a refresh lets others go first


class InTurn:
    """An ASGI application that gives another its live refreshes one after the other, and all else at once."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._one_at_a_time = asyncio.Lock()
        self._others = 0
        self._calm = asyncio.Event()
        self._calm.set()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(self._by_itself() if BY_ITSELF in scope["headers"] else self._at_once())

            async def begun(message: dict[str, Any]) -> None:
                await turn.aclose()  # it is made: whoever reads it slowly holds up nobody
                await send(message)

            await self._app(scope, receive, begun)

    @asynccontextmanager
    async def _by_itself(self) -> AsyncIterator[None]:
        async with self._one_at_a_time:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._calm.wait(), MOST_PATIENCE)
            yield

    @asynccontextmanager
    async def _at_once(self) -> AsyncIterator[None]:
        self._others += 1
        self._calm.clear()
        try:
            yield
        finally:
            self._others -= 1
            if not self._others:
                self._calm.set()
