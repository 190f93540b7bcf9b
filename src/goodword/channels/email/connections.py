"""From a stored connection to what the transports need: secrets decrypted, tokens fetched when they are given."""

from functools import partial

from goodword.channels.email.choices import Health, Proof, Security
from goodword.channels.email.grants import fresh_token
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.errors import Server
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.channels.email.transports.tokens import TokenSource
from goodword.core.keys import decrypt


def imap_access(connection: Connection) -> ImapAccess:
    """How to read the mailbox. Raises SecretUnreadable."""
    return ImapAccess(
        host=connection.imap_host,
        port=connection.imap_port,
        security=Security(connection.imap_security),
        username=connection.imap_username,
        secret=_secret(connection.imap_secret),
        token=_token(connection, connection.imap_proof, connection.imap_host, connection.imap_port),
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
        token=_token(connection, connection.smtp_proof, connection.smtp_host, connection.smtp_port),
    )


def _secret(stored: str) -> str:
    return decrypt(stored) if stored else ""


def token_source(mailbox_id: int, server: Server) -> TokenSource:
    """Whence the tokens for the mailbox come, whenever a server asks for one."""
    return partial(fresh_token, mailbox_id, server)


def _token(connection: Connection, proof: str, host: str, port: int) -> TokenSource | None:
    return token_source(connection.mailbox_id, Server(host, port)) if proof == Proof.TOKEN else None


def first_sending_connection(*, avoid: int | None = None) -> Connection | None:
    """The connection for the desk's own mail: one that works if there is one, else the first that might.

    With `avoid`, another mailbox's than that one, and none that is known to fail.
    """
    able = Connection.objects.exclude(smtp_host="").select_related("mailbox").order_by("pk")
    if avoid is not None:
        others = able.exclude(mailbox_id=avoid).exclude(sending=Health.FAILING)
        return others.filter(sending=Health.WORKING).first() or others.first()
    return able.filter(sending=Health.WORKING).first() or able.exclude(sending=Health.FAILING).first() or able.first()
