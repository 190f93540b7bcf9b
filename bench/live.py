"""How soon 500 browsers hear, and three of them show: `python -m bench.live [STREAMS] [PROCESSES]` prints rows.

Customers write at moments of chance, in another process. Measured is from the commit until the frame has arrived at
every stream, and until three real browsers have painted the row. All by the wall clock of this machine.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django
import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from bench.pages import PASSWORD, cpu_seconds, fill
from bench.running import Served, served

HEAD = "| Live | p50 | p95 | p99 | Slowest |\n|---|---|---|---|---|"
AGENTS, NEWS, A_SECOND, PAGES = 25, 100, 2.0, 3
SEED = 20261122
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
# A frame after the row's words have changed, they are on the screen.
WATCH = """
window.painted = {}
new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
  const at = performance.timeOrigin + performance.now()
  for (const [news] of document.body.textContent.matchAll(/News number \\d+/g)) window.painted[news] ??= at
}))).observe(document.body, { subtree: true, childList: true, characterData: true })
"""


def agents_with_sessions(count: int) -> list[tuple[int, str]]:
    """Agents of the house, with the cookies of somebody signed in."""
    from django.conf import settings
    from django.test import Client

    from goodword.accounts.actions.joining import add_agent
    from goodword.core.actor import Actor

    found = []
    for number in range(count):
        email = f"agent{number}@wrenfield.example"
        agent = add_agent(by=Actor.agent(1), name=f"Agent {number}", email=email, role="agent", password=None, teams=[])
        browser = Client()
        browser.force_login(agent)
        name = settings.SESSION_COOKIE_NAME
        found.append((agent.pk, f"{name}={browser.cookies[name].value}"))
    return found


def write_news(number: int, words: str) -> tuple[int, float]:
    """The customer writes: the newest event then, and when it was committed."""
    from goodword.conversations.actions.receiving import receive_message
    from goodword.conversations.arrivals import Arrival
    from goodword.conversations.choices import Channel
    from goodword.conversations.models import Conversation
    from goodword.core.clock import now
    from goodword.core.models import RecordedEvent

    matter = Conversation.objects.select_related("customer").get(pk=number)
    receive_message(
        Arrival(
            channel=Channel.EMAIL, mailbox_id=matter.mailbox_id, customer_id=matter.customer_id, conversation_id=number,
            sender_name=matter.customer.name, sender_address="", subject=matter.subject, text=words, at=now(),
        )
    )  # fmt: skip
    committed = time.time() * 1000
    return RecordedEvent.objects.filter(conversation_id=number, kind="message.received").latest("id").pk, committed


def listeners(desk: Served, folder: Path, streams: int, numbers: list[int]) -> "subprocess.Popen[str]":
    """The process of those who listen, once all their streams stand."""
    lines = []
    for pk, cookies in agents_with_sessions(AGENTS):
        lines.append(f"{cookies}\tshow=inbox&show=agent:{pk}&show=conversation:{numbers[pk % len(numbers)]}")
    (folder / "browsers").write_text("\n".join(lines))
    command = [sys.executable, "-m", "bench.listeners", desk.address, str(folder / "browsers"), str(streams)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    said = process.stdout.readline()
    assert said == f"ready {streams}\n", said
    return process


def pages(browser: Browser, address: str) -> list[Page]:
    """Real browsers at the list."""
    opened = []
    for _ in range(PAGES):
        page = browser.new_context(base_url=address).new_page()
        page.goto("/sign-in")
        page.locator("input[name=login]").fill("olive@wrenfield.example")
        page.locator("input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/today*")
        page.goto("/inbox")
        page.locator("#rows").wait_for()
        page.evaluate(WATCH)
        opened.append(page)
    return opened


def row(name: str, took: list[float]) -> str:
    steps = statistics.quantiles(took, n=100)
    return f"| {name} | {steps[49]:.0f} ms | {steps[94]:.0f} ms | {steps[98]:.0f} ms | {max(took):.0f} ms |"


def memory(desk: Served) -> float:
    """Megabytes of the desk's processes that are theirs alone."""
    parent = psutil.Process(desk.process.pid)
    return sum(process.memory_full_info().uss for process in (parent, *parent.children())) / 1e6


def frames_took(listening: "subprocess.Popen[str]", written: list[tuple[int, float]]) -> tuple[list[float], int]:
    """Milliseconds for each stream and news, and how many were never told."""
    told = [json.loads(line) for line in listening.communicate("")[0].splitlines()]
    took, lost = list[float](), 0
    for stream in told:
        for event, committed in written:
            arrived = next((at for position, at in stream if position >= event), None)
            if arrived is None:
                lost += 1
            else:
                took.append(max(0.0, arrived - committed))
    return took, lost


def measure(folder: Path, streams: int, processes: int) -> None:
    from goodword.conversations.models import Conversation

    numbers = list(Conversation.objects.order_by("-last_message_at").values_list("pk", flat=True)[:10])
    chance = random.Random(SEED)
    with served(folder, "--processes", str(processes)) as desk, sync_playwright() as playwright:
        before = memory(desk)
        listening = listeners(desk, folder, streams, numbers)
        a_stream = (memory(desk) - before) / streams * 1000
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        opened = pages(browser, desk.address)
        for page in opened:
            page.wait_for_timeout(1000)
        spent, began, written = cpu_seconds(desk), time.monotonic(), list[tuple[int, float]]()
        for turn in range(NEWS):
            opened[0].wait_for_timeout(chance.expovariate(A_SECOND) * 1000)
            written.append(write_news(chance.choice(numbers), f"News number {turn}"))
        cpu = (cpu_seconds(desk) - spent) / (time.monotonic() - began)
        opened[0].wait_for_timeout(3000)
        painted: list[dict[str, Any]] = [page.evaluate("window.painted") for page in opened]
        shown = [
            seen[f"News number {turn}"] - at for seen in painted for turn, (_, at) in enumerate(written)
            if f"News number {turn}" in seen
        ]  # fmt: skip
        browser.close()
        took, lost = frames_took(listening, written)
    print(row(f"commit → frame, {streams} streams, {processes} process(es)", took))
    print(row(f"commit → painted, {PAGES} browsers among them", shown))
    missing = PAGES * NEWS - len(shown)
    print(f"\n{lost} never told; {missing} never painted; {a_stream:.0f} kB a stream; {cpu:.2f} cores of the desk")


def main(streams: int = 500, processes: int = 2) -> None:
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        fill(Path(folder), 40)  # all of it stands in the list that the browsers show
        os.environ |= {
            "GOODWORD_DATA": f"{folder}/data",
            "DJANGO_SETTINGS_MODULE": "goodword.config.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # playwright has an event loop in this thread
        }
        django.setup()
        measure(Path(folder), streams, processes)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
