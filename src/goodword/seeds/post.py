"""The post of the demo: what the desk sends to customers lands in a Maildir, what they write reaches the desk."""

import mailbox
import threading
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.db import connections

from goodword.channels.email.mailroom import DatabaseThreads, DeskMailroom
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.speaking import Speaks
from goodword.core.demo import Demo, keep_demo, read_demo

if TYPE_CHECKING:
    from goodword.channels.email.transports.listener import Listener

HOST = "127.0.0.1"
USUAL_PORT = 2525
_LOOK_SECONDS = 1.0


def post_folder(data: Path) -> Path:
    """Where the customers' mail lies: a Maildir that any mail program can open."""
    return data / "customers-post"


@dataclass(frozen=True, slots=True)
class PostOffice:
    """Takes every mail: the desk gets what is for its mailboxes, the customers' Maildir the rest."""

    folder: Path
    desk: DeskMailroom = field(default_factory=DeskMailroom)

    def knows(self, address: str) -> bool:
        """Everybody has a mailbox here."""
        return "@" in address

    def take(self, raw: BinaryIO, *, speaks: Speaks, envelope_from: str, recipients: Sequence[str]) -> None:
        """Hand the mail over; it is on the disk when this returns."""
        ours = [to for to in recipients if self.desk.knows(to)]
        if ours:
            self.desk.take(raw, speaks=speaks, envelope_from=envelope_from, recipients=ours)
        if len(ours) < len(recipients):
            with closing(mailbox.Maildir(self.folder)) as post:
                raw.seek(0)
                post.add(raw.read())


def run_post(data: Path, stop: threading.Event) -> None:
    """Carry the demo's mail until `stop` is set. As long as the data folder is no demo's, wait until it becomes one."""
    while (demo := read_demo()) is None:
        if stop.wait(_LOOK_SECONDS):
            return
    try:
        with DatabaseThreads(1) as threads:
            listener = _listen(demo, PostOffice(post_folder(data)), threads)
            stop.wait()
            listener.stop()
    finally:
        connections.close_all()


def free_port() -> int:
    """The usual port for a new demo's post, or another where somebody listens there."""
    with ThreadPoolExecutor(1) as threads:
        listener = _open(USUAL_PORT, PostOffice(Path()), threads)
        listener.stop()
    return listener.port


def _open(port: int, office: PostOffice, executor: Executor) -> "Listener":
    # Only a demo needs it.
    from goodword.channels.email.transports.listener import Listener  # noqa: PLC0415

    listener = Listener(f"{HOST}:{port}", office, executor, speaks=Speaks.SMTP)
    try:
        listener.start()
    except OSError:  # another demo, or anything else, listens there
        listener = Listener(f"{HOST}:0", office, executor, speaks=Speaks.SMTP)
        listener.start()
    return listener


def settle_post(demo: Demo, data: Path) -> str:
    """Find the address where the post will listen, so that it can be told before it does."""
    with DatabaseThreads(1) as threads:
        listener = _listen(demo, PostOffice(post_folder(data)), threads)
        listener.stop()
    return f"{HOST}:{listener.port}"


def _listen(demo: Demo, office: PostOffice, threads: DatabaseThreads) -> "Listener":
    listener = _open(demo.port, office, threads.executor)
    # The connections before the file: if we end in between, the next start does both again.
    Connection.objects.filter(smtp_host=HOST).exclude(smtp_port=listener.port).update(smtp_port=listener.port)
    if listener.port != demo.port:
        keep_demo(replace(demo, port=listener.port))
    return listener


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
