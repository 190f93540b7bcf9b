"""The post of the demo's customers: what the desk sends lands in a Maildir here and goes nowhere."""

import mailbox
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from goodword.channels.email.transports.listener import Listener, Speaks

RELAY = "127.0.0.1:2526"


def post_folder(data: Path) -> Path:
    """Where the customers' mail lies: a Maildir that any mail program can open."""
    return data / "customers-post"


@dataclass(frozen=True, slots=True)
class CustomersPost:
    """Takes every mail for everybody."""

    folder: Path

    def knows(self, address: str) -> bool:
        """Everybody has a mailbox here."""
        return "@" in address

    def take(self, raw: bytes, *, speaks: Speaks, envelope_from: str, recipients: Sequence[str]) -> None:  # noqa: ARG002
        """Put the mail into the Maildir; it is on the disk when this returns."""
        with closing(mailbox.Maildir(self.folder)) as post:
            post.add(raw)


def run_post(folder: Path, stop: threading.Event, address: str = RELAY) -> None:
    """Be the relay of the demo until `stop` is set. Raises OSError when the port is taken."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        listener = Listener(address, CustomersPost(folder), executor, speaks=Speaks.SMTP)
        listener.start()
        try:
            stop.wait()
        finally:
            listener.stop()


def delivered(folder: Path) -> list[EmailMessage]:
    """What the customers received, oldest first."""
    if not folder.is_dir():
        return []
    paths = sorted((folder / "new").iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def words_of(mail: EmailMessage) -> str:
    """The text of a mail."""
    body = mail.get_body(("plain",))
    return str(body.get_content()).strip() if body else ""
