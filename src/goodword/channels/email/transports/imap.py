"""Mail in by IMAP: a folder opened for reading only, followed by UID, never by \\Seen, never changed."""

import logging
import socket
import ssl
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from goodword.channels.email.choices import Security
from goodword.channels.email.transports.errors import (
    ConnectionLost,
    FolderMissing,
    LoginRefused,
    NoEncryption,
    NoTokens,
    Server,
    ServerSaidNo,
    TokenRefused,
    TransportError,
    explained,
)
from goodword.channels.email.transports.security import (
    ANSWER_SECONDS,
    CONNECT_SECONDS,
    refuse_plain_text_elsewhere,
    refuse_private_address,
    refuse_private_peer,
    tls_context,
)
from goodword.channels.email.transports.tokens import TokenAnswer, TokenSource, mechanism_among, sign_in_with

PIECE = 1 << 20  # bytes asked for at once: a larger mail comes in pieces, a batch of small ones stays below it
_BATCH = 50
_POLL_SECONDS = 20.0  # where the server has no IDLE
_LOOK_SECONDS = 1.0  # how soon a stop is noticed

# At its debug level the library would write whole mails, and what is said while signing in, to the log.
logging.getLogger("imapclient").setLevel(logging.WARNING)


@dataclass(frozen=True, kw_only=True)
class ImapAccess:
    """How to reach a mailbox's folder."""

    host: str
    port: int = 993
    security: Security = Security.TLS
    username: str = ""
    secret: str = field(default="", repr=False)
    token: TokenSource | None = field(default=None, repr=False, compare=False)
    folder: str = "INBOX"

    @property
    def server(self) -> Server:
        return Server(self.host, self.port)


@dataclass(frozen=True)
class FolderState:
    """What the server says of the folder: UIDs count only within one `uid_validity`; the next mail gets `uid_next`."""

    uid_validity: int
    uid_next: int


@dataclass(frozen=True)
class FetchedMail:
    """A mail exactly as the server keeps it; without `raw` the server would not give it, and `words` are its reason."""

    uid: int
    received_at: datetime | None
    raw: BinaryIO | None
    words: str = ""


