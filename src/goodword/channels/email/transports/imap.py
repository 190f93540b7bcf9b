"""Mail in by IMAP: folders opened for reading only, followed by UID, never by \\Seen, never changed."""

import ssl
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, BinaryIO, cast

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError
from imapclient.imapclient import SENT

from goodword.channels.email.transports.errors import FolderMissing, ServerSaidNo
from goodword.channels.email.transports.imap_connection import ImapAccess, ImapConnection, words_of
from goodword.channels.email.uids import as_sequence

__all__ = ["FetchedMail", "FolderState", "ImapAccess", "ImapFolder", "MailHead", "ServerFolder"]

PIECE = 1 << 20  # bytes asked for at once: a larger mail comes in pieces, a batch of small ones stays below it
_BATCH = 50
_FACTS = 500  # mails whose facts or headers are asked for at once
_POLL_SECONDS = 20.0  # where the server has no IDLE
_LOOK_SECONDS = 1.0  # how soon a stop is noticed
_HEADERS = b"BODY[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES FROM DATE)]"

Oldest = Callable[[int], datetime]
"""For a UID: mail that reached the server before this moment is older mail, which is not asked for."""


@dataclass(frozen=True)
class FolderState:
    """What the server says of the folder: UIDs count only within one `uid_validity`; the next mail gets `uid_next`."""

    uid_validity: int
    uid_next: int
    count: int = 0


@dataclass(frozen=True)
class ServerFolder:
    """A folder as the server lists it. `holds`: what it is for, as the server says: `sent`, `all`, `junk`, …"""

    name: str
    holds: str = ""
    can_be_opened: bool = True


@dataclass(frozen=True)
class FetchedMail:
    """A mail exactly as the server keeps it; without `raw` the server would not give it, and `words` are its reason.

    Of `is_older` mail only these facts came.
    """

    uid: int
    received_at: datetime | None
    raw: BinaryIO | None
    words: str = ""
    size: int = 0
    is_older: bool = False


@dataclass(frozen=True)
class MailHead:
    """Of a mail: the headers that say who, when and in answer to what; its size; when it reached the server."""

    uid: int
    raw: bytes
    size: int
    reached_at: datetime | None


