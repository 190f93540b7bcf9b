"""What somebody at the desk does all day, hand over hand: looks, opens, reads, types, answers, notes, searches.

Everything that the desk said it has is remembered, so that it can be looked for afterwards.
"""

import asyncio
import random
from dataclasses import dataclass, field

from bench.browser import Browser, Form, form_of

WORDS = ("the parcel comes", "tomorrow before noon", "we have looked into it", "and are sorry", "thank you for waiting")
SEARCHES = ("patch", "release", "install", "error", "thanks", "version")
PHRASE = (2.0, 5.0)  # seconds of typing between two pauses that are long enough for the draft to be kept


@dataclass
class Kept:
    """What the desk has accepted: the marks of replies and notes, and each agent's last draft by conversation."""

    sent: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    drafts: dict[tuple[int, int], str] = field(default_factory=dict)
    priorities: int = 0
    closed: int = 0


class Worker:
    """An agent at work until the day ends. `pace`: how long their pauses are, of those that people make."""

    def __init__(self, agent_id: int, browser: Browser, kept: Kept, chance: random.Random, pace: float) -> None:
        self.agent_id, self._browser, self._kept, self._chance, self._pace = agent_id, browser, kept, chance, pace
        self._turn = 0

    async def work(self, until: float) -> None:
        loop = asyncio.get_running_loop()
        await self._pause(0, 10)
        await self._browser.open_inbox()
        while loop.time() < until:
            await self._turn_to_somebody(until)

    async def _turn_to_somebody(self, until: float) -> None:
        await self._pause(2, 6)
        chance = self._chance.random()
        if chance < 0.05 or not self._browser.rows:
            return await self._browser.open_inbox()
        if chance < 0.12:
            return await self._search()
        number = self._chance.choice(self._browser.rows[:25])
        pane = await self._browser.open_conversation(number)
        composer = pane.css_first("form#composer") if pane else None
        await self._pause(4, 14)
        if composer is None:
            return None
        form = form_of(composer)
        draft = composer.attributes["data-composer-draft-url-value"] or ""
        chance = self._chance.random()
        if chance < 0.6:
            await self._answer(number, form, draft, until)
        elif chance < 0.75:
            await self._note(number, form)
        elif chance < 0.85:
            await self._change(number, form)
        return None

    async def _answer(self, number: int, form: Form, draft: str, until: float) -> None:
        """Type for a while, the draft kept at each pause; send it, most of the time."""
        mark, text = self._mark(number), ""
        for saved in range(1, self._chance.randint(4, 12)):
            if asyncio.get_running_loop().time() > until:
                break
            await self._browser.say_here("writing", saved)
            await self._pause(*PHRASE)
            text += " ".join(self._chance.choices(WORDS, k=3)) + " "
            html = f"<p>{text}{mark}</p>"
            fields = form.fields | {"html": html}
            if await self._browser.post("keep a draft", draft, fields) is not None:
                self._kept.drafts[self.agent_id, number] = mark
        if not text or self._chance.random() < 0.1:
            return  # somebody called; the draft stays
        answer = await self._browser.post("send a reply", form.address, form.fields | {"html": html, "anyway": "send"})
        if answer is not None and answer.css_first("form#composer .notice") is None:
            self._kept.sent.append(mark)
            self._kept.drafts.pop((self.agent_id, number), None)

    async def _note(self, number: int, form: Form) -> None:
        await self._pause(5, 15)
        mark = self._mark(number)
        fields = {"csrfmiddlewaretoken": form.fields["csrfmiddlewaretoken"], "html": f"<p>called, no answer {mark}</p>"}
        if await self._browser.post("leave a note", f"/conversations/{number}/notes", fields) is not None:
            self._kept.noted.append(mark)

    async def _change(self, number: int, form: Form) -> None:
        fields = {"csrfmiddlewaretoken": form.fields["csrfmiddlewaretoken"]}
        if self._chance.random() < 0.7:
            fields["to"] = str(self._chance.randint(1, 4))
            if await self._browser.post("set the priority", f"/conversations/{number}/priority", fields) is not None:
                self._kept.priorities += 1
        elif await self._browser.post("close", f"/conversations/{number}/closure", fields) is not None:
            self._kept.closed += 1

    async def _search(self) -> None:
        word = self._chance.choice(SEARCHES)
        for end in range(3, len(word) + 1):
            await self._pause(0.15, 0.4)
            await self._browser.look("search as one types", f"/search/results?q={word[:end]}")

    def _mark(self, number: int) -> str:
        self._turn += 1
        return f"mark{self.agent_id}x{number}x{self._turn}"

    async def _pause(self, least: float, most: float) -> None:
        await asyncio.sleep(self._pace * self._chance.uniform(least, most))
