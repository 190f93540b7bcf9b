"""The desk's own mail: sign-in codes, password resets, invitations. Django's and allauth's mail functions end here."""

import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from goodword.channels.email.connections import first_sending_connection
from goodword.channels.email.errors import NoMailboxConnected
from goodword.channels.email.jobs.sending import send_system_mail
from goodword.core.keys import encrypt


class Backend(BaseEmailBackend):
    """Leaves each mail to a job, in the present transaction, encrypted because it holds a code or a link.

    Raises NoMailboxConnected when no mailbox can send, whatever `fail_silently` says: somebody waits for that code.
    In the demo the mail is written to the console instead.
    """

    def open(self) -> bool:
        """Look whether mail can leave, so that a page can say so before anybody waits. Raises NoMailboxConnected."""
        if first_sending_connection() is None and not settings.GOODWORD.demo:
            raise NoMailboxConnected
        return False

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        connected = first_sending_connection() is not None
        for message in email_messages:
            if connected:
                _enqueue(message)
            elif settings.GOODWORD.demo:
                sys.stdout.write(f"\nTo: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body}\n\n")
                sys.stdout.flush()
            else:
                raise NoMailboxConnected
        return len(email_messages)


def _enqueue(message: EmailMessage) -> None:
    message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    sealed = encrypt(message.message().as_bytes().decode("latin-1"))  # any bytes, as the letters that encrypt takes
    send_system_mail.enqueue(sealed=sealed, recipients=message.recipients())
