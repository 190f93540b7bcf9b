"""An IMAP server in this process: it keeps folders in memory, and goes wrong in the ways that a test tells it to."""

import re
import socket
import socketserver
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.imap import ImapAccess

PASSWORD = "secret"
_LITERAL_SAFE = re.compile(rb"BODY\.PEEK\[(?P<what>[^\]]*)\](?:<(?P<at>\d+)\.(?P<size>\d+)>)?")


def letter(subject: str, size: int = 0) -> bytes:
    head = f"From: ana@elsewhere.test\r\nMessage-ID: <{subject}@elsewhere.test>\r\nSubject: {subject}\r\n\r\nHi\r\n"
    return head.encode() + b"x" * size


@dataclass
class Folder:
    """UIDs to mails; `flags` are what LIST says of it."""

    validity: int = 1
    uid_next: int = 1
    mails: dict[int, tuple[bytes, datetime]] = field(default_factory=dict)
    flags: str = ""

    def append(self, raw: bytes, *, ago: timedelta = timedelta(0)) -> int:
        self.mails[self.uid_next] = raw, datetime.now(UTC) - ago
        self.uid_next += 1
        return self.uid_next - 1


Fault = Callable[["Talk", bytes, bytes], None]


class ScriptedImap:
    """`with ScriptedImap() as imap`. Put mail into `folders`; `imap.faults["FETCH"].append(dies)` happens once."""

    def __init__(self, *, capabilities: str = "IMAP4rev1 IDLE UIDPLUS SPECIAL-USE") -> None:
        self.capabilities = capabilities
        self.folders = {"INBOX": Folder()}
        self.password = PASSWORD
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.always: dict[str, Fault] = {}
        self.poison: set[int] = set()  # UIDs of INBOX at which every connection breaks off
        self.commands: list[bytes] = []
        self.talks: set[Talk] = set()
        owner = self

        class Handler(Talk):
            imap = owner

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
        self._server.allow_reuse_address = self._server.daemon_threads = True
        self._server.server_bind()
        self._server.server_activate()
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        for talk in list(self.talks):
            talk.die()

    @property
    def inbox(self) -> Folder:
        return self.folders["INBOX"]

    @property
    def access(self) -> ImapAccess:
        return ImapAccess(
            host="127.0.0.1", port=self.port, security=Security.NONE, username="desk@wrenfield.example", secret=PASSWORD
        )

    def tell(self) -> None:
        """Tell those who idle that something came."""
        for talk in list(self.talks):
            talk.say(b"* 1 EXISTS")


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    imap: ScriptedImap
    folder: Folder

    def handle(self) -> None:
        self.imap.talks.add(self)
        try:
            self.say(b"* OK ready")
            for line in self.rfile:
                self._answer(line.rstrip(b"\r\n"))
        except (OSError, ValueError):
            pass
        finally:
            self.imap.talks.discard(self)

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def say(self, line: bytes) -> None:
        with suppress(OSError, ValueError):
            self.wfile.write(line + b"\r\n")
            self.wfile.flush()

    def die(self) -> None:
        """Cut the connection."""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _answer(self, line: bytes) -> None:
        tag, _, rest = line.partition(b" ")
        command, _, rest = rest.partition(b" ")
        name = command.decode().upper()
        if name == "UID":
            command, _, rest = rest.partition(b" ")
            name = command.decode().upper()
        self.imap.commands.append(line)
        queue = self.imap.faults[name]
        fault = queue.popleft() if queue else self.imap.always.get(name)
        if fault is not None:
            fault(self, tag, rest)
        else:
            self.obey(name, tag, rest)

    def obey(self, name: str, tag: bytes, rest: bytes) -> None:
        """Answer as a server should."""
        known: Any = getattr(self, f"do_{name.lower()}", None)
        if known is None:
            self.say(tag + b" BAD what?")
        elif known(tag, rest) is not False:
            self.say(tag + b" OK done")

    def do_capability(self, _tag: bytes, _rest: bytes) -> None:
        self.say(f"* CAPABILITY {self.imap.capabilities}".encode())

    def do_login(self, tag: bytes, rest: bytes) -> bool:
        if rest.split()[-1].strip(b'"').decode() == self.imap.password:
            return True
        self.say(tag + b" NO [AUTHENTICATIONFAILED] wrong password")
        return False

    def do_list(self, _tag: bytes, _rest: bytes) -> None:
        for name, folder in self.imap.folders.items():
            self.say(f'* LIST (\\HasNoChildren {folder.flags}) "/" "{name}"'.encode())

    def _folder(self, tag: bytes, name: bytes) -> Folder | None:
        folder = self.imap.folders.get(name.strip(b'"').decode())
        if folder is None:
            self.say(tag + b" NO [NONEXISTENT] no such folder")
        return folder

    def do_examine(self, tag: bytes, rest: bytes) -> bool:
        folder = self._folder(tag, rest)
        if folder is None:
            return False
        self.folder = folder
        self.say(f"* {len(folder.mails)} EXISTS".encode())
        self.say(f"* OK [UIDVALIDITY {folder.validity}] v".encode())
        self.say(f"* OK [UIDNEXT {folder.uid_next}] n".encode())
        return True

    def do_status(self, tag: bytes, rest: bytes) -> bool:
        name = rest.rpartition(b" (")[0]
        folder = self._folder(tag, name)
        if folder is None:
            return False
        facts = f"UIDVALIDITY {folder.validity} UIDNEXT {folder.uid_next} MESSAGES {len(folder.mails)}"
        self.say(b"* STATUS " + name + f" ({facts})".encode())
        return True

    def do_search(self, _tag: bytes, rest: bytes) -> None:
        found = sorted(self.folder.mails)
        words = rest.decode().replace("UTF-8", "").split()
        if "UID" in words:
            wanted = self._set(words[words.index("UID") + 1])
            found = [uid for uid in found if uid in wanted]
        if "SINCE" in words:
            day = datetime.strptime(words[words.index("SINCE") + 1], "%d-%b-%Y").replace(tzinfo=UTC)
            found = [uid for uid in found if self.folder.mails[uid][1] >= day]
        self.say(b"* SEARCH " + " ".join(map(str, found)).encode())

    def _set(self, text: str) -> set[int]:
        highest = max(self.folder.mails, default=0)
        wanted: set[int] = set()
        for part in text.split(","):
            first, _, last = part.partition(":")
            ends = sorted(highest if end == "*" else int(end) for end in (first, last or first))
            wanted.update(range(ends[0], ends[1] + 1))
        return wanted

    def do_fetch(self, _tag: bytes, rest: bytes) -> None:
        text, _, asked = rest.partition(b" ")
        wanted = self._set(text.decode())
        for number, uid in enumerate(sorted(self.folder.mails), 1):
            if uid in wanted:
                for piece in self.answer_to_fetch(number, uid, asked):
                    self.wfile.write(piece)
                if uid in self.imap.poison and b"BODY.PEEK[]" in asked and self.folder is self.imap.inbox:
                    self.die()
        self.wfile.flush()

    def answer_to_fetch(self, number: int, uid: int, asked: bytes) -> Iterator[bytes]:
        raw, at = self.folder.mails[uid]
        yield f"* {number} FETCH (UID {uid} RFC822.SIZE {len(raw)}".encode()
        yield f' INTERNALDATE "{at:%d-%b-%Y %H:%M:%S} +0000"'.encode()
        body = _LITERAL_SAFE.search(asked)
        if body:
            content = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if body["what"].startswith(b"HEADER") else raw
            if body["at"]:
                content = content[int(body["at"]) : int(body["at"]) + int(body["size"])]
            where = f"<{body['at'].decode()}>".encode() if body["at"] else b""
            yield b" BODY[" + body["what"] + b"]" + where + f" {{{len(content)}}}\r\n".encode()
            yield content
        yield b")\r\n"

    def do_idle(self, tag: bytes, _rest: bytes) -> bool:
        self.say(b"+ idling")
        self.rfile.readline()
        self.say(tag + b" OK idled")
        return False

    def do_noop(self, _tag: bytes, _rest: bytes) -> None:
        self.say(f"* {len(self.folder.mails)} EXISTS".encode())

    def do_logout(self, _tag: bytes, _rest: bytes) -> None:
        self.say(b"* BYE bye")


