"""The desk's own mail: sign-in codes, password resets, invitations. Django's and allauth's mail functions end here."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from goodword.channels.email.connections import first_sending_connection
from goodword.channels.email.errors import NoMailboxConnected
from goodword.channels.email.jobs.sending import send_system_mail
from goodword.core.keys import encrypt

_AT_ONCE = 100


class Backend(BaseEmailBackend):
    """Leaves each mail to a job, in the present transaction, encrypted because it holds a code or a link.

    Raises NoMailboxConnected when no mailbox can send, whatever `fail_silently` says: somebody waits for that code.
    """

    def open(self) -> bool:
        """Look whether mail can leave, so that a page can say so before anybody waits. Raises NoMailboxConnected."""
        if first_sending_connection() is None:
            raise NoMailboxConnected
        return False

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.open()
        for message in email_messages:
            _enqueue(message)
        return len(email_messages)


def send_notice(message: EmailMessage, *, avoid: int | None = None) -> bool:
    """Leave a notice to a job that goes before all others; with `avoid` it takes another mailbox's relay than that one.

    Returns False when there is none that could take it, and nothing is left to anybody.
    """
    if first_sending_connection(avoid=avoid) is None:
        return False
    _enqueue(message, priority=_AT_ONCE, avoid=avoid)
    return True


def _enqueue(message: EmailMessage, *, priority: int | None = None, avoid: int | None = None) -> None:
    message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    message.extra_headers.setdefault("X-Auto-Response-Suppress", "All")
    sealed = encrypt(message.message().as_bytes().decode("latin-1"))  # any bytes, as the letters that encrypt takes
    job = send_system_mail if priority is None else send_system_mail.using(priority=priority)
    job.enqueue(sealed=sealed, recipients=message.recipients(), avoid=avoid)
