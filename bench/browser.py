"""An agent's browser as the desk sees it: a page made of parts, a live stream, and parts that are asked for again.

It does what `static/js` does (stream.js, refreshing.js, presence.js, seen.js), with the same pauses.
"""

import asyncio
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import httpx2
from selectolax.lexbor import LexborHTMLParser, LexborNode

JITTER, SLOW, MOST_REST, REST = 0.06, 0.15, 4.0, 10
EVERY = 5.0
CONNECTIONS = 6  # as many as a browser has
PATIENCE = 60.0
IDLE = 2.0  # seconds; the desk ends a line that is idle for five, and a request must not meet its end
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass
class Measured:
    """What took how long, in milliseconds, and what was answered otherwise than it should be."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Form:
    """Where a form goes and what stands in its fields."""

    address: str
    fields: dict[str, str]


@dataclass
class Part:
    """A piece of the page that is asked for again when one of its topics changes."""

    address: str
    topics: tuple[str, ...]
    rest: float = 0.0  # seconds before it may be asked for once more


class Browser:
    """One person's window. `page` is what stands on it, as it came last."""

    def __init__(self, address: str, cookies: str, measured: Measured, chance: random.Random) -> None:
        self.measured, self.chance = measured, chance
        session = dict([cookies.split("=", 1)])
        headers = {"Accept-Encoding": "gzip", "Origin": address, "Referer": f"{address}/inbox"}
        limits = httpx2.Limits(max_connections=CONNECTIONS, keepalive_expiry=IDLE)
        self._client = httpx2.AsyncClient(
            base_url=address, cookies=session, headers=headers, limits=limits, timeout=PATIENCE
        )
        self._list: dict[str, Part] = {}
        self._conversation: dict[str, Part] = {}
        self.rows: list[int] = []
        self.number = 0
        self.position = ""
        self.heard = 0  # how often something was told to have changed
        self._pass: dict[str, object] = {}
        self._stream: asyncio.Task[None] | None = None
        self._following: tuple[str, ...] = ()
        self._due: set[str] = set()
        self._rests: dict[str, float] = {}
        self._took = 0.0
        self._is_asking = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        for task in (*self._tasks, *([self._stream] if self._stream else [])):
            task.cancel()
        await self._client.aclose()

    # What a person does.

    async def open_inbox(self) -> None:
        html = await self._ask("open the inbox", "GET", "/inbox")
        if html is None:
            return
        page = LexborHTMLParser(html)
        self._conversation, self.number = {}, 0
        self._list = parts_of(page)
        self._see_rows(html)
        self._follow(self._told_at(page))

    async def open_conversation(self, number: int) -> LexborHTMLParser | None:
        headers = {"HX-Target": "div#conversation"}
        html = await self._ask("open a conversation", "GET", f"/conversations/{number}", headers=headers)
        pane = LexborHTMLParser(html) if html is not None else None
        if pane is not None:
            self._conversation, self.number = parts_of(pane), number
            self._follow(self.position)
            seen = pane.css_first('form[data-controller="seen"]')
            if seen is not None:
                self._later(self._tell_seen(form_of(seen)))
        return pane

    async def post(self, what: str, address: str, fields: dict[str, str]) -> LexborHTMLParser | None:
        """Send a form as htmx does; what was answered, or None when it failed."""
        html = await self._ask(what, "POST", address, fields=fields)
        return LexborHTMLParser(html) if html is not None else None

    async def look(self, what: str, address: str) -> None:
        await self._ask(what, "GET", address)

    # What goes on by itself.

    async def _tell_seen(self, form: Form) -> None:
        await asyncio.sleep(0.4)
        await self._ask("seen", "POST", form.address, fields=form.fields)

    def _follow(self, at: str) -> None:
        following = tuple(sorted({topic for part in self._parts().values() for topic in part.topics}))
        if following == self._following and self._stream and not self._stream.done():
            return
        self._following = following
        if self._stream:
            self._stream.cancel()
        self._stream = asyncio.ensure_future(self._listen(at or self.position))

    async def _listen(self, at: str) -> None:
        while True:
            query = [("show", topic) for topic in self._following] + ([("after", at)] if at else [])
            with suppress(httpx2.HTTPError):
                async with self._client.stream("GET", f"/live?{urlencode(query)}", timeout=40) as answer:
                    await self._hear(answer)
            at = self.position
            await asyncio.sleep(1 + 2 * self.chance.random())

    async def _hear(self, answer: httpx2.Response) -> None:
        event: dict[str, str] = {}
        async for line in answer.aiter_lines():
            if line:
                name, _, value = line.partition(": ")
                event[name] = value
                continue
            self._told(event)
            event = {}

    def _told(self, event: dict[str, str]) -> None:
        kind, data = event.get("event", ""), json.loads(event.get("data") or "{}")
        if "id" in event:
            self.position = event["id"]
        if kind == "changed":
            self.heard += 1
            self._changed((data["topic"],))
        elif kind == "stale":
            self._changed(self._following)
        elif kind == "pass":
            self._pass = data
            self._later(self.say_here("viewing"))

    def _changed(self, topics: tuple[str, ...]) -> None:
        self._due |= {name for name, part in self._parts().items() if set(part.topics) & set(topics)}
        if self._due and not self._is_asking:
            self._is_asking = True
            self._later(self._refresh())

    async def _refresh(self) -> None:
        """Ask for all that is due and has rested, until there is none."""
        while self._due:
            await asyncio.sleep(self.chance.random() * JITTER)
            while min(self._rests.get(name, 0.0) for name in self._due) > time.perf_counter():  # noqa: ASYNC110 (it changes)
                await asyncio.sleep(JITTER)
            began = time.perf_counter()
            names = [name for name in self._due if self._rests.get(name, 0.0) <= began]
            self._due -= set(names)
            await self._ask_for({name: part for name, part in self._parts().items() if name in names})
            spent = time.perf_counter() - began
            slow, self._took = min(spent, self._took), spent
            await asyncio.sleep(min(MOST_REST, slow * REST) if slow > SLOW else 0.0)
        self._is_asking = False

    async def _ask_for(self, parts: dict[str, Part]) -> None:
        if not parts:
            return
        address = f"/parts?{urlencode([('of', part.address) for part in parts.values()])}"
        answer = await self._ask("refresh parts", "GET", address, headers={"HX-Live": "true"})
        told = json.loads(answer)["parts"] if answer else []
        for (name, part), one in zip(parts.items(), told, strict=False):
            self._rests[name] = time.perf_counter() + part.rest
            if one["status"] != HTTPStatus.OK:
                self.measured.failed.append(f"{name}: {one['status']}")
            elif name == "rows":
                self._see_rows(one["html"])

    async def say_here(self, state: str, saved: int = 0) -> None:
        """Where this page is, and what is done there."""
        rooms = self._pass.get("at")
        if isinstance(rooms, list) and self.number in rooms:
            word = {"pass": self._pass["pass"], "at": self.number, "state": state, "saved": saved}
            began = time.perf_counter()
            with suppress(httpx2.HTTPError):
                await self._client.post("/live", content=json.dumps(word))
                self.measured.took["say where one is"].append((time.perf_counter() - began) * 1000)

    def _parts(self) -> dict[str, Part]:
        return self._list | self._conversation

    def _see_rows(self, html: str) -> None:
        self.rows = [int(number) for number in re.findall(r'id="row-([0-9]+)"', html)]

    def _told_at(self, page: LexborHTMLParser) -> str:
        body = page.css_first("[data-live-after-value]")
        return (body.attributes.get("data-live-after-value") or "") if body is not None else ""

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask(
        self, what: str, method: str, address: str,
        *, fields: dict[str, str] | None = None, headers: dict[str, str] | None = None,
    ) -> str | None:  # fmt: skip
        given = (HTMX if address != "/inbox" else {}) | (headers or {})
        began = time.perf_counter()
        try:
            answer = await self._send(method, address, fields, given)
        except httpx2.HTTPError as error:
            self.measured.failed.append(f"{what}: {error!r}")
            return None
        self.measured.took[what].append((time.perf_counter() - began) * 1000)
        if answer.status_code >= 400:
            self.measured.failed.append(f"{what}: {answer.status_code}")
            return answer.text if answer.status_code in (409, 422) else None
        return answer.text

    async def _send(
        self, method: str, address: str, fields: dict[str, str] | None, headers: dict[str, str]
    ) -> httpx2.Response:
        """As browsers do, ask once more where the line ended and nothing can happen twice."""
        try:
            return await self._client.request(method, address, data=fields, headers=headers)
        except (httpx2.RemoteProtocolError, httpx2.ReadError):
            if method != "GET":
                raise
            return await self._client.request(method, address, headers=headers)


def parts_of(page: LexborHTMLParser) -> dict[str, Part]:
    found = {}
    for node in page.css("[data-live][data-live-url][id]"):
        given = node.attributes
        rest = float(given.get("data-live-rest") or 0) / 1000
        found[node.id or ""] = Part(given["data-live-url"] or "", tuple((given["data-live"] or "").split()), rest)
    return found


def form_of(node: LexborNode) -> Form:
    """The form with what stands in its fields; no button, no file, and no plain text (the editor takes its place)."""
    fields = {}
    for one in node.css("input[name], select[name]"):
        given = one.attributes
        if given.get("type") in {"submit", "file"} or (given.get("type") == "checkbox" and "checked" not in given):
            continue
        fields[given["name"] or ""] = given.get("value") or ""
    return Form(node.attributes["action"] or "", fields)
