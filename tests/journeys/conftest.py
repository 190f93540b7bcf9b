"""Journeys are stories in a real browser, against real servers. Few, and each worth its time."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.config.running_desk import Desk, own_database
from tests.journeys.house import PATIENCE, House, found
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
_numbers = itertools.count(1)
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def chromium() -> Iterator[Browser]:
    """A browser for one journey: as long as it is open an event loop runs, which other tests must not meet."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def desk(tmp_path: Path, dovecot: DovecotServer, exim: EximServer) -> Iterator[Desk]:
    """An installation that trusts the test servers' certificates."""
    trusted = tmp_path / "trusted.pem"
    trusted.write_text(dovecot.certificate.read_text() + exim.certificate.read_text())
    with own_database(tmp_path, migrated=True) as database:
        desk = Desk(tmp_path, database, SSL_CERT_FILE=str(trusted))
        yield desk
        desk.end()


@pytest.fixture
def empty_house(desk: Desk, chromium: Browser, dovecot: DovecotServer, exim: EximServer) -> Iterator[House]:
    """Started, and nothing founded yet. A journey fails when a browser's console complained."""
    name = f"desk{next(_numbers)}.test"
    mailbox = dovecot.add_user(f"help@{name}")
    exim.route(name, port=dovecot.lmtp_port, protocol="lmtp")
    house = House(desk, chromium, mailbox, dovecot, exim, [])
    house.desk.serve()
    yield house
    print(house.desk.log)  # noqa: T201 (shown beside a journey that failed)
    for context in chromium.contexts:
        context.close()
    assert house.problems == []


@pytest.fixture
def house(empty_house: House) -> House:
    """The desk of Wrenfield: Olive, Mara and Tess at work, the mailbox connected."""
    found(empty_house.desk, empty_house.mailbox, empty_house.dovecot, empty_house.exim)
    return empty_house