class ImapFolder:
    """A signed-in connection: `with ImapFolder(access) as folder`. Raises TransportError everywhere. For one thread."""

    def __init__(self, access: ImapAccess) -> None:
        self._access = access
        self._client: IMAPClient | None = None
        self._heard = 0

    def __enter__(self) -> Self:
        self.connect()
        try:
            self.sign_in()
        except TransportError:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def connect(self) -> None:
        """Reach the server and agree on encryption, with a verified certificate."""
        access = self._access
        refuse_private_address(access.server)
        if access.security == Security.NONE:
            refuse_plain_text_elsewhere(access.server)
        with self._explained(connecting=True):
            client = IMAPClient(
                access.host,
                access.port,
                ssl=access.security == Security.TLS,
                ssl_context=tls_context(),
                timeout=SocketTimeout(CONNECT_SECONDS, ANSWER_SECONDS),
            )
            self._client = client
            client.normalise_times = False
            refuse_private_peer(access.server, client.socket())
            client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if access.security == Security.STARTTLS:
            self._start_tls(client)

    def _start_tls(self, client: IMAPClient) -> None:
        try:
            with self._explained(connecting=True):
                if not client.has_capability("STARTTLS"):
                    raise NoEncryption(self._access.server)
                client.starttls(tls_context())
        except TransportError:
            self.close()
            raise

    def sign_in(self) -> None:
        """Give user name and password, or the provider's token. Raises LoginRefused, NoTokens."""
        access, client = self._access, self._open
        if access.token:
            sign_in_with(access.token, self._give_token)
            return
        with self._explained():
            try:
                if client.has_capability("AUTH=PLAIN"):  # takes any character, LOGIN only ASCII
                    client.sasl_login("PLAIN", lambda _: f"\0{access.username}\0{access.secret}".encode())
                else:
                    client.login(access.username, access.secret)
            except IMAPClientAbortError:
                raise
            except (LoginError, IMAPClientError, UnicodeError) as error:
                raise LoginRefused(access.server, _words(error)) from error

    def _give_token(self, token: str) -> None:
        access, client = self._access, self._open
        with self._explained():
            offered = [name.decode().removeprefix("AUTH=") for name in client.capabilities() if b"AUTH=" in name]
            mechanism = mechanism_among(offered)
            if mechanism is None:
                raise NoTokens(access.server)
            answer = TokenAnswer(mechanism, access.server, access.username, token)
            try:
                client.sasl_login(mechanism, answer)
            except IMAPClientAbortError:
                raise
            except (LoginError, IMAPClientError) as error:
                raise TokenRefused(access.server, f"{_words(error)} {answer.words}") from error

    def select(self) -> FolderState:
        """Open the folder for reading only, or look at it anew. Raises FolderMissing."""
        client = self._open
        with self._explained():
            try:
                said: dict[bytes, Any] = client.select_folder(self._access.folder, readonly=True)
                self._heard = self._told()
                if b"UIDNEXT" not in said:
                    said |= client.folder_status(self._access.folder, ["UIDNEXT"])
            except IMAPClientAbortError:
                raise
            except IMAPClientError as error:
                raise FolderMissing(self._access.server, _words(error)) from error
        return FolderState(int(said[b"UIDVALIDITY"]), int(said[b"UIDNEXT"]))

    def uids_from(self, first: int) -> list[int]:
        """The UIDs of the mails from this one on, in order."""
        self._heard = self._told()
        with self._explained():
            found = self._open.search(["UID", f"{first}:*"])
        return sorted(uid for uid in found if uid >= first)  # "n:*" always finds the last one, even below n

    def uids_between(self, first: int, below: int, *, since: datetime) -> list[int]:
        """The UIDs in this range of mails that reached the server since then, in order."""
        if first >= below:
            return []
        day = (since - timedelta(days=1)).date()  # SEARCH knows days only, in the server's zone
        recent: list[int] = []
        with self._explained():
            near = sorted(self._open.search(["UID", f"{first}:{below - 1}", "SINCE", day]))
            for start in range(0, len(near), 500):
                said = self._open.fetch(near[start : start + 500], ["INTERNALDATE"])
                recent += [uid for uid, facts in said.items() if _moment(facts) >= since]
        return sorted(uid for uid in recent if first <= uid < below)

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        """The mails, in order of their UIDs, in bounded memory; those deleted meanwhile are left out."""
        for start in range(0, len(uids), _BATCH):
            with self._explained():
                facts = self._open.fetch(uids[start : start + _BATCH], ["RFC822.SIZE", "INTERNALDATE"])
            batch: list[int] = []
            filled = 0
            for uid in sorted(facts):
                size = int(facts[uid].get(b"RFC822.SIZE", PIECE))
                if filled + size > PIECE:
                    yield from self._fetch_whole(batch, facts)
                    batch, filled = [], 0
                if size > PIECE:
                    yield self._fetch_in_pieces(uid, facts)
                else:
                    batch.append(uid)
                    filled += size
            yield from self._fetch_whole(batch, facts)

    def _fetch_whole(self, uids: list[int], facts: dict[int, Any]) -> list[FetchedMail]:
        if not uids:
            return []
        try:
            with self._explained():
                found = self._open.fetch(uids, ["BODY.PEEK[]"])
        except ServerSaidNo as error:
            if len(uids) == 1:
                return [FetchedMail(uids[0], None, None, error.words)]
            return [mail for uid in uids for mail in self._fetch_whole([uid], facts)]
        return [
            FetchedMail(uid, facts[uid].get(b"INTERNALDATE"), BytesIO(found[uid][b"BODY[]"]))
            for uid in sorted(uids)
            if found.get(uid, {}).get(b"BODY[]") is not None
        ]

    def _fetch_in_pieces(self, uid: int, facts: dict[int, Any]) -> FetchedMail:
        raw = tempfile.SpooledTemporaryFile(max_size=PIECE)  # noqa: SIM115 - the one who stores it reads it
        try:
            with self._explained():
                while True:
                    at = raw.tell()
                    found = self._open.fetch([uid], [f"BODY.PEEK[]<{at}.{PIECE}>"])
                    piece = found.get(uid, {}).get(f"BODY[]<{at}>".encode()) or b""
                    raw.write(piece)
                    if len(piece) < PIECE:
                        break
        except BaseException as error:
            raw.close()
            if isinstance(error, ServerSaidNo):
                return FetchedMail(uid, None, None, error.words)
            raise
        raw.seek(0)
        return FetchedMail(uid, facts[uid].get(b"INTERNALDATE"), cast("BinaryIO", raw))

    def wait(self, seconds: float, interrupted: Callable[[], bool]) -> None:
        """Return when mail may have come since the last look, after `seconds`, or soon after `interrupted()`."""
        if self._told() != self._heard:
            return  # told along with the answer to another command: IDLE would not tell again
        with self._explained():
            if self._open.has_capability("IDLE"):
                self._idle(time.monotonic() + seconds, interrupted)
            else:
                until = time.monotonic() + min(seconds, _POLL_SECONDS)
                while time.monotonic() < until and not interrupted():
                    time.sleep(_LOOK_SECONDS / 2)
                self._open.noop()

    def _idle(self, until: float, interrupted: Callable[[], bool]) -> None:
        self._open.idle()
        while time.monotonic() < until and not interrupted() and not self._lies_in_the_buffer():
            asked = time.monotonic()
            answers = self._open.idle_check(timeout=_LOOK_SECONDS)
            if any(b"EXISTS" in answer for answer in answers):
                break
            # Readable and yet no line: the server has gone; the library hides it, the next command shows it.
            if not answers and time.monotonic() - asked < _LOOK_SECONDS / 2:
                break
        self._open.idle_done()

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

    def close(self) -> None:
        """Say goodbye if the server still listens."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.logout()
        except (IMAPClientError, OSError, EOFError):
            with suppress(IMAPClientError, OSError):
                client.shutdown()

    @property
    def _open(self) -> IMAPClient:
        if self._client is None:
            raise ConnectionLost(self._access.server)
        return self._client

    @contextmanager
    def _explained(self, *, connecting: bool = False) -> Iterator[None]:
        with explained(self._access.server, connecting=connecting):
            try:
                yield
            except IMAPClientAbortError as error:
                raise ConnectionLost(self._access.server, _words(error)) from error
            except IMAPClientError as error:
                raise ServerSaidNo(self._access.server, _words(error)) from error


def _moment(facts: dict[bytes, Any]) -> datetime:
    moment: datetime = facts[b"INTERNALDATE"]
    return moment


def _words(error: Exception) -> str:
    return str(error).removeprefix("b'").removesuffix("'")
