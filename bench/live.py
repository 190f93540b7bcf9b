"""How soon another browser hears: `python -m bench.live [MAILS]` prints a row of the table.

A note is written by another process; measured is from its commit until the frame has arrived at a live stream.
"""

import http.client
import os
import re
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import django

from bench.pages import Reader, fill
from bench.running import Served, served

HEAD = "| Live | p50 | p95 | Slowest |\n|---|---|---|---|"
TIMES = 50


def frames(desk: Served, reader: Reader, number: str, heard: threading.Semaphore, arrivals: list[float]) -> None:
    """Follow the conversation and note when each change arrives."""
    parts = urlsplit(desk.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.request("GET", f"/live?show=conversation:{number}", headers={"Cookie": reader.cookie})
    stream = connection.getresponse()
    heard.release()
    while line := stream.readline():
        if line.startswith(b"data:") and b"note.written" in line:
            arrivals.append(time.perf_counter())
            heard.release()


def latencies(desk: Served, reader: Reader, number: str) -> list[float]:
    """Milliseconds for each of the notes."""
    from goodword.conversations.actions.noting import write_note
    from goodword.core.actor import Actor

    heard, arrivals, took = threading.Semaphore(0), [], []
    following = threading.Thread(target=frames, args=(desk, reader, number, heard, arrivals), daemon=True)
    following.start()
    heard.acquire()
    for turn in range(TIMES):
        write_note(int(number), by=Actor.agent(1), html=f"<p>note {turn}</p>")
        committed = time.perf_counter()
        heard.acquire(timeout=10)
        took.append((arrivals[-1] - committed) * 1000)
    return took


def main(mails: int = 100) -> None:
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        fill(Path(folder), mails)
        os.environ |= {"GOODWORD_DATA": f"{folder}/data", "DJANGO_SETTINGS_MODULE": "goodword.config.settings"}
        django.setup()
        with served(Path(folder)) as desk:
            reader = Reader(desk)
            number = re.findall(r'id="row-(\d+)"', reader.fetch("/inbox").decode())[0]
            took = latencies(desk, reader, number)
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{HEAD}\n| commit → frame | {statistics.median(took):.0f} ms | {p95:.0f} ms | {max(took):.0f} ms |")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
