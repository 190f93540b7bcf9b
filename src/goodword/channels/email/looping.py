"""Whether a mailbox's server takes its reply addresses (`desk+c1042.…@`), shown by a mail that went around.

The mail goes from the mailbox through its own relay to `desk+c0.…@`, a conversation that never exists. Only if it comes
in through the mailbox again do letters carry reply addresses; everywhere else they carry the plain one.
"""

import re
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from secrets import token_urlsafe

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from goodword.channels.email.composing import POLICY, ascii_address, written_address
from goodword.channels.email.models import Connection, LoopTest
from goodword.channels.email.threading import reply_address
from goodword.core.clock import now

PROVEN_FOR = timedelta(days=35)
AGAIN_AFTER = timedelta(days=30)
PATIENCE = timedelta(minutes=30)
_CHOSEN = 24  # letters of a token; its signature follows
_TOKEN = re.compile(r"<gw-loop\.([\w-]{20,40})@")


def takes_reply_addresses(connection: Connection) -> bool:
    """Whether letters from the mailbox may carry reply addresses: mail comes straight to our own door, or a test mail
    went around not long ago."""
    if settings.GOODWORD.smtp_listen and not settings.GOODWORD.lmtp_listen and not connection.imap_host:
        return True
    test = LoopTest.objects.filter(connection=connection).first()
    return test is not None and is_proven(test)


def is_proven(test: LoopTest) -> bool:
    """Whether the proof is there, and not too old."""
    return test.proven_at is not None and now() - test.proven_at < PROVEN_FOR


def is_overdue(test: LoopTest) -> bool:
    """Whether the test mail should have come in by now."""
    came = test.proven_at is not None and test.proven_at >= test.asked_at
    return not came and now() - test.asked_at > PATIENCE


def loop_address(mailbox_address: str) -> str:
    """Where the test mail goes."""
    return reply_address(mailbox_address, 0)


def token_in(text: str) -> str:
    """The token of the test mail whose Message-ID stands in the text; empty if none does."""
    found = _TOKEN.search(text) if "<gw-loop." in text else None
    return found[1] if found else ""


def fresh_token() -> str:
    """A token that nobody can guess, and that is known for ours when another one has long taken its place."""
    chosen = token_urlsafe(18)
    return chosen + _signature(chosen)


def is_ours(token: str) -> bool:
    """Whether a test of ours, of whatever time, had this token."""
    return constant_time_compare(token[_CHOSEN:], _signature(token[:_CHOSEN]))


def _signature(chosen: str) -> str:
    digest = salted_hmac("goodword.email.loop", chosen, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:12]).decode()


def loop_mail(connection: Connection, test: LoopTest) -> EmailMessage:
    """The test mail. Raises ValueError for an address that no header can name."""
    mailbox = connection.mailbox
    mail = EmailMessage(policy=POLICY)
    mail["From"] = written_address(mailbox.name, mailbox.address)
    mail["To"] = written_address("", loop_address(mailbox.address))
    mail["Subject"] = _("A test of reply addresses")
    mail["Date"] = format_datetime(_when(test.asked_at))
    mail["Message-ID"] = f"<gw-loop.{test.token}@{ascii_address(mailbox.address).rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(
        _("This mail shows the desk whether answers to its letters find their way. It goes by itself; leave it.") + "\n"
    )
    return mail


def _when(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
