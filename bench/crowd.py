"""A hundred people at work on one desk: `python -m bench.crowd [AGENTS] [SECONDS] [PROCESSES] [MAILS] [PACE]`.

Each has a browser with its live stream; customers write meanwhile. Printed is how long each action took, from the
request to the last byte of the answer, and whether anything that the desk accepted is missing at the end: then the exit
status is 1. The last line is JSON. A pace of 0.1 is that of people ten times as fast.
"""

import asyncio
import json
import logging
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import django

from bench.browser import Browser, Measured
from bench.live import agents_with_sessions
from bench.pages import cpu_seconds, fill
from bench.running import Served, served
from bench.workday import Kept, Worker

HEAD = "| Action | Times | p50 | p95 | p99 | Slowest |\n|---|---|---|---|---|---|"
SEED = 20261122
LETTERS_A_SECOND, QUIET = 0.5, 60
WRONG = ("replies_wrong", "notes_wrong", "drafts_wrong", "behind", "failed")
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "goodword.config.settings"}


@dataclass(frozen=True)
class Day:
    """Who works how long, and how fast."""

    agents: int = 100
    seconds: int = 300
    processes: int = 2
    mails: int = 2_000
    pace: float = 1.0


async def a_day(address: str, agents: list[tuple[int, str]], day: Day) -> tuple[Measured, Kept, int]:
    """Everybody works. The last number: how many streams were not told all that the others were at the end."""
    measured, kept = Measured(), Kept()
    until = asyncio.get_running_loop().time() + day.seconds
    browsers = [Browser(address, cookies, measured, random.Random(f"{SEED} {pk}")) for pk, cookies in agents]
    workers = [
        Worker(pk, browser, kept, random.Random(f"{SEED} work {pk}"), day.pace)
        for (pk, _), browser in zip(agents, browsers, strict=True)
    ]
    await asyncio.gather(*(worker.work(until) for worker in workers))
    positions = [0]
    for _ in range(QUIET):  # the desk tells everybody where they stand every 15 seconds
        await asyncio.sleep(1)
        positions = [int(browser.position or 0) for browser in browsers]
        if min(positions) == max(positions):
            break
    for browser in browsers:
        await browser.close()
    return measured, kept, sum(position < max(positions) for position in positions)


def missing(kept: Kept) -> dict[str, int]:
    """What was accepted and is not there, or is there twice."""
    from goodword.conversations.models import Draft, Message, Note

    messages = [text for (text,) in Message.objects.filter(direction="out").values_list("body__text")]
    notes = [text for (text,) in Note.objects.values_list("text")]
    drafts = {(one.agent_id, one.conversation_id): one.html for one in Draft.objects.all()}
    return {
        "replies_wrong": sum(sum(mark in text.split() for text in messages) != 1 for mark in kept.sent),
        "notes_wrong": sum(sum(mark in text.split() for text in notes) != 1 for mark in kept.noted),
        "drafts_wrong": sum(mark not in drafts.get(where, "") for where, mark in kept.drafts.items()),
    }


def letters(a_second: float) -> "subprocess.Popen[bytes]":
    """Customers who write, in a process of their own, until it is ended."""
    return subprocess.Popen([sys.executable, "-m", "bench.crowd", "letters", str(a_second)])


def write_letters(a_second: float) -> None:
    from bench.live import write_news
    from goodword.conversations.models import Conversation

    chance = random.Random(SEED)
    numbers = list(Conversation.objects.order_by("-last_message_at").values_list("pk", flat=True)[:50])
    turn = 0
    while True:
        time.sleep(chance.expovariate(a_second))
        turn += 1
        write_news(chance.choice(numbers), f"News number {turn}")


def row(name: str, took: list[float]) -> str:
    steps = statistics.quantiles(took, n=100) if len(took) > 1 else took * 99
    figures = " | ".join(f"{figure:.0f} ms" for figure in (steps[49], steps[94], steps[98], max(took)))
    return f"| {name} | {len(took)} | {figures} |"


def tell(measured: Measured, kept: Kept, behind: int, cores: float) -> dict[str, int]:
    """Print the table and what went wrong; the counts."""
    for name in sorted(measured.took):
        print(row(name, measured.took[name]))
    print(f"\n{cores:.2f} cores of the desk.")
    for problem in sorted(set(measured.failed)):
        print(f"{measured.failed.count(problem)} × {problem}")
    accepted = {"sent": len(kept.sent), "noted": len(kept.noted), "drafts": len(kept.drafts)}
    counts = accepted | missing(kept) | {"behind": behind, "failed": len(measured.failed)}
    print(json.dumps(counts))
    return counts


def measure(desk: Served, day: Day) -> dict[str, int]:
    people = agents_with_sessions(day.agents)
    writing = letters(LETTERS_A_SECOND / day.pace)
    spent, began = cpu_seconds(desk), time.monotonic()

    async def live_it() -> tuple[Measured, Kept, int]:
        try:
            return await a_day(desk.address, people, day)
        finally:
            writing.terminate()

    try:
        measured, kept, behind = asyncio.run(live_it())
    finally:
        writing.wait()
    return tell(measured, kept, behind, (cpu_seconds(desk) - spent) / (time.monotonic() - began))


def main(day: Day) -> int:
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        fill(Path(folder), day.mails)
        os.environ |= ENVIRONMENT | {"GOODWORD_DATA": f"{folder}/data"}
        django.setup()
        logging.getLogger("httpx2").setLevel(logging.WARNING)
        with served(Path(folder), "--processes", str(day.processes)) as desk:
            counts = measure(desk, day)
    return 1 if any(counts[name] for name in WRONG) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["letters"]:
        django.setup()
        write_letters(float(sys.argv[2]))
    else:
        given = [*map(int, sys.argv[1:5]), *map(float, sys.argv[5:6])]
        sys.exit(main(Day(*given)))  # type: ignore[arg-type]
