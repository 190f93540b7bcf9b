"""An import is killed at random and run again: no mail is lost, and none is there twice."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.mailing_list import mailing_list, write_mbox
from goodword.channels.email.fingerprints import fingerprint
from goodword.channels.email.models import MailReference, ReceivedMail
from goodword.channels.email.reading import read_message
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.models import Message
from goodword.core.actor import SYSTEM
from goodword.core.blobs import read_blob
from tests.campaigns import Campaign, is_full
from tests.soak.crowd import ROOT, database_url

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "talk@wrenfield.example"


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _import(path: Path, batch: int, *faults: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own, on the database of this test."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.soak.killable_import", str(path), ADDRESS, str(batch), *faults],
        env={**os.environ, "DATABASE_URL": database_url(), "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill_at(process: subprocess.Popen[bytes], mails: int, moment: float) -> bool:
    """Kill it a moment after that many mails are there; False if it ended before."""
    while process.poll() is None:
        if ReceivedMail.objects.count() >= mails:
            time.sleep(moment)
            process.kill()
            return process.wait() == -signal.SIGKILL
        time.sleep(0.002)
    return False


def _kept() -> list[bytes]:
    return [read_blob(key) for key in ReceivedMail.objects.values_list("raw_id", flat=True)]


@pytest.fixture
def _mailbox() -> None:
    add_mailbox(by=SYSTEM, address=ADDRESS, name="Talk", team=None)


@pytest.mark.usefixtures("_mailbox")
def test_import_survives_kills(campaign: Campaign, tmp_path: Path) -> None:
    mails, kills, batch = campaign.size(10_000), 0, 200 if is_full() else 10
    write_mbox(tmp_path / "list.mbox", mailing_list(mails=mails, seed=campaign.seed))
    for point in sorted(campaign.random.sample(range(mails * 9 // 10), 20 if is_full() else 3)):
        process = _import(tmp_path / "list.mbox", batch)
        kills += _kill_at(process, point, campaign.random.uniform(0, 0.2))

    assert _import(tmp_path / "list.mbox", batch).wait() == 0

    kept, expected = _kept(), list(mailing_list(mails=mails, seed=campaign.seed))
    campaign.report(mails=mails, kept=len(kept), kills=kills, messages=Message.objects.count())
    assert kills > 0
    assert len(kept) == mails
    assert _digest(map(fingerprint, kept)) == _digest(map(fingerprint, expected))
    known = MailReference.objects.values_list("message_id_header", flat=True)
    assert _digest(known) == _digest(filter(None, (read_message(raw).message_id for raw in expected)))
    assert Message.objects.count() == ReceivedMail.objects.filter(message__isnull=False).count()


@pytest.mark.usefixtures("_mailbox")
@pytest.mark.parametrize(("fault", "kept"), [("forgetful", 40), ("careless", 18)])
def test_the_campaign_notices_what_is_doubled_or_lost(fault: str, kept: int, tmp_path: Path) -> None:
    write_mbox(tmp_path / "list.mbox", mailing_list(mails=20, seed=1))

    runs = [_import(tmp_path / "list.mbox", 10, fault).wait() for _ in range(2 if fault == "forgetful" else 1)]

    assert set(runs) == {0}
    assert len(_kept()) == kept
