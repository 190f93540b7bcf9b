"""`goodword serve`: starts by itself, survives its parts, stops cleanly."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.config.running_desk import Desk, eventually, own_database
from tests.servers.certificate import make_certificate

pytestmark = pytest.mark.real_time


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One that has its tables."""
    with own_database(tmp_path, migrated=True) as database:
        made = Desk(tmp_path, database)
        yield made
        made.end()


def test_an_empty_folder_becomes_a_desk_that_waits_for_its_code(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk().serve()
    assert desk.wait_for(r"First run: .* code (\S+)")
    assert desk.get("/healthz")[0] == 200
    status, headers, _ = desk.get("/")
    assert (status, headers["location"]) == (302, "/setup")


def test_it_is_ready_when_a_worker_has_come(desk: Desk) -> None:
    desk.serve()
    assert eventually(lambda: desk.get("/readyz")[0] == 200)


def test_a_killed_part_comes_back(desk: Desk) -> None:
    before = {child.pid for child in desk.serve().children()}
    for child in desk.children():
        child.kill()

    def all_are_new() -> bool:
        after = {child.pid for child in desk.children()}
        return len(after) == len(before) and not after & before

    assert eventually(all_are_new)
    assert desk.get("/healthz")[0] == 200


def test_a_stop_is_clean_and_quick_though_a_browser_listens(desk: Desk) -> None:
    desk.serve()
    assert desk.get("/healthz")[0] == 200
    listening = socket.create_connection(("127.0.0.1", int(desk.address.rsplit(":", 1)[1])))
    parts, begun = desk.children(), time.monotonic()
    assert desk.stop() == 0
    assert time.monotonic() - begun < 3
    assert not any(part.is_running() for part in parts)
    listening.close()


def test_parts_end_with_a_killed_supervisor(desk: Desk) -> None:
    parts = desk.serve().children()
    assert desk.get("/healthz")[0] == 200
    assert desk.stop(signal.SIGKILL) == -signal.SIGKILL
    assert eventually(lambda: not psutil.wait_procs(parts, timeout=0.1)[1])


def test_one_process_holds_everything(desk: Desk) -> None:
    desk.serve("--processes", "1")
    assert eventually(lambda: desk.get("/readyz")[0] == 200)
    assert desk.children() == []
    assert desk.stop() == 0


def test_https_with_a_certificate(new_desk: Callable[..., Desk], tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    desk = new_desk().serve("--tls-cert", str(certificate), "--tls-key", str(key))
    assert desk.address.startswith("https://")
    status, headers, _ = desk.get("/setup")
    assert status == 200
    assert "max-age" in headers["strict-transport-security"]
    assert all("Secure" in value for name, value in headers.items() if name == "set-cookie")


def test_a_second_one_on_the_same_folder_is_refused(desk: Desk) -> None:
    desk.serve()
    second = desk.goodword("serve", "--port", "0")
    assert second.returncode == 1
    assert "is in use by process" in second.stderr
    assert desk.get("/healthz")[0] == 200


def test_a_taken_port_is_told(desk: Desk) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = desk.goodword("serve", "--port", str(other.getsockname()[1]))
    assert refused.returncode == 1
    assert "Address already in use. Try --port." in refused.stderr


def test_hangup_changes_nothing(desk: Desk) -> None:
    parts = desk.serve().children()
    assert desk.process is not None
    os.kill(desk.process.pid, signal.SIGHUP)
    desk.wait_for("SIGHUP is ignored")
    assert desk.get("/healthz")[0] == 200
    assert desk.children() == parts


def test_a_part_alone_refuses_a_database_of_another_version(new_desk: Callable[..., Desk]) -> None:
    refused = new_desk().goodword("worker")
    assert refused.returncode == 1
    assert "goodword migrate" in refused.stderr
