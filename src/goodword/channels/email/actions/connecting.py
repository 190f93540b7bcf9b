"""Connecting a mailbox to its servers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.choices import Health, Proof, Security
from goodword.channels.email.events import MailboxConnected
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.keys import encrypt


@transaction.atomic
def connect_mailbox(
    mailbox_id: int, *, by: Actor, imap: ImapAccess | None = None, smtp: SmtpAccess | None = None
) -> Connection:
    """Say how the mailbox is read and how its mail leaves; None leaves that half unconnected.

    Only mail that arrives from now on is taken in, and nothing is ever sent for what was there before. An empty secret
    keeps the stored one, unless the server is another. The mail process takes the change up within two seconds. Raises
    NotFound, Invalid.
    """
    if not Mailbox.objects.select_for_update().filter(pk=mailbox_id).exists():
        raise NotFound
    _check(imap, smtp)
    connection = Connection.objects.filter(mailbox_id=mailbox_id).first() or Connection(
        mailbox_id=mailbox_id, receive_since=now()
    )
    if imap and connection.imap_username not in {"", imap.username}:
        connection.receive_since = now()  # another account: what it held before is history
    for column, value in (_imap_columns(imap, connection) | _smtp_columns(smtp, connection)).items():
        setattr(connection, column, value)
    connection.receiving = connection.sending = Health.UNKNOWN
    connection.receiving_problem = connection.sending_problem = ""
    connection.changed_at = now()
    connection.save()
    record(MailboxConnected(by=by, mailbox_id=mailbox_id))
    return connection


def _check(imap: ImapAccess | None, smtp: SmtpAccess | None) -> None:
    problems: dict[str, str] = {}
    for name, access in (("imap", imap), ("smtp", smtp)):
        if access is None:
            continue
        if not access.host.strip():
            problems[f"{name}_host"] = _("Give the name of the server.")
        if not 0 < access.port < 65536:  # noqa: PLR2004 - the highest port
            problems[f"{name}_port"] = _("A port is a number from 1 to 65535.")
        if access.security not in Security.values:
            problems[f"{name}_security"] = _("Choose one of these.")
    if imap is not None and not imap.username.strip():
        problems["imap_username"] = _("Give the user name, often the whole address.")
    if problems:
        raise Invalid(**problems)


def _imap_columns(access: ImapAccess | None, connection: Connection) -> dict[str, Any]:
    if access is None:
        return {"imap_host": "", "imap_username": "", "imap_secret": "", "imap_proof": Proof.PASSWORD}
    return {
        "imap_host": access.host.strip(),
        "imap_port": access.port,
        "imap_security": access.security,
        "imap_username": access.username.strip(),
        "imap_secret": _secret(access, connection.imap_host, connection.imap_secret),
        "imap_proof": Proof.TOKEN if access.token else Proof.PASSWORD,
        "imap_folder": access.folder.strip() or "INBOX",
    }


def _smtp_columns(access: SmtpAccess | None, connection: Connection) -> dict[str, Any]:
    if access is None:
        return {"smtp_host": "", "smtp_username": "", "smtp_secret": "", "smtp_proof": Proof.PASSWORD}
    return {
        "smtp_host": access.host.strip(),
        "smtp_port": access.port,
        "smtp_security": access.security,
        "smtp_username": access.username.strip(),
        "smtp_secret": _secret(access, connection.smtp_host, connection.smtp_secret),
        "smtp_proof": Proof.TOKEN if access.token else Proof.PASSWORD,
    }


def _secret(access: ImapAccess | SmtpAccess, known_host: str, stored: str) -> str:
    """The given password, encrypted; else the stored one, which no server is told but the one it was given for.

    Who signs in with a token keeps no password.
    """
    if access.token:
        return ""
    if access.secret:
        return encrypt(access.secret)
    return stored if access.host.strip().lower() == known_host.lower() else ""
