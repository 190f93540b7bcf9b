"""Following one mailbox by IMAP, for as long as it is connected."""

import random
import threading
import time
from datetime import timedelta

import structlog
from django.db import Error, connections
from django.utils.translation import gettext as _

from goodword.channels.email.actions.fetching import advance_folder, begin_folder
from goodword.channels.email.actions.health import report_receiving
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.connections import imap_access
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.errors import ServerSaidNo
from goodword.channels.email.transports.imap import FetchedMail, ImapFolder
from goodword.core.errors import DomainError

log = structlog.get_logger("goodword.mail")

RENEWAL_SECONDS = 9 * 60.0  # servers end an IDLE after ten minutes at the earliest, some routers forget it then
_PAUSES = (1, 2, 5, 15, 30, 60)
_STEP = 20  # mails between two notes of the progress: after a crash so many come again, and are known
_MOST_REFUSED = 100
_CLOCKS_DIFFER = timedelta(minutes=1)


class MailboxWatch(threading.Thread):
    """Takes in what arrives in one mailbox. Reconnects with growing pauses; says on the connection how it goes."""

    def __init__(self, connection_id: int) -> None:
        super().__init__(name=f"mailbox-{connection_id}", daemon=True)
        self._connection_id = connection_id
        self._ended = threading.Event()
        self._failures = 0

    def end(self) -> None:
        """Ask the watch to end; it does within a second or two. May be called from any thread."""
        self._ended.set()

    def run(self) -> None:
        try:
            while not self._ended.is_set():
                self._follow_and_survive()
        finally:
            connections.close_all()

    def _follow_and_survive(self) -> None:
        try:
            self._follow()
        except Connection.DoesNotExist:
            self._ended.set()
        except DomainError as error:
            self._report(str(error))
            log.warning("mailbox failed", connection=self._connection_id, error=error.code)
            self._pause()
        except (Error, OSError) as error:  # the database is away, or the disk is full
            connections.close_all()
            self._report(_("Mail stays at the provider: it cannot be stored here. The log says more."))
            log.error("storing mail failed", connection=self._connection_id, error=type(error).__name__)
            self._pause()
        except Exception:
            self._report(_("Something unexpected went wrong while reading the mailbox. The log says more."))
            log.exception("mailbox failed unexpectedly", connection=self._connection_id)
            self._pause()

    def _report(self, problem: str) -> None:
        try:
            report_receiving(self._connection_id, problem=problem)
        except Error:
            connections.close_all()

    def _pause(self) -> None:
        seconds = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1
        self._ended.wait(seconds * random.uniform(0.75, 1.25))  # noqa: S311 (chance, not a secret)

    def _follow(self) -> None:
        connection = Connection.objects.get(pk=self._connection_id)
        with ImapFolder(imap_access(connection)) as folder:
            while not self._ended.is_set():
                intake = _Intake(connection, folder, self._ended)
                intake.take_in_everything()
                report_receiving(connection.pk)
                self._failures = 0
                self._wait(intake, folder)

    def _wait(self, intake: "_Intake", folder: ImapFolder) -> None:
        until = time.monotonic() + RENEWAL_SECONDS
        while not self._ended.is_set() and (seconds := until - time.monotonic()) > 0:
            folder.wait(seconds, self._ended.is_set)
            intake.take_in_new()


class _Intake:
    """The folder as it stands now: what of it is to be taken in, and how far we are."""

    def __init__(self, connection: Connection, folder: ImapFolder, ended: threading.Event) -> None:
        self._connection = connection
        self._folder = folder
        self._ended = ended
        state = folder.select()
        self._progress = begin_folder(
            connection.pk,
            folder=connection.imap_folder,
            uid_validity=state.uid_validity,
            uid_next=state.uid_next,
        )

    def take_in_everything(self) -> None:
        """What the server refused before, what was there when we began and is ours to take, and what is new."""
        progress = self._progress
        self._take_in(sorted(int(uid) for uid in progress.refused))
        earliest = self._connection.receive_since - _CLOCKS_DIFFER
        self._take_in(self._folder.uids_between(progress.last_uid + 1, progress.began_at_uid, since=earliest))
        self.take_in_new()

    def take_in_new(self) -> None:
        """What came since we last looked."""
        self._take_in(self._folder.uids_from(max(self._progress.last_uid + 1, self._progress.began_at_uid)))

    def _take_in(self, uids: list[int]) -> None:
        """Store each mail durably, in order, and note it behind: a crash brings some again, and never loses one."""
        seen: list[FetchedMail] = []
        try:
            for mail in self._folder.fetch(uids):
                if self._ended.is_set():
                    break
                self._store(mail)
                seen.append(mail)
                if len(seen) >= _STEP:
                    self._note(seen)
                    seen = []
        finally:
            self._note(seen)

    def _store(self, mail: FetchedMail) -> None:
        if mail.raw is None:
            log.warning("mail refused by its server", connection=self._connection.pk, uid=mail.uid)
            return
        with mail.raw as raw:
            store_mail(raw, mailbox_id=self._connection.mailbox_id, source=Source.IMAP, received_at=mail.received_at)

    def _note(self, seen: list[FetchedMail]) -> None:
        if not seen:
            return
        refused = {mail.uid: mail.words for mail in seen if mail.raw is None}
        if len(refused | self._progress.refused) > _MOST_REFUSED:
            raise ServerSaidNo(imap_access(self._connection).server, next(iter(refused.values())))
        advance_folder(
            self._progress.pk,
            uid_validity=self._progress.uid_validity,
            last_uid=max(mail.uid for mail in seen),
            refused=refused,
            given=frozenset(mail.uid for mail in seen if mail.raw is not None),
        )
        self._progress.refresh_from_db()