class ImapFolder(ImapConnection):
    """A signed-in connection and the folder it has open: `with ImapFolder(access) as folder`."""

    def __init__(self, access: ImapAccess) -> None:
        super().__init__(access)
        self._heard = 0
        self.in_flight: tuple[int, ...] = ()  # the mails being given at this moment

    def select(self, name: str = "") -> FolderState:
        """Open the folder for reading only, or look at it anew. Raises FolderMissing."""
        client, name = self._open, name or self._access.folder
        with self._explained():
            try:
                said: dict[bytes, Any] = client.select_folder(name, readonly=True)
                self._heard = self._told()
                if b"UIDNEXT" not in said:
                    said |= client.folder_status(name, ["UIDNEXT"])
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise FolderMissing(self._access.server, words_of(error)) from error
            return _state(said, said.get(b"EXISTS", 0))

    def status(self, name: str) -> FolderState:
        """What the server says of a folder that is not open. Raises FolderMissing."""
        with self._explained():
            try:
                said: dict[bytes, Any] = self._open.folder_status(name, ["UIDVALIDITY", "UIDNEXT", "MESSAGES"])
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise FolderMissing(self._access.server, words_of(error)) from error
            return _state(said, said.get(b"MESSAGES", 0))

    def folders(self) -> list[ServerFolder]:
        """Every folder of the account, by name."""
        with self._explained():
            listed = self._open.list_folders()
        return sorted((_listed(flags, name) for flags, _, name in listed), key=lambda folder: folder.name.lower())

    def sent_folder(self) -> str:
        """The folder that the server calls its Sent folder, or that is named like one; empty if there is none."""
        with self._explained():
            return self._open.find_special_folder(SENT) or ""

    def uids_from(self, first: int) -> list[int]:
        """The UIDs of the mails from this one on, in order."""
        self._heard = self._told()
        with self._explained():
            found = self._open.search(["UID", f"{first}:*"])
        return sorted({uid for uid in found if uid >= first})  # "n:*" always finds the last one, even below n

    def uids_there(self, uids: Sequence[int] = ()) -> set[int]:
        """Those of these mails that are still in the folder; without any, every mail's UID."""
        there: set[int] = set()
        with self._explained():
            if not uids:
                return set(self._open.search(["ALL"]))
            for start in range(0, len(uids), _FACTS):
                there.update(self._open.search(["UID", as_sequence(uids[start : start + _FACTS])]))
        return there.intersection(uids)

    def uids_since(self, moment: datetime) -> set[int]:
        """The UIDs of mails that may have reached the server since then: it is asked for the day before on."""
        day = (moment - timedelta(days=1)).date()  # SEARCH knows days only, in the server's zone
        with self._explained():
            return set(self._open.search(["SINCE", day]))

    def headers(self, uids: Sequence[int]) -> Iterator[MailHead]:
        """The head of each mail that is still there."""
        asked = ["RFC822.SIZE", "INTERNALDATE", _HEADERS.replace(b"BODY[", b"BODY.PEEK[").decode()]
        for start in range(0, len(uids), _FACTS):
            with self._explained():
                said = self._open.fetch(uids[start : start + _FACTS], asked)
            for uid in sorted(said):
                facts = said[uid]
                yield MailHead(uid, facts.get(_HEADERS) or b"", _size(facts), facts.get(b"INTERNALDATE"))

    def fetch(self, uids: Sequence[int], *, oldest: Oldest | None = None) -> Iterator[FetchedMail]:
        """The mails, in order of their UIDs, in bounded memory; those deleted meanwhile are left out."""
        for start in range(0, len(uids), _BATCH):
            self.in_flight = tuple(uids[start : start + _BATCH])
            with self._explained():
                facts = self._open.fetch(self.in_flight, ["RFC822.SIZE", "INTERNALDATE"])
            yield from self._fetch_known(facts, oldest)
        self.in_flight = ()

    def _fetch_known(self, facts: dict[int, Any], oldest: Oldest | None) -> Iterator[FetchedMail]:
        batch: list[int] = []
        filled = 0
        for uid in sorted(facts):
            size, reached_at = _size(facts[uid]), facts[uid].get(b"INTERNALDATE")
            if oldest and reached_at is not None and reached_at < oldest(uid):
                yield FetchedMail(uid, reached_at, None, size=size, is_older=True)
                continue
            if filled + size > PIECE:
                yield from self._fetch_whole(batch, facts)
                batch, filled = [], 0
            if size > PIECE:
                self.in_flight = (uid,)
                yield self._fetch_in_pieces(uid, facts)
            else:
                batch.append(uid)
                filled += size
        yield from self._fetch_whole(batch, facts)

    def _fetch_whole(self, uids: list[int], facts: dict[int, Any]) -> list[FetchedMail]:
        if not uids:
            return []
        self.in_flight = tuple(uids)
        try:
            with self._explained():
                found = self._open.fetch(uids, ["BODY.PEEK[]"])
        except ServerSaidNo as error:
            if len(uids) == 1:
                return [_refused(uids[0], facts, error)]
            return [mail for uid in uids for mail in self._fetch_whole([uid], facts)]
        return [
            FetchedMail(uid, facts[uid].get(b"INTERNALDATE"), BytesIO(found[uid][b"BODY[]"]), size=_size(facts[uid]))
            for uid in sorted(uids)
            if found.get(uid, {}).get(b"BODY[]") is not None
        ]

    def _fetch_in_pieces(self, uid: int, facts: dict[int, Any]) -> FetchedMail:
        raw = tempfile.SpooledTemporaryFile(max_size=PIECE)  # noqa: SIM115 - the one who stores it reads it
        try:
            while True:
                at = raw.tell()
                with self._explained():
                    found = self._open.fetch([uid], [f"BODY.PEEK[]<{at}.{PIECE}>"])
                piece = found.get(uid, {}).get(f"BODY[]<{at}>".encode()) or b""
                raw.write(piece)
                if len(piece) < PIECE:
                    break
        except BaseException as error:
            raw.close()
            if isinstance(error, ServerSaidNo):
                return _refused(uid, facts, error)
            raise
        raw.seek(0)
        return FetchedMail(uid, facts[uid].get(b"INTERNALDATE"), cast("BinaryIO", raw), size=_size(facts[uid]))

    def wait(self, seconds: float, interrupted: Callable[[], bool]) -> None:
        """Return when mail may have come since the last look, after `seconds`, or soon after `interrupted()`."""
        if self._told() != self._heard:
            return  # told along with the answer to another command: IDLE would not tell again
        with self._explained(patient=True):
            if self._open.has_capability("IDLE"):
                self._idle(time.monotonic() + seconds, interrupted)
            else:
                until = time.monotonic() + min(seconds, _POLL_SECONDS)
                while time.monotonic() < until and not interrupted():
                    time.sleep(_LOOK_SECONDS / 2)
                self._open.noop()

    def _idle(self, until: float, interrupted: Callable[[], bool]) -> None:
        self._begin_to_idle()
        while self._told() == self._heard and time.monotonic() < until and not interrupted():
            if self._lies_in_the_buffer():
                break
            asked = time.monotonic()
            answers = self._open.idle_check(timeout=_LOOK_SECONDS)
            if any(b"EXISTS" in answer for answer in answers):
                break
            # Readable and yet no line: the server has gone; the library hides it, the next command shows it.
            if not answers and time.monotonic() - asked < _LOOK_SECONDS / 2:
                break
        self._open.idle_done()

    def _begin_to_idle(self) -> None:
        """Ask to idle, and hear whatever the server tells before it agrees, which the library takes for a refusal."""
        try:
            self._open.idle()
        except IMAPClientAbortError:
            raise
        except IMAPClientError:
            imap = self._open._imap  # noqa: SLF001 (there is no other way to read on)
            while imap.tagged_commands.get(self._open._idle_tag) is None:  # noqa: SLF001
                if imap._get_response() is None:  # noqa: SLF001
                    return
            raise

    def _told(self) -> int:
        """How often the server has told the number of mails since the folder was opened, outside of IDLE."""
        return len(self._open._imap.untagged_responses.get("EXISTS", ()))  # noqa: SLF001 (the library hides it)

    def _lies_in_the_buffer(self) -> bool:
        """Whether a line came in one packet with the last one: it has been read already, so a poll sees nothing."""
        client = self._open
        connection = client.socket()
        patience = connection.gettimeout()
        connection.settimeout(0)
        try:
            return bool(client._imap.file.peek(1))  # noqa: SLF001 (there is no other way to look)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            connection.settimeout(patience)


def _state(said: dict[bytes, Any], count: Any) -> FolderState:
    return FolderState(int(said[b"UIDVALIDITY"]), int(said[b"UIDNEXT"]), int(count))


def _listed(flags: Sequence[bytes], name: str | bytes) -> ServerFolder:
    told = {flag.decode("ascii", "replace").lstrip("\\").lower() for flag in flags}
    holds = next(iter(sorted(told & {"all", "archive", "drafts", "flagged", "junk", "sent", "trash"})), "")
    text = name if isinstance(name, str) else name.decode("utf-8", "replace")
    return ServerFolder(text, "inbox" if text.upper() == "INBOX" else holds, not told & {"noselect", "nonexistent"})


def _size(facts: dict[bytes, Any]) -> int:
    return int(facts.get(b"RFC822.SIZE", PIECE))


def _refused(uid: int, facts: dict[int, Any], error: ServerSaidNo) -> FetchedMail:
    return FetchedMail(uid, facts[uid].get(b"INTERNALDATE"), None, error.words, _size(facts[uid]))
