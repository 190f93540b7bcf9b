"""A mail of 50 MB costs a few megabytes of memory at every door, and when it is read."""

import base64
import os
import random
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from goodword.channels.email.models import ReceivedMail
from tests.cast import Cast, found_cast
from tests.soak.crowd import ROOT, database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]
MOST = 40 * 1024  # kilobytes
HEAD = (
    b"From: ana@customers.test\r\nTo: pharmacy@wrenfield.example\r\nSubject: scans\r\nMessage-ID: <big@x.test>\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
    b"Here.\r\n--b\r\nContent-Type: image/tiff\r\nContent-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: attachment; filename="scan.tif"\r\n\r\n'
)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mail of 50 MB: a letter and a scan."""
    path = tmp_path_factory.mktemp("large") / "mail.eml"
    noise = random.Random(1)
    with path.open("wb") as file:
        file.write(HEAD)
        while file.tell() < 50_000_000:
            file.write(base64.encodebytes(noise.randbytes(57 * 4_000)).replace(b"\n", b"\r\n"))
        file.write(b"--b--\r\n")
    return path


@pytest.fixture
def door(request: pytest.FixtureRequest, cast: Cast, large: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.channels.email.doors.measured", request.param, str(large)]
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "GOODWORD_DATA": str(settings.GOODWORD.data),
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([*command, cast.mailbox.address], env=environment, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        yield process
        process.kill()


def grown(process: "subprocess.Popen[str]") -> int:
    out, _ = process.communicate("done\n", timeout=120)
    assert process.returncode == 0
    return int(out.rpartition("grew ")[2])


@pytest.mark.parametrize("door", ["pipe", "stream", "reading", "mbox", "maildir"], indirect=True)
def test_from_a_file_it_is_kept_and_read_in_bounded_memory(door: "subprocess.Popen[str]") -> None:
    assert grown(door) <= MOST
    assert ReceivedMail.objects.filter(raw__size__gt=50_000_000).count() == 1


@pytest.mark.parametrize(("door", "client"), [("smtp", smtplib.SMTP), ("lmtp", smtplib.LMTP)], indirect=["door"])
def test_from_the_wire_it_is_kept_in_bounded_memory(
    door: "subprocess.Popen[str]", client: type[smtplib.SMTP], cast: Cast, large: Path
) -> None:
    assert door.stdout is not None
    with client("127.0.0.1", int(door.stdout.readline())) as relay:
        relay.sendmail("ana@customers.test", [cast.mailbox.address], large.read_bytes())

    assert grown(door) <= MOST
    assert ReceivedMail.objects.filter(raw__size__gt=50_000_000).count() == 1
