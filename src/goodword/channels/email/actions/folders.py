"""Which folders of a mailbox are followed, and a look at them now."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from goodword.channels.email.choices import Fate, FolderKind, SentFolder
from goodword.channels.email.events import FoldersChosen, LookAsked
from goodword.channels.email.models import Connection, FolderMail, FolderProgress
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.events import record


@transaction.atomic
def choose_folders(
    mailbox_id: int, *, by: Actor, beside: Collection[str], sent: SentFolder, sent_name: str = ""
) -> Connection:
    """Follow these folders beside the mailbox's main one, and read what was sent from elsewhere as `sent` says.

    Of a folder that is new here only mail from now on is taken. The mail process takes the change up within two
    seconds. Raises NotFound.
    """
    connection = _locked(mailbox_id)
    sent_name = sent_name if sent == SentFolder.CHOSEN else ""
    for name in sorted(set(beside) - {connection.imap_folder, sent_name}):
        _follow(connection, name, FolderKind.INCOMING, since=now())
    if sent_name:
        _follow(connection, sent_name, FolderKind.SENT, since=now())
    kept = {*beside, sent_name} - {connection.imap_folder}
    rows = FolderProgress.objects.filter(connection=connection)
    if sent == SentFolder.FOUND:
        rows = rows.exclude(kind=FolderKind.SENT)
    rows.exclude(folder__in=kept).update(is_followed=False)
    connection.sent_folder, connection.changed_at = sent, now()
    connection.save(update_fields=["sent_folder", "changed_at"])
    record(FoldersChosen(by=by, mailbox_id=mailbox_id))
    return connection


@transaction.atomic
def followed_folders(connection_id: int, *, found_sent: str = "") -> list[tuple[str, FolderKind]]:
    """The folders to follow, the main one first. `found_sent`: what the server calls its Sent folder."""
    connection = Connection.objects.get(pk=connection_id)
    if connection.sent_folder == SentFolder.FOUND and found_sent not in {"", connection.imap_folder}:
        is_new = not FolderProgress.objects.filter(connection=connection, uid_validity__gt=0).exists()
        _follow(connection, found_sent, FolderKind.SENT, since=connection.receive_since if is_new else now())
        others = FolderProgress.objects.filter(connection=connection, kind=FolderKind.SENT)
        others.exclude(folder=found_sent).update(is_followed=False)
    beside = FolderProgress.objects.filter(connection=connection, is_followed=True).exclude(
        folder=connection.imap_folder
    )
    chosen = [(row.folder, FolderKind(row.kind)) for row in beside.order_by("kind", "folder")]
    return [(connection.imap_folder, FolderKind.INCOMING), *chosen]


def _follow(connection: Connection, name: str, kind: FolderKind, *, since: datetime) -> None:
    progress, created = FolderProgress.objects.get_or_create(
        connection=connection, folder=name, defaults={"kind": kind, "since": since}
    )
    if created or (progress.is_followed and progress.kind == kind):
        return
    if progress.kind != kind:  # what its mails were taken for no longer counts
        FolderMail.objects.filter(progress=progress).delete()
        progress.kind, progress.uid_validity = kind, 0
    progress.is_followed = True
    progress.since = progress.since or since
    progress.save(update_fields=["kind", "uid_validity", "is_followed", "since"])


@transaction.atomic
def look_again(mailbox_id: int, *, by: Actor) -> Connection:
    """Have the whole mailbox looked at anew now; the mail process begins within two seconds. Raises NotFound."""
    connection = _locked(mailbox_id)
    connection.look_asked_at = now()
    connection.save(update_fields=["look_asked_at"])
    record(LookAsked(by=by, mailbox_id=mailbox_id))
    return connection


@transaction.atomic
def ask_for_mail_again(mailbox_id: int, folder_mail_id: int, *, by: Actor) -> None:
    """Ask the server once more, now, for a mail that it would not give. Raises NotFound."""
    refused = FolderMail.objects.filter(
        pk=folder_mail_id, progress__connection__mailbox_id=mailbox_id, fate=Fate.REFUSED
    ).first()
    if refused is None:
        raise NotFound
    look_again(mailbox_id, by=by)


def _locked(mailbox_id: int) -> Connection:
    connection = Connection.objects.select_for_update().filter(mailbox_id=mailbox_id).exclude(imap_host="").first()
    if connection is None:
        raise NotFound
    return connection
