"""Many browsers that only listen, in a process of their own: `python -m bench.listeners ADDRESS FILE STREAMS`.

The file has a line for each kind of browser: cookies, a tab, and what it asks `/live`; taken in turns. When all
streams stand, "ready" is printed; at the end of the input, a line of JSON for each: when it was told which position.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

AT_ONCE = 50  # connections that are opened at the same moment


class Listener:
    """One raw connection: what it was told, by the wall clock, in milliseconds."""

    def __init__(self) -> None:
        self.told: list[tuple[int, float]] = []
        self.stands = asyncio.Event()
        self.is_over = False

    async def follow(self, address: str, cookies: str, query: str) -> None:
        parts = urlsplit(address)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(f"GET /live?{query} HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookies}\r\n\r\n".encode())
        is_about = False
        while line := await reader.readline():
            if line.startswith(b"event: changed"):
                is_about = True
            elif line.startswith(b"id: "):
                if is_about:
                    self.told.append((int(line[4:]), time.time() * 1000))
                self.stands.set()
                is_about = False
        self.is_over = True
        self.stands.set()


async def main(address: str, browsers: list[list[str]], streams: int) -> None:
    listeners, tasks, gate = [Listener() for _ in range(streams)], [], asyncio.Semaphore(AT_ONCE)

    async def open_one(listener: Listener, cookies: str, query: str) -> None:
        async with gate:
            tasks.append(asyncio.ensure_future(listener.follow(address, cookies, query)))
            await listener.stands.wait()

    await asyncio.gather(*(open_one(one, *browsers[n % len(browsers)]) for n, one in enumerate(listeners)))
    print("ready", sum(not one.is_over for one in listeners), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for listener in listeners:
        print(json.dumps(listener.told))
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    lines = Path(sys.argv[2]).read_text().splitlines()
    asyncio.run(main(sys.argv[1], [line.split("\t") for line in lines], int(sys.argv[3])))
