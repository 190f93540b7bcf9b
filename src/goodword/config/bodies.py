"""Request bodies are taken in whole before a thread sees them: a slow sender costs a file, never a thread."""

import asyncio
import tempfile
from typing import Any, BinaryIO, cast

IN_MEMORY = 256 * 1024
CHUNK = 64 * 1024
PATIENCE = 30.0  # seconds without a byte


class BodyRefused(Exception):
    """The body is too large or stopped coming; `status` is what to answer."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


class Disconnected(Exception):
    """The sender went away before the body was whole."""


async def take_in(receive: Any, limit: int) -> BinaryIO:
    """Read the body to its end into memory, and beyond a quarter megabyte into a file, of at most `limit` bytes.

    Raises BodyRefused and Disconnected.
    """
    spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 (closed by the caller)
    try:
        await _fill(spool, receive, limit)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return spool


async def _fill(spool: BinaryIO, receive: Any, limit: int) -> None:
    more, size = True, 0
    while more:
        try:
            message = await asyncio.wait_for(receive(), PATIENCE)
        except TimeoutError as error:
            raise BodyRefused(408) from error
        if message["type"] == "http.disconnect":
            raise Disconnected
        size += len(message.get("body", b""))
        if size > limit:
            raise BodyRefused(413)
        spool.write(message.get("body", b""))
        more = message.get("more_body", False)


def replaying(body: BinaryIO) -> Any:
    """An ASGI `receive` that hands out the body again."""

    async def receive() -> dict[str, Any]:
        chunk = body.read(CHUNK)
        return {"type": "http.request", "body": chunk, "more_body": bool(chunk)}

    return receive
