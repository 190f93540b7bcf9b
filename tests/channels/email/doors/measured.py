"""A process that takes in or reads one large mail, and says how far its memory grew: `measured DOOR PATH MAILBOX`."""

import io
import resource
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import django

django.setup()

from goodword.channels.email.actions.reading_on import read_on  # noqa: E402
from goodword.channels.email.actions.taking_in import IncomingMail, store_mail, store_mails  # noqa: E402
from goodword.channels.email.choices import Source  # noqa: E402
from goodword.channels.email.mailroom import DeskMailroom  # noqa: E402
from goodword.channels.email.models import ReceivedMail  # noqa: E402
from goodword.channels.email.queries import mailbox_at  # noqa: E402
from goodword.channels.email.transports.listener import Listener, Speaks  # noqa: E402
from goodword.config.command import main  # noqa: E402

SMALL = b"From: ana@customers.test\r\nSubject: small\r\nMessage-ID: <small@x.test>\r\n\r\nSmall.\r\n"


def by_listener(speaks: Speaks, address: str) -> None:
    """Say the port, and wait until the other side has delivered."""
    with ThreadPoolExecutor(2) as threads:
        listener = Listener("127.0.0.1:0", DeskMailroom(), threads, speaks=speaks)
        listener.start()
        sys.stdout.write(f"{listener.port}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        listener.stop()


def by_pipe(path: Path, address: str) -> None:
    with path.open("rb") as file:
        sys.stdin = SimpleNamespace(buffer=file)  # type: ignore[assignment]
        assert main(["receive", "--mailbox", address]) == 0


def by_import(kind: str, path: Path, address: str) -> None:
    """As an mbox, or as the one mail of a Maildir."""
    with TemporaryDirectory() as folder:
        if kind == "mbox":
            old = Path(folder) / "old.mbox"
            with old.open("wb") as mbox, path.open("rb") as mail:
                mbox.write(b"From ana@customers.test Mon Nov  2 10:00:00 2026\n")
                shutil.copyfileobj(mail, mbox)
        else:
            old = Path(folder)
            (old / "cur").mkdir()
            (old / "cur" / "1.mail").symlink_to(path)
        for further in (["--dry-run"], []):
            assert main(["import", kind, str(old), "--mailbox", address, *further]) == 0


def by_stream(path: Path, address: str) -> None:
    with path.open("rb") as file:
        store_mails([IncomingMail(file)], mailbox_id=mailbox_at(address).pk, source=Source.IMAP)


def warm_up(address: str) -> None:
    """Load all that a small mail needs, so that only the large one is measured."""
    store_mail(io.BytesIO(SMALL), mailbox_id=mailbox_at(address).pk, source=Source.IMAP)
    if door == "reading":
        read_on()


def peak() -> int:
    """Kilobytes that this process ever had resident."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


door, path, address = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
warm_up(address)
before = peak()
if door in {"smtp", "lmtp"}:
    by_listener(Speaks(door), address)
elif door == "pipe":
    by_pipe(path, address)
elif door in {"mbox", "maildir"}:
    by_import(door, path, address)
elif door == "stream":
    by_stream(path, address)
else:
    by_stream(path, address)
    before = peak()
    read_on()
    assert not ReceivedMail.objects.exclude(reading="read").exists()
sys.stdout.write(f"grew {peak() - before}\n")
