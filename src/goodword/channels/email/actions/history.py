"""Older mail of a mailbox is counted first, and brought in if somebody says so. It sends nothing and alarms nobody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.actions.importing import Imported
from goodword.channels.email.choices import Fate, HistoryState
from goodword.channels.email.events import HistoryAsked, HistoryBegun, HistoryFinished, HistoryStopped
from goodword.channels.email.models import Connection, FolderMail, FolderProgress, HistoryImport
from goodword.channels.email.uids import ranges_of, uids_in
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record

UNDER_WAY = (HistoryState.COUNTING, HistoryState.COUNTED, HistoryState.BRINGING)


@transaction.atomic
def ask_history(mailbox_id: int, *, by: Actor, since: datetime | None = None) -> HistoryImport:
    """Have the older mail counted, all of it or from `since` on; nothing else happens.

    Another count replaces one that waits for an answer. Raises NotFound, and ActionRefused while mail is brought in.
    """
    connection = Connection.objects.select_for_update().filter(mailbox_id=mailbox_id).exclude(imap_host="").first()
    if connection is None:
        raise NotFound
    present = HistoryImport.objects.filter(connection=connection, state__in=UNDER_WAY).first()
    if present is not None and present.state == HistoryState.BRINGING:
        raise ActionRefused(_("Older mail is being brought in already. Wait until it is here, or stop it."))
    if present is not None:
        _change(present, state=HistoryState.STOPPED, finished_at=now())
    history = HistoryImport.objects.create(connection=connection, since=since, asked_by=by.writer_id)
    record(HistoryAsked(by=by, mailbox_id=mailbox_id, history_id=history.pk))
    return history


@transaction.atomic
def begin_history(mailbox_id: int, *, by: Actor) -> HistoryImport:
    """Have what was counted brought in. Raises NotFound when nothing was counted."""
    history = _present(mailbox_id, HistoryState.COUNTED)
    _change(history, state=HistoryState.BRINGING, moved_at=now(), problem="")
    record(HistoryBegun(by=by, mailbox_id=mailbox_id, history_id=history.pk))
    return history


@transaction.atomic
def stop_history(mailbox_id: int, *, by: Actor) -> HistoryImport:
    """Stop after the present batch. What is here stays; counting again shows the rest. Raises NotFound."""
    history = _present(mailbox_id, *UNDER_WAY)
    _change(history, state=HistoryState.STOPPED, finished_at=now())
    record(HistoryStopped(by=by, mailbox_id=mailbox_id, history_id=history.pk))
    return history


def _present(mailbox_id: int, *states: HistoryState) -> HistoryImport:
    rows = HistoryImport.objects.select_for_update().filter(connection__mailbox_id=mailbox_id, state__in=states)
    history = rows.first()
    if history is None:
        raise NotFound
    return history


def note_counting(history_id: int, *, done: int, total: int) -> bool:
    """How far the counting is. False when it was stopped meanwhile."""
    rows = HistoryImport.objects.filter(pk=history_id, state=HistoryState.COUNTING)
    return bool(rows.update(done=done, total=total, moved_at=now()))


def keep_count(history_id: int, *, counted: Mapping[str, Any], folders: Mapping[str, Any]) -> None:
    """What the counting found, and which mails of which folders it is about."""
    rows = HistoryImport.objects.filter(pk=history_id, state=HistoryState.COUNTING)
    rows.update(
        state=HistoryState.COUNTED, counted=dict(counted), folders=dict(folders), total=counted["mails"], done=0
    )


@transaction.atomic
def note_brought(
    history_id: int,
    progress_id: int,
    *,
    asked: Sequence[int],
    fates: Mapping[int, tuple[Fate, int | None, str]],
    tally: Imported,
) -> bool:
    """A batch of a folder is stored: these UIDs are accounted for. False when it was stopped meanwhile."""
    history = HistoryImport.objects.select_for_update().get(pk=history_id)
    progress = FolderProgress.objects.select_for_update().get(pk=progress_id)
    FolderMail.objects.bulk_create(
        [
            FolderMail(progress=progress, uid=uid, fate=fate, received_id=received_id, words=words[:300])
            for uid, (fate, received_id, words) in fates.items()
        ],
        update_conflicts=True,
        unique_fields=["progress", "uid"],
        update_fields=["fate", "received", "words"],
    )
    progress.left_out = ranges_of(uids_in(progress.left_out).difference(fates))
    progress.save(update_fields=["left_out"])
    _count_in(history, progress.folder, asked, tally, sum(fate == Fate.REFUSED for fate, _id, _words in fates.values()))
    if history.state != HistoryState.BRINGING:
        return False
    if not history.folders:
        _change(history, state=HistoryState.DONE, finished_at=now())
        record(HistoryFinished(by=SYSTEM, mailbox_id=history.connection.mailbox_id, history_id=history.pk))
    return True


def _count_in(history: HistoryImport, folder: str, asked: Sequence[int], tally: Imported, refused: int) -> None:
    plan = dict(history.folders)
    rest = uids_in(plan[folder]["rest"]).difference(asked) if folder in plan else set()
    if rest:
        plan[folder] = {**plan[folder], "rest": ranges_of(rest)}
    else:
        plan.pop(folder, None)
    _change(
        history,
        folders=plan,
        done=history.done + len(asked),
        taken=history.taken + tally.new,
        known=history.known + tally.known,
        unreadable=history.unreadable + tally.unreadable,
        refused=history.refused + refused,
        moved_at=now(),
        problem="",
    )


def note_history_problem(history_id: int, problem: str, *, is_final: bool) -> None:
    """Why it does not go on now; `is_final`: it will not by itself."""
    rows = HistoryImport.objects.filter(pk=history_id, state__in=UNDER_WAY)
    if is_final:
        rows.update(state=HistoryState.FAILED, problem=problem[:500], finished_at=now())
    else:
        rows.update(problem=problem[:500])


def _change(history: HistoryImport, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(history, name, value)
    history.save(update_fields=list(columns))