# What may go wrong. Each is a fault for `ScriptedImap.faults` or `.always`.


def dies(talk: Talk, _tag: bytes, _rest: bytes) -> None:
    talk.die()


def dies_in_mid_literal(talk: Talk, _tag: bytes, _rest: bytes) -> None:
    talk.say(b"* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: ana@else")
    talk.die()


def says_bye(talk: Talk, _tag: bytes, _rest: bytes) -> None:
    talk.say(b"* BYE too many connections")
    talk.die()


def says_no(talk: Talk, tag: bytes, _rest: bytes) -> None:
    talk.say(tag + b" NO [UNAVAILABLE] try later")


def says_bad(talk: Talk, tag: bytes, _rest: bytes) -> None:
    talk.say(tag + b" BAD command unknown")


def says_garbage(talk: Talk, tag: bytes, _rest: bytes) -> None:
    talk.say(b"* 1 FETCH (UID (((\xff\x00 lorem ipsum")
    talk.say(tag + b" OK done")


def lies_about_the_size(talk: Talk, tag: bytes, _rest: bytes) -> None:
    talk.say(b"* 1 FETCH (UID 1 BODY[] {9}\r\nFrom: ana@elsewhere.test\r\n\r\nHi)")
    talk.say(tag + b" OK done")


def tells_twice_and_backwards(talk: Talk, tag: bytes, _rest: bytes) -> None:
    uids = sorted(talk.folder.mails, reverse=True)
    talk.say(b"* SEARCH " + " ".join(map(str, uids + uids)).encode())
    talk.say(tag + b" OK done")


def falls_silent(_talk: Talk, _tag: bytes, _rest: bytes) -> None:
    """As a machine that lost its power: no answer, and no end."""


def gives_nothing(talk: Talk, tag: bytes, _rest: bytes) -> None:
    talk.say(tag + b" OK done")
