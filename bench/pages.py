"""What a page costs: `python -m bench.pages [MAILS]` prints a row for each page of a desk filled by the seeded list.

Through the real server on loopback, one reader, one connection. CPU is that of the whole desk (all its processes) for
each page: the server, the database driver and the templates alike, but not PostgreSQL's own processes.
"""

import http.client
import http.cookies
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psutil

from bench.running import Served, served

HEAD = "| Page | p50 | p95 | CPU a page | Compressed |\n|---|---|---|---|---|"
WARM_UP, TIMES = 20, 200
SEED = 20261101
PASSWORD = "as-good-as-our-word"

FILL = """
import django
django.setup()
from django.core.management import call_command
from django.db import transaction
from bench.mailing_list import mailing_list
from goodword.accounts.actions.founding import found_organization
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import Actor
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
with transaction.atomic():
    names = {{"name": "Bench", "owner_name": "Olive", "owner_email": "olive@wrenfield.example"}}
    owner = found_organization(**names, password={password!r})
    box = add_mailbox(by=Actor.agent(owner.pk), address="list@wrenfield.example", name="List", team=None)
    for raw in mailing_list(mails={mails}, seed={seed}):
        read_mail(store_mail(raw, mailbox_id=box.pk, source=Source.SMTP).pk)
"""


OWNER = "olive@wrenfield.example"


class Reader:
    """Somebody's browser, Olive's unless another is named: one connection, kept open."""

    def __init__(self, desk: Served, email: str = OWNER) -> None:
        parts = urlsplit(desk.address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self._cookies: dict[str, str] = {}
        door = self.fetch("/sign-in").decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', door)
        form = {
            "login": email,
            "password": PASSWORD,
            "csrfmiddlewaretoken": token[1] if token else "",
        }
        self.fetch("/sign-in", urlencode(form), referer=desk.address + "/sign-in")

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def fetch(self, path: str, form: str | None = None, *, packed: bool = False, referer: str = "") -> bytes:
        headers = {"Cookie": self.cookie, "Referer": referer}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if packed:
            headers["Accept-Encoding"] = "gzip"
        try:
            answer = self._ask(path, form, headers)
        except (http.client.RemoteDisconnected, ConnectionResetError):  # it was idle for too long
            self._connection.close()
            answer = self._ask(path, form, headers)
        for value in answer.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: morsel.value for name, morsel in http.cookies.SimpleCookie(value).items()}
        body: bytes = answer.read()
        assert answer.status < 400, f"{path}: {answer.status}"
        return body

    def _ask(self, path: str, form: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self._connection.request("GET" if form is None else "POST", path, form, headers)
        return self._connection.getresponse()


def cpu_seconds(desk: Served) -> float:
    parent = psutil.Process(desk.process.pid)
    return sum(sum(process.cpu_times()[:2]) for process in (parent, *parent.children()))


def row(desk: Served, reader: Reader, name: str, path: str) -> str:
    for _ in range(WARM_UP):
        reader.fetch(path)
    spent, took = cpu_seconds(desk), []
    for _ in range(TIMES):
        begin = time.perf_counter()
        reader.fetch(path)
        took.append((time.perf_counter() - begin) * 1000)
    cpu = (cpu_seconds(desk) - spent) / TIMES * 1000
    size = len(reader.fetch(path, packed=True)) / 1000
    p95 = statistics.quantiles(took, n=20)[-1]
    return f"| {name} | {statistics.median(took):.1f} ms | {p95:.1f} ms | {cpu:.1f} ms | {size:.1f} kB |"


def fill(folder: Path, mails: int) -> None:
    """Found an organization in the folder's desk and let so many mails of the seeded list arrive."""
    environment = {
        **os.environ,
        "GOODWORD_DATA": f"{folder}/data",
        "DJANGO_SETTINGS_MODULE": "goodword.config.settings",
    }
    program = FILL.format(password=PASSWORD, mails=mails, seed=SEED)
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


def main(mails: int = 2_000) -> None:
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        fill(Path(folder), mails)
        with served(Path(folder)) as desk:
            reader = Reader(desk)
            listed = reader.fetch("/inbox").decode()
            numbers = re.findall(r'id="row-(\d+)"', listed)
            print(row(desk, reader, f"Inbox, {len(numbers)} of its rows", "/inbox"))
            print(row(desk, reader, "Its rows alone", "/inbox/rows"))
            print(row(desk, reader, "A conversation with its list", f"/conversations/{numbers[0]}"), flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
