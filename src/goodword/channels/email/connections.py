"""From a stored connection to what the transports need, secrets decrypted."""

from goodword.channels.email.choices import Health, Security
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.core.keys import decrypt


def imap_access(connection: Connection) -> ImapAccess:
    """How to read the mailbox. Raises SecretUnreadable."""
    return ImapAccess(
        host=connection.imap_host,
        port=connection.imap_port,
        security=Security(connection.imap_security),
        username=connection.imap_username,
        secret=_secret(connection.imap_secret),
        folder=connection.imap_folder,
    )


def smtp_access(connection: Connection) -> SmtpAccess:
    """How the mailbox's mail leaves. Raises SecretUnreadable."""
    return SmtpAccess(
        host=connection.smtp_host,
        port=connection.smtp_port,
        security=Security(connection.smtp_security),
        username=connection.smtp_username,
        secret=_secret(connection.smtp_secret),
    )


def _secret(stored: str) -> str:
    return decrypt(stored) if stored else ""


def first_sending_connection(*, avoid: int | None = None) -> Connection | None:
    """The connection for the desk's own mail: one that works if there is one, else the first that might.

    With `avoid`, another mailbox's than that one, and none that is known to fail.
    """
    able = Connection.objects.exclude(smtp_host="").select_related("mailbox").order_by("pk")
    if avoid is not None:
        others = able.exclude(mailbox_id=avoid).exclude(sending=Health.FAILING)
        return others.filter(sending=Health.WORKING).first() or others.first()
    return able.filter(sending=Health.WORKING).first() or able.exclude(sending=Health.FAILING).first() or able.first()
