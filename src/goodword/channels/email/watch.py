"""Following one mailbox by IMAP, for as long as it is connected."""

import random
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

import structlog
from django.db import Error, connections

from goodword.channels.email.actions.fetching import note_folder_problem
from goodword.channels.email.actions.folders import followed_folders
from goodword.channels.email.actions.health import note_look, report_receiving
from goodword.channels.email.choices import FolderKind, SentFolder
from goodword.channels.email.connections import imap_access
from goodword.channels.email.errors import DatabaseAway, DiskFails, FolderLost, ReadingBroke
from goodword.channels.email.intake import Doubts, FolderIntake
from goodword.channels.email.models import Connection, FolderProgress
from goodword.channels.email.transports.errors import FolderMissing
from goodword.channels.email.transports.imap import ImapFolder
from goodword.core.errors import DomainError
from goodword.core.problems import problem_of

log = structlog.get_logger("goodword.mail")

RENEWAL_SECONDS = 9 * 60.0  # servers end an IDLE after ten minutes at the earliest, some routers forget it then
OTHERS_SECONDS = 60.0  # how often the folders beside the main one are looked at
_MOST_BUSY = 5 * 60.0  # seconds for one answer, of a megabyte at most
_BEAT_SECONDS = 60.0
_PAUSES = (1, 2, 5, 15, 30, 60)


class MailboxWatch(threading.Thread):
    """Takes in what arrives in one mailbox. Reconnects with growing pauses; says on the connection how it goes."""

    def __init__(self, connection_id: int) -> None:
        super().__init__(name=f"mailbox-{connection_id}", daemon=True)
        self._connection_id = connection_id
        self._ended = threading.Event()
        self._asked = threading.Event()
        self._beats_at = 0.0
        self._failures = 0
        self._doubts = Doubts()
        self._server: ImapFolder | None = None

    def end(self) -> None:
        """Ask the watch to end; it does within a second or two. May be called from any thread."""
        self._ended.set()

    def look(self) -> None:
        """Look at everything anew, now. May be called from any thread."""
        self._doubts.forget()
        self._asked.set()

    def break_off_if_stuck(self) -> None:
        """End the connection if its server takes too long, or if the watch is to end. May be called from any thread."""
        server = self._server
        if server is not None and server.busy_seconds > (1.0 if self._ended.is_set() else _MOST_BUSY):
            server.break_off()

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
        except FolderProgress.DoesNotExist:  # disconnected, or connected anew, in this moment
            self._pause()
        except DomainError as error:
            if not self._ended.is_set():
                self._report(problem_of(error))
                log.warning("mailbox failed", connection=self._connection_id, error=error.code)
            self._pause()
        except Error as error:
            self._could_not_store(DatabaseAway(), error)
        except OSError as error:
            self._could_not_store(DiskFails(), error)
        except Exception:
            self._report(problem_of(ReadingBroke()))
            log.exception("mailbox failed unexpectedly", connection=self._connection_id)
            self._pause()

    def _could_not_store(self, problem: DomainError, error: Exception) -> None:
        connections.close_all()
        self._report(problem_of(problem))
        log.error("storing mail failed", connection=self._connection_id, error=type(error).__name__)
        self._pause()

    def _report(self, problem: str) -> None:
        try:
            report_receiving(self._connection_id, problem=problem)
        except (Error, OSError):
            connections.close_all()

    def _pause(self) -> None:
        seconds = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1
        self._asked.clear()
        until = time.monotonic() + seconds * random.uniform(0.75, 1.25)  # noqa: S311 (chance, not a secret)
        while time.monotonic() < until and not self._is_interrupted():
            self._ended.wait(0.2)

    def _is_interrupted(self) -> bool:
        self._beat()
        return self._ended.is_set() or self._asked.is_set()

    def _is_ended(self) -> bool:
        self._beat()
        return self._ended.is_set()

    def _beat(self) -> None:
        """Once a minute, wherever the watch is: it lives. An alarm is raised when nothing was heard of it for ten."""
        if time.monotonic() < self._beats_at:
            return
        self._beats_at = time.monotonic() + _BEAT_SECONDS
        with suppress(Error):  # the database is away, which the next step notices
            note_look(self._connection_id)

    def _follow(self) -> None:
        connection = Connection.objects.get(pk=self._connection_id)
        server = ImapFolder(imap_access(connection))
        self._server = server
        try:
            with server:
                while not self._ended.is_set():
                    self._asked.clear()
                    intakes = self._intakes(connection, server)
                    problem = self._take_in_everything(intakes)
                    report_receiving(connection.pk, problem=problem)
                    self._failures = 0
                    self._wait(intakes, server)
        finally:
            self._server = None

    def _intakes(self, connection: Connection, server: ImapFolder) -> list[FolderIntake]:
        found = server.sent_folder() if connection.sent_folder == SentFolder.FOUND else ""
        return [
            FolderIntake(connection, server, folder, kind, doubts=self._doubts, ended=self._is_ended)
            for folder, kind in followed_folders(connection.pk, found_sent=found)
        ]

    def _take_in_everything(self, intakes: Sequence[FolderIntake]) -> str:
        """Returns what is wrong with one of the folders, if mail that should come may be lying there."""
        main, others = intakes[0], intakes[1:]
        problems = [self._look_beside(other) for other in others]
        main.take_in_everything()
        return next((problem for problem in problems if problem), "")

    def _look_beside(self, intake: FolderIntake) -> str:
        try:
            intake.take_in_everything()
        except FolderMissing as missing:
            problem = problem_of(FolderLost(folder=intake.folder, words=missing.words or "–"))
            here = FolderProgress.objects.filter(connection_id=self._connection_id, folder=intake.folder)
            for progress_id in here.values_list("pk", flat=True):
                note_folder_problem(progress_id, problem)
            return problem if intake.kind == FolderKind.INCOMING else ""
        return ""

    def _wait(self, intakes: Sequence[FolderIntake], server: ImapFolder) -> None:
        main, others = intakes[0], intakes[1:]
        until, beside_at = time.monotonic() + RENEWAL_SECONDS, time.monotonic() + OTHERS_SECONDS
        while not self._is_interrupted() and (left := until - time.monotonic()) > 0:
            beside = max(beside_at - time.monotonic(), 0.1) if others else left
            server.wait(min(left, beside, main.stale_for), self._is_interrupted)
            if self._ended.is_set():
                return
            main.take_in_new()
            if others and time.monotonic() >= beside_at:
                self._look_at_others(main, others)
                beside_at = time.monotonic() + OTHERS_SECONDS

    def _look_at_others(self, main: FolderIntake, others: Sequence[FolderIntake]) -> None:
        changed = [other for other in others if self._has_news(other)]
        for other in changed:
            if not self._ended.is_set():
                self._look_beside(other)
        if changed and not self._ended.is_set():
            main.open()
            main.take_in_new()

    @staticmethod
    def _has_news(intake: FolderIntake) -> bool:
        try:
            return intake.has_news()
        except FolderMissing:
            return True  # looked at, it is said
