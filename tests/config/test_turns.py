"""A hundred lists that change at once wait for one another; whoever opens something does not wait."""

import asyncio
from typing import Any

import pytest

from goodword.config import turns
from goodword.config.turns import BY_ITSELF, InTurn


class SlowDesk:
    """Makes each answer when it is told to, and notes who is being answered."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.may_answer = asyncio.Event()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        self.begun.append(scope["path"])
        await self.may_answer.wait()
        await send({"type": "http.response.start"})


def ask(desk: InTurn, path: str, *headers: tuple[bytes, bytes], read: Any = None) -> "asyncio.Task[None]":
    async def at_once(message: dict[str, Any]) -> None: ...

    return asyncio.ensure_future(desk({"path": path, "headers": headers}, None, read or at_once))


async def a_moment() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_refreshes_wait_for_one_another_and_nobody_for_them() -> None:
    async def story() -> None:
        slow = SlowDesk()
        desk = InTurn(slow)
        asked = [ask(desk, "rows", BY_ITSELF), ask(desk, "rail", BY_ITSELF)]
        await a_moment()
        asked.append(ask(desk, "opened"))
        await a_moment()
        assert slow.begun == ["rows", "opened"]
        slow.may_answer.set()
        await asyncio.gather(*asked)
        assert slow.begun == ["rows", "opened", "rail"]

    asyncio.run(story())


def test_a_refresh_lets_others_go_first_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        slow = SlowDesk()
        desk = InTurn(slow)
        asked = [ask(desk, "opened"), ask(desk, "rows", BY_ITSELF)]
        await a_moment()
        assert slow.begun == ["opened"]
        monkeypatch.setattr(turns, "MOST_PATIENCE", 0.01)
        asked.append(ask(desk, "rail", BY_ITSELF))
        await asyncio.sleep(0.5)
        assert slow.begun == ["opened", "rows"]
        slow.may_answer.set()
        await asyncio.gather(*asked)
        assert slow.begun == ["opened", "rows", "rail"]

    asyncio.run(story())


def test_one_that_is_read_slowly_or_fails_holds_up_nobody() -> None:
    async def story() -> None:
        slow, never = SlowDesk(), asyncio.Event()
        desk = InTurn(slow)
        slow.may_answer.set()

        async def asleep(message: dict[str, Any]) -> None:
            await never.wait()

        async def gone(message: dict[str, Any]) -> None:
            raise ConnectionError

        reading, broken = ask(desk, "read slowly", BY_ITSELF, read=asleep), ask(desk, "broken", BY_ITSELF, read=gone)
        await ask(desk, "rail", BY_ITSELF)
        assert isinstance((await asyncio.gather(broken, return_exceptions=True))[0], ConnectionError)
        reading.cancel()

    asyncio.run(story())
