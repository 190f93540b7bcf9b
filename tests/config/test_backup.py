"""A backup made while the desk writes comes back whole, and a restored desk says what it lost without its key."""

import json
import subprocess
import tarfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.config.running_desk import Desk, own_database

pytestmark = pytest.mark.real_time

FOUND = """
from tests.cast import found_cast
from goodword.channels.email.models import Connection
from goodword.core.keys import encrypt
Connection.objects.create(mailbox=found_cast().mailbox, imap_secret=encrypt("opensesame"))
"""
WRITE = """
import itertools
from dataclasses import dataclass
from django.db import transaction
from goodword.core.blobs import hold_blob, store_blob
from goodword.core.actor import SYSTEM
from goodword.core.events import Event, record
@dataclass(frozen=True, kw_only=True)
class Written(Event, kind="test.written"):
    blob: str
for number in itertools.count():
    blob = store_blob(f"letter {number}".encode() * 50)
    with transaction.atomic():
        hold_blob(blob.key)
        record(Written(by=SYSTEM, blob=blob.key))
    print(number, flush=True)
"""
READ = """
from goodword.core.blobs import read_blob
from goodword.core.models import Blob, RecordedEvent
events = list(RecordedEvent.objects.filter(kind="test.written").order_by("id"))
assert [read_blob(e.data["blob"]) for e in events] == [f"letter {n}".encode() * 50 for n in range(len(events))]
assert Blob.objects.filter(references=1).count() == len(events)
print(len(events))
"""
SECRET = """
from goodword.channels.email.models import Connection
from goodword.core.keys import decrypt
print(decrypt(Connection.objects.get().imap_secret))
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for the whole module, with a cast and a mailbox's password; only read, and written to by `written`."""
    folder = tmp_path_factory.mktemp("founded")
    with own_database(folder, migrated=True) as database:
        desk = Desk(folder, database)
        desk.python(FOUND)
        yield desk


@pytest.fixture(scope="module")
def backup(founded: Desk) -> Path:
    """Made while another process writes, without the key."""
    path = founded.folder / "desk.tar"
    write_until(founded, 20, then=lambda: founded.goodword("backup", str(path)))
    return path


def write_until(desk: Desk, reached: int, then: Callable[[], None]) -> None:
    """Have another process write; when it has written so many, do something while it goes on."""
    whole = f"from goodword.config.command import set_up_django\nset_up_django()\n{WRITE}"
    with subprocess.Popen(
        [desk.command()[0], "-c", whole], env=desk.environment, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        while int(writer.stdout.readline()) < reached:
            pass
        threading.Thread(target=writer.stdout.read, daemon=True).start()
        then()
        assert writer.poll() is None
        writer.kill()


def test_a_backup_made_while_writing_comes_back_whole(backup: Path, desk: Desk) -> None:
    restored = desk.goodword("restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    assert int(desk.python(READ)) > 20


def test_without_the_key_it_says_what_is_dead(backup: Path, desk: Desk) -> None:
    told = desk.goodword("restore", str(backup)).stdout
    assert "1 x connection imap secret: enter it again" in told
    assert "everybody signs in again" in told


def test_with_the_key_nothing_is_dead(founded: Desk, desk: Desk, tmp_path: Path) -> None:
    whole = tmp_path / "whole.tar"
    assert founded.goodword("backup", "--with-key", str(whole)).returncode == 0
    assert "dead" not in desk.goodword("restore", str(whole)).stdout
    assert desk.python(SECRET) == "opensesame"
    assert whole.stat().st_mode & 0o077 == 0


def test_the_key_is_not_in_it_unasked(founded: Desk, backup: Path) -> None:
    key = (founded.data / "secrets.key").read_bytes().split()[1]
    assert key not in backup.read_bytes()
    assert b"opensesame" not in backup.read_bytes()


def test_a_desk_is_replaced_only_by_force(founded: Desk, backup: Path, desk: Desk) -> None:
    assert desk.goodword("migrate").returncode == 0
    refused = desk.goodword("restore", str(backup))
    assert (refused.returncode, "--force" in refused.stderr) == (1, True)
    stray = desk.data / "blobs" / "aa" / "stray"
    stray.parent.mkdir(parents=True)
    stray.write_text("of the desk that was here")
    assert desk.goodword("restore", "--force", str(backup)).returncode == 0
    assert int(desk.python(READ)) > 20
    assert not stray.exists()


def test_a_damaged_backup_changes_nothing(backup: Path, desk: Desk, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[5000] ^= 1
    (tmp_path / "damaged.tar").write_bytes(content)
    refused = desk.goodword("restore", str(tmp_path / "damaged.tar"))
    assert refused.returncode == 1
    assert "is damaged: 1 of its files differ" in refused.stderr
    assert not (desk.data / "blobs").exists()


def test_half_a_backup_is_refused(backup: Path, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "half.tar").write_bytes(backup.read_bytes()[:-20_000])
    refused = desk.goodword("restore", str(tmp_path / "half.tar"))
    assert (refused.returncode, refused.stdout) == (1, "")


def test_a_backup_of_a_newer_version_is_refused(backup: Path, desk: Desk, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar:
        tar.extractall(tmp_path / "opened", filter="data")
    manifest = tmp_path / "opened" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "version": "99.0"}))
    newer = tmp_path / "newer.tar"
    with tarfile.open(newer, "w") as tar:
        for path in (path for path in (tmp_path / "opened").rglob("*") if path.is_file()):
            tar.add(path, arcname=path.relative_to(tmp_path / "opened"))
    assert "made by Goodword 99.0, which is newer" in desk.goodword("restore", str(newer)).stderr


def test_a_desk_in_use_is_not_restored_over(backup: Path, desk: Desk) -> None:
    desk.serve()
    refused = desk.goodword("restore", "--force", str(backup))
    assert (refused.returncode, "is in use by process" in refused.stderr) == (1, True)
