"""Jobs of older mail: counting it, and bringing it in a batch at a time."""

import io
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from goodword.channels.email.actions.fetching import fates_of
from goodword.channels.email.actions.history import keep_count, note_brought, note_counting, note_history_problem
from goodword.channels.email.actions.importing import Imported, import_batch
from goodword.channels.email.choices import Fate, FolderKind, HistoryState, Source
from goodword.channels.email.connections import imap_access
from goodword.channels.email.errors import FolderCountedAnew
from goodword.channels.email.fingerprints import fingerprint
from goodword.channels.email.models import FolderProgress, HistoryImport, ReceivedMail
from goodword.channels.email.reading.sources import LARGE
from goodword.channels.email.survey import Survey, SurveyedMail
from goodword.channels.email.transports.errors import FolderMissing, LoginRefused
from goodword.channels.email.transports.imap import ImapFolder
from goodword.channels.email.uids import ranges_of, uids_in
from goodword.core.errors import DomainError
from goodword.core.jobs import Discard, job
from goodword.core.problems import problem_of

_BATCH, _BATCH_BYTES = 100, 16 << 20
_HEADS = 500
_TURN = 15.0  # seconds of work in one job: then others have theirs
_BREATH = 0.05  # between batches somebody else gets at the database
_ATTEMPTS = 40  # more than a day
_FINAL = (FolderMissing, LoginRefused, FolderCountedAnew)


@job(queue="mail", priority=-20, attempts=_ATTEMPTS, unique="history-count-{history_id}")
def count_history(*, history_id: int) -> None:
    """Find out from the headers what older mail there is. Killed, it begins anew: it has written nothing."""
    history = _history(history_id, HistoryState.COUNTING)
    with _told(history_id), ImapFolder(imap_access(history.connection)) as server:
        plan: dict[str, Any] = {}
        for progress in _folders(history):
            uids = _older(server, progress, history)
            if uids:
                plan[progress.folder] = {"validity": progress.uid_validity, "rest": ranges_of(uids)}
        survey = Survey(history.connection.mailbox_id)
        total = sum(len(uids_in(part["rest"])) for part in plan.values())
        for batch in _heads(server, plan):
            survey.add(batch)
            if not note_counting(history_id, done=survey.mails, total=total):
                raise Discard("stopped")
    keep_count(history_id, counted=survey.result, folders=plan)


@job(queue="mail", priority=-20, attempts=_ATTEMPTS, unique="history-{history_id}")
def bring_history(*, history_id: int) -> None:
    """Bring in some batches of what was counted; the next job goes on. Killed, it goes on after the last batch."""
    history = _history(history_id, HistoryState.BRINGING)
    until = time.monotonic() + _TURN
    with _told(history_id), ImapFolder(imap_access(history.connection)) as server:
        while history.folders:
            folder, part = next(iter(sorted(history.folders.items())))
            progress = FolderProgress.objects.get(connection=history.connection, folder=folder)
            if {server.select(folder).uid_validity, progress.uid_validity} != {part["validity"]}:
                raise FolderCountedAnew
            if not _bring(server, history, progress, sorted(uids_in(part["rest"]))[:_BATCH]):
                raise Discard("stopped")
            history.refresh_from_db()
            if time.monotonic() >= until:
                break
            time.sleep(_BREATH)
    if history.folders:
        bring_history.enqueue(history_id=history_id)


def _history(history_id: int, state: HistoryState) -> HistoryImport:
    history = HistoryImport.objects.select_related("connection").filter(pk=history_id, state=state).first()
    if history is None or not history.connection.imap_host:
        raise Discard("stopped, or the mailbox is no longer connected")
    return history


@contextmanager
def _told(history_id: int) -> Iterator[None]:
    """Say on the page why it does not go on. What trying again cannot mend ends it."""
    try:
        yield
    except Discard:
        raise
    except DomainError as error:
        is_final = isinstance(error, _FINAL)
        note_history_problem(history_id, problem_of(error), is_final=is_final)
        if is_final:
            raise Discard(error.code) from error
        raise


def _folders(history: HistoryImport) -> list[FolderProgress]:
    rows = FolderProgress.objects.filter(connection=history.connection, kind=FolderKind.INCOMING)
    main = history.connection.imap_folder
    return [row for row in rows.order_by("folder") if row.is_followed or row.folder == main]


def _older(server: ImapFolder, progress: FolderProgress, history: HistoryImport) -> list[int]:
    """The mails of the folder that were left there, from the day on that was asked for."""
    if server.select(progress.folder).uid_validity != progress.uid_validity:
        raise FolderCountedAnew
    there = server.uids_since(history.since) if history.since else server.uids_there()
    return sorted(uids_in(progress.left_out) & there)


def _heads(server: ImapFolder, plan: dict[str, Any]) -> Iterator[list[SurveyedMail]]:
    for folder, part in plan.items():
        server.select(folder)
        uids = sorted(uids_in(part["rest"]))
        for start in range(0, len(uids), _HEADS):
            heads = server.headers(uids[start : start + _HEADS])
            yield [SurveyedMail(head.raw, head.size, head.reached_at) for head in heads]


def _bring(server: ImapFolder, history: HistoryImport, progress: FolderProgress, uids: list[int]) -> bool:
    with ExitStack() as opened:
        return _brought(server, history, progress, uids, opened)


def _brought(
    server: ImapFolder, history: HistoryImport, progress: FolderProgress, uids: list[int], opened: ExitStack
) -> bool:
    asked, given, fates = list[int](), dict[int, bytes | BinaryIO](), dict[int, tuple[Fate, int | None, str]]()
    times, weight = list[datetime | None](), 0
    for mail in server.fetch(uids):
        if mail.raw is None:
            fates[mail.uid] = Fate.REFUSED, None, mail.words
        else:
            content = given[mail.uid] = _content(mail.raw, opened)
            times.append(mail.received_at)
            weight += len(content) if isinstance(content, bytes) else LARGE
        asked = uids[: uids.index(mail.uid) + 1]
        if weight >= _BATCH_BYTES:
            break
    else:
        asked = uids  # those that did not come are gone from the server
    mailbox_id, tally = history.connection.mailbox_id, Imported()
    if given:
        tally = import_batch(list(given.values()), mailbox_id=mailbox_id, source=Source.IMAP, reached_at=times)
    return note_brought(
        history.pk,
        progress.pk,
        asked=asked,
        fates=fates | _fates(given, mailbox_id),
        tally=tally,
    )


def _content(raw: BinaryIO, opened: ExitStack) -> bytes | BinaryIO:
    """A small mail in memory, a large one as the file that it came in, while `opened` lasts."""
    if raw.seek(0, io.SEEK_END) > LARGE:
        raw.seek(0)
        return opened.enter_context(raw)
    with raw:
        raw.seek(0)
        return raw.read()


def _fates(given: dict[int, bytes | BinaryIO], mailbox_id: int) -> dict[int, tuple[Fate, int | None, str]]:
    marks = {uid: fingerprint(raw) for uid, raw in given.items()}
    found = ReceivedMail.objects.filter(mailbox_id=mailbox_id, fingerprint__in=marks.values())
    rows = {row.fingerprint: row for row in found}
    received = [rows[mark] for mark in marks.values()]
    fates = fates_of(received, FolderKind.INCOMING)
    return {uid: (fate, row.pk, "") for uid, fate, row in zip(marks, fates, received, strict=True)}
