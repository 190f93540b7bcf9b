"""Taking in one folder of a mailbox, and accounting for each of its mails."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from django.utils.translation import gettext as _

from goodword.channels.email.actions.fetching import (
    SOURCES,
    Told,
    begin_folder,
    fates_of,
    note_mails,
    remember_reckoning,
)
from goodword.channels.email.actions.reading import our_own_among
from goodword.channels.email.actions.taking_in import IncomingMail, store_mails
from goodword.channels.email.choices import Fate, FolderKind
from goodword.channels.email.models import Connection, FolderMail, FolderProgress
from goodword.channels.email.reading.headers import message_ids
from goodword.channels.email.reading.mime import take_headers
from goodword.channels.email.transports.errors import ServerSaidNo, TransportError
from goodword.channels.email.transports.imap import FetchedMail, FolderState, ImapFolder
from goodword.channels.email.uids import uids_in

log = structlog.get_logger("goodword.mail")

_STEP, _STEP_BYTES = 50, 8 << 20  # mails stored in one durable commit
_MOST_REFUSED = 100
_BREAKS = 2  # so often a connection broke off at a mail before it is asked for alone
_GIVEN_UP = 4
_CLOCKS_DIFFER, _CLOCKS_ARE_WRONG = timedelta(minutes=1), timedelta(days=1)
_NEVER = float("inf")
_LEAST_PAUSE, _SHARE = 30.0, 50  # reckoning takes at most a fiftieth of the time


class Doubts:
    """Mails at which the connection broke off, again and again: they are asked for last and alone, then given up."""

    def __init__(self) -> None:
        self._breaks: Counter[tuple[int, int]] = Counter()
        self._words: dict[tuple[int, int], str] = {}

    def broke_off(self, progress_id: int, uids: Iterable[int], words: str) -> None:
        """The connection ended while these were being given."""
        for uid in uids:
            self._breaks[progress_id, uid] += 1
            self._words[progress_id, uid] = words

    def are_there(self, progress_id: int, uid: int) -> bool:
        return self._breaks[progress_id, uid] >= _BREAKS

    def given_up(self, progress_id: int, uid: int) -> str:
        """Why the mail is no longer asked for; empty while it is."""
        place = progress_id, uid
        return self._words[place] if self._breaks[place] >= _GIVEN_UP else ""

    def forget(self) -> None:
        """Begin anew, because somebody asked for it."""
        self._breaks.clear()


class FolderIntake:
    """A folder of a signed-in mailbox: `take_in_everything` first, then `take_in_new` when something may have come."""

    def __init__(
        self,
        connection: Connection,
        server: ImapFolder,
        folder: str,
        kind: FolderKind,
        *,
        doubts: Doubts,
        ended: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._server = server
        self.folder = folder
        self.kind = kind
        self._doubts = doubts
        self._ended = ended
        self._state: FolderState | None = None
        self._progress: FolderProgress | None = None
        self._reckon_at = 0.0
        self._is_stale = False

    @property
    def progress(self) -> FolderProgress:
        assert self._progress is not None, "opened first"  # noqa: S101 - for the type checker
        return self._progress

    def open(self) -> None:
        """Open the folder on the server. Raises FolderMissing."""
        self._state = self._server.select(self.folder)
        self._progress = begin_folder(
            self._connection.pk,
            folder=self.folder,
            uid_validity=self._state.uid_validity,
            uid_next=self._state.uid_next,
            kind=self.kind,
        )

    def has_news(self) -> bool:
        """Whether the folder, which is not open, is another than when it was looked at. Raises FolderMissing."""
        return self._server.status(self.folder) != self._state

    def take_in_everything(self) -> None:
        """Compare the whole folder with what is accounted for, ask for the rest, and write down how it stands."""
        self.open()
        there = self._everything()
        rest = sorted(self._unaccounted(there) | self._refused(there))
        if rest:
            self._leave_out_older(rest)
            self._take_in(sorted(self._unaccounted(there) | self._refused(there)))
            there = self._everything()
        self._reckon(there)

    def _everything(self) -> set[int]:
        there = self._server.uids_there()
        if not there and self._state is not None and self._state.count and self._server.status(self.folder).count:
            raise TransportError(self._server.name, f"{self._state.count} EXISTS, SEARCH: 0")
        return there

    def take_in_new(self) -> None:
        """What came since we last looked."""
        last = self.progress.last_uid
        self._take_in(self._server.uids_from(max(last + 1, self.progress.began_at_uid)))
        self._is_stale = self._is_stale or self.progress.last_uid != last
        if self._is_stale and time.monotonic() >= self._reckon_at:
            self._reckon(self._server.uids_there())

    @property
    def stale_for(self) -> float:
        """In how many seconds the whole folder should be reckoned anew, because something came since the last time."""
        return max(self._reckon_at - time.monotonic(), 0.1) if self._is_stale else _NEVER

    # What is accounted for

    def _told(self) -> dict[int, str]:
        return dict(FolderMail.objects.filter(progress=self.progress).values_list("uid", "fate"))

    def _unaccounted(self, there: set[int]) -> set[int]:
        rows = FolderMail.objects.filter(progress=self.progress).values_list("uid", flat=True)
        return there.difference(rows) - uids_in(self.progress.left_out)

    def _refused(self, there: set[int]) -> set[int]:
        """Those that the server would not give: they are asked for again, unless the connection broke off at them."""
        rows = FolderMail.objects.filter(progress=self.progress, fate=Fate.REFUSED).values_list("uid", flat=True)
        return {uid for uid in rows if uid in there and not self._doubts.given_up(self.progress.pk, uid)}

    def _leave_out_older(self, rest: Sequence[int]) -> None:
        """Of the mails that were there when we began, those of earlier days need not even be looked at."""
        before = [uid for uid in rest if uid < self.progress.began_at_uid]
        if before:
            near = self._server.uids_since(self._since - _CLOCKS_DIFFER)
            self._note([Told(uid, None) for uid in before if uid not in near])

    @property
    def _since(self) -> datetime:
        return self.progress.since or self._connection.receive_since

    def _oldest(self, uid: int) -> datetime:
        """Mail that reached the server before this is history.

        What was there when we began is told from news by the clocks. What came later is news, unless it reached the
        server a day before: then it was moved here, with many others perhaps, and is no less old for that.
        """
        was_there = uid < self.progress.began_at_uid
        return self._since - (_CLOCKS_DIFFER if was_there else _CLOCKS_ARE_WRONG)

    def _reckon(self, there: set[int]) -> None:
        began = time.monotonic()
        told, left = self._told(), uids_in(self.progress.left_out)
        numbers = dict.fromkeys(Fate.values, 0) | Counter(fate for uid, fate in told.items() if uid in there)
        numbers["on_server"] = len(there)
        numbers["left"] = len(left & there)
        numbers["gone"] = len(told.keys() - there)
        numbers["missing"] = len(there - told.keys() - left)
        remember_reckoning(self.progress.pk, uid_validity=self.progress.uid_validity, numbers=numbers)
        self._is_stale = False
        self._reckon_at = time.monotonic() + max(_LEAST_PAUSE, _SHARE * (time.monotonic() - began))

    # Taking in

    def _take_in(self, uids: Sequence[int]) -> None:
        if uids and self.kind == FolderKind.SENT:
            uids = self._not_ours(uids)
        place = self.progress.pk
        self._fetch([uid for uid in uids if not self._doubts.are_there(place, uid)])
        for uid in uids:
            if self._ended() or not self._doubts.are_there(place, uid):
                continue
            if words := self._doubts.given_up(place, uid):
                self._note([Told(uid, Fate.REFUSED, words=words)])
            else:
                self._fetch([uid])

    def _not_ours(self, uids: Sequence[int]) -> list[int]:
        """Without the copies of what the desk itself sent: their Message-IDs tell, and nothing of them is fetched."""
        names = {head.uid: _message_id(head.raw) for head in self._server.headers(uids)}
        ours = our_own_among({name for name in names.values() if name})
        self._note([Told(uid, Fate.OURS) for uid, name in names.items() if name in ours])
        return [uid for uid in uids if names.get(uid) not in ours]

    def _fetch(self, uids: Sequence[int]) -> None:
        """Store each mail durably, in order, and note it behind: a crash brings some again, and never loses one."""
        if not uids:
            return
        step, weight = list[FetchedMail](), 0
        silent = set(uids)
        try:
            for mail in self._server.fetch(uids, oldest=self._oldest):
                step.append(mail)
                silent.discard(mail.uid)
                weight += mail.size
                if len(step) >= _STEP or weight >= _STEP_BYTES or self._ended():
                    step, weight = self._keep(step), 0
                if self._ended():
                    return
        except TransportError as error:
            self._doubts.broke_off(self.progress.pk, self._server.in_flight, error.words or str(error))
            self._keep(step)
            raise
        except BaseException:
            _close(step)
            raise
        self._keep(step)
        if silent:
            there = sorted(self._server.uids_there(sorted(silent)))
            words = _("The server lists this mail but gives nothing of it.")
            self._note([Told(uid, Fate.REFUSED, words=words) for uid in there])

    def _keep(self, mails: Sequence[FetchedMail]) -> list[FetchedMail]:
        try:
            given = [(mail, mail.raw) for mail in mails if mail.raw is not None]
            incoming = [IncomingMail(raw=raw, received_at=mail.received_at) for mail, raw in given]
            mailbox_id = self._connection.mailbox_id
            rows = store_mails(incoming, mailbox_id=mailbox_id, source=SOURCES[self.kind]) if incoming else []
        finally:
            _close(mails)
        fates = zip(rows, fates_of(rows, self.kind), strict=True) if rows else ()
        told = {mail.uid: Told(mail.uid, fate, row.pk) for (mail, _raw), (row, fate) in zip(given, fates, strict=True)}
        self._note([told.get(mail.uid) or _without(mail) for mail in mails])
        return []

    def _note(self, told: Sequence[Told]) -> None:
        if not told:
            return
        refused = [one for one in told if one.fate == Fate.REFUSED]
        if refused:
            log.warning("mail refused by its server", connection=self._connection.pk, count=len(refused))
        note_mails(self.progress.pk, uid_validity=self.progress.uid_validity, told=told)
        self.progress.refresh_from_db()
        if refused and FolderMail.objects.filter(progress=self.progress, fate=Fate.REFUSED).count() > _MOST_REFUSED:
            raise ServerSaidNo(self._server.name, refused[0].words)


def _without(mail: FetchedMail) -> Told:
    """Of a mail that did not come: it is older, or the server would not give it."""
    fate = None if mail.is_older else Fate.REFUSED
    return Told(mail.uid, fate, words=mail.words, size=mail.size, reached_at=mail.received_at)


def _message_id(headers: bytes) -> str:
    named, _body = take_headers(headers)
    return next(iter(message_ids(named.get("message-id", ""))), "")


def _close(mails: Iterable[FetchedMail]) -> None:
    for mail in mails:
        if mail.raw is not None:
            with suppress(OSError):
                mail.raw.close()
