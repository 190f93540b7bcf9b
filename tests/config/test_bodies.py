"""A request's body is whole before a thread sees it; too much, or too slow, is refused."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from goodword.config import bodies
from goodword.config.bodies import BodyRefused, Disconnected, replaying, take_in


def sender(*messages: dict[str, Any]) -> Any:
    rest: Iterator[dict[str, Any]] = iter(messages)

    async def receive() -> dict[str, Any]:
        try:
            return next(rest)
        except StopIteration:
            await asyncio.sleep(60)
            raise AssertionError from None

    return receive


def part(body: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize("size", [0, 10, 300_000])
def test_the_body_is_handed_out_as_it_came(size: int) -> None:
    async def there_and_back() -> bytes:
        with await take_in(sender(part(b"x" * size), part(b"end", more=False)), limit=10**6) as body:
            receive, whole = replaying(body), b""
            while (message := await receive())["more_body"]:
                whole += message["body"]
            return whole

    assert asyncio.run(there_and_back()) == b"x" * size + b"end"


def test_too_much_is_refused() -> None:
    with pytest.raises(BodyRefused) as refused:
        asyncio.run(take_in(sender(part(b"x" * 11)), limit=10))
    assert refused.value.status == 413


def test_a_sender_that_stops_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    with pytest.raises(BodyRefused) as refused:
        asyncio.run(take_in(sender(part(b"x")), limit=10))
    assert refused.value.status == 408


def test_a_sender_that_goes_away_is_noticed() -> None:
    with pytest.raises(Disconnected):
        asyncio.run(take_in(sender(part(b"x"), {"type": "http.disconnect"}), limit=10))
