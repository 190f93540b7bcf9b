"""What each page costs on a desk made by `bench.bulk`: `python -m bench.scale FOLDER [FETCHES [EMAIL]]`.

Through the real server on loopback, as the owner or as whose address is given (agent1@wrenfield.example is of one team
of five), with one reader and with eight at once: a row for each page, then the cold start and the memory. CPU is that
of all processes of the desk for a page, without PostgreSQL's own.
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from bench.pages import OWNER, Reader, cpu_seconds
from bench.running import Served, served

HEAD = (
    "| Page | CPU | 1 reader: p50 / p95 / p99 | 8 readers: p50 / p95 / p99 | Pages/s | kB |\n|---|---|---|---|---|---|"
)
FETCHES, WARM_UP, READERS, LONG = 200, 10, 8, 2_000

PREPARE = """
import django
django.setup()
from datetime import timedelta
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival
from goodword.conversations.choices import Channel
from goodword.conversations.models import Conversation, Mailbox, Message
from goodword.core.clock import now
from goodword.core.db.together import together
from goodword.people.actions.recognizing import recognize_customer
customer = recognize_customer(address="long@example.org", name="Long Matter")
long = Conversation.objects.filter(customer=customer).first()
if long is None:
    number, begins = None, now() - timedelta(days=300)
    box = Mailbox.objects.first()
    with together():
        for count in range({long}):
            number = receive_message(Arrival(
                channel=Channel.EMAIL, mailbox_id=box.pk, customer_id=customer.pk, conversation_id=number,
                sender_name=customer.name, sender_address="long@example.org", subject="A long matter",
                text=f"Letter {{count}} of many. " * 8, at=begins + timedelta(hours=3 * count))).conversation_id
else:
    number = long.pk
closed = Conversation.objects.filter(state="closed", pk__lt=number).order_by("-pk").first()
opened = Conversation.objects.filter(state="open", pk__lt=number).order_by("-pk").first()
print(number, closed.pk, opened.pk, opened.customer_id)
"""


def prepared(folder: Path) -> list[int]:
    """The long conversation (made if need be), a closed one, an open one, and its customer."""
    environment = {
        **os.environ,
        "GOODWORD_DATA": f"{folder}/data",
        "DJANGO_SETTINGS_MODULE": "goodword.config.settings",
    }
    program = PREPARE.format(long=LONG)
    told = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    return [int(word) for word in told.stdout.split()[-4:]]


def pages(numbers: Sequence[int]) -> dict[str, str]:
    long, closed, opened, customer = numbers
    return {
        "Inbox": "/inbox",
        "Its rows alone": "/inbox/rows",
        "Unassigned": "/inbox?box=unassigned",
        "A team's": "/inbox?box=team:1",
        "Closed, newest first": "/inbox?state=closed",
        "The rail with its counts": "/rail?at=/inbox",
        "A conversation of 5, with the list": f"/conversations/{opened}",
        "A closed one, with the list": f"/conversations/{closed}?state=closed",
        "A conversation of 2,000, with the list": f"/conversations/{long}",
        "Its thread alone": f"/conversations/{long}/thread",
        "A person": f"/people/{customer}",
        "People": "/people",
        "Search, a word": "/search?q=delivery",
    }


def fetched(reader: Reader, path: str, times: int) -> list[float]:
    """Milliseconds of each fetch."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        reader.fetch(path)
        took.append((time.perf_counter() - begin) * 1000)
    return took


def by_many(readers: Sequence[Reader], path: str, times: int) -> tuple[list[float], float]:
    """Milliseconds of each fetch by all readers at once, and pages a second."""
    took: list[float] = []
    threads = [
        threading.Thread(target=lambda reader=reader: took.extend(fetched(reader, path, times // len(readers))))
        for reader in readers
    ]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, len(took) / (time.perf_counter() - begin)


def spread(took: list[float]) -> str:
    parts = statistics.quantiles(took, n=100)
    return f"{statistics.median(took):.0f} / {parts[94]:.0f} / {parts[98]:.0f} ms"


def row(desk: Served, readers: Sequence[Reader], name: str, path: str, times: int) -> str:
    fetched(readers[0], path, WARM_UP)
    spent = cpu_seconds(desk)
    alone = fetched(readers[0], path, times)
    cpu = (cpu_seconds(desk) - spent) / times * 1000
    many, rate = by_many(readers, path, times)
    size = len(readers[0].fetch(path, packed=True)) / 1000
    return f"| {name} | {cpu:.1f} ms | {spread(alone)} | {spread(many)} | {rate:.0f} | {size:.1f} |"


def held(desk: Served) -> str:
    """PSS of the supervisor and its children."""
    parent = psutil.Process(desk.process.pid)
    sizes = [process.memory_full_info().pss / 1024**2 for process in (parent, *parent.children())]
    return f"{sum(sizes):.0f} MiB ({', '.join(f'{size:.0f}' for size in sizes)})"


def main(folder: str, times: int = FETCHES, email: str = OWNER) -> None:
    numbers = prepared(Path(folder))
    with served(Path(folder)) as desk:
        desk.get("/sign-in")
        print(f"Cold start: {time.monotonic() - desk.begun:.2f} s; load {os.getloadavg()[0]:.1f}")
        readers = [Reader(desk, email) for _ in range(READERS)]
        print(f"Memory at rest: {held(desk)}\n\n{HEAD}", flush=True)
        for name, path in pages(numbers).items():
            try:
                print(row(desk, readers, name, path, times), flush=True)
            except AssertionError as error:  # a page that this version does not have
                print(f"| {name} | {error} |", flush=True)
        print(f"\nMemory under load: {held(desk)}; load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:3]), *sys.argv[3:4])
