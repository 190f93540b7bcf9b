"""Jobs of the outbox. The network is used outside of any transaction."""

from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.errors import MessageError

import structlog
from django.db import transaction

from goodword.channels.email.actions.departing import count_departure, give_place_back, take_place
from goodword.channels.email.actions.health import report_sending
from goodword.channels.email.actions.sending import (
    begin_handing_over,
    begin_handing_over_again,
    fail_mail,
    finish_mail,
    postpone_mail,
)
from goodword.channels.email.choices import Sending
from goodword.channels.email.composing import POLICY, ascii_address, written_address, written_mail
from goodword.channels.email.connections import first_sending_connection, smtp_access
from goodword.channels.email.errors import MailboxGone, NoMailboxConnected, NoRelay, NotComposed
from goodword.channels.email.letters import envelope_recipients, letter_of
from goodword.channels.email.models import Connection, OutgoingMail
from goodword.channels.email.signing import signed
from goodword.channels.email.transports.errors import Refused, RefusedForNow, TransportError
from goodword.channels.email.transports.smtp import Relay
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, DomainError, NotFound
from goodword.core.jobs import Discard, job
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.core.keys import SecretUnreadable, decrypt
from goodword.core.problems import Problem, problem_of

log = structlog.get_logger("goodword.mail")

_LATE = timedelta(minutes=5)
_WAITS = (Sending.WAITING, Sending.SENDING)


@job(queue="mail", priority=20, unique="outgoing-{outgoing_id}")
def send_mail(*, outgoing_id: int) -> None:
    """Hand the reply to its relay. Tries again for two days, then the reply has failed and says why."""
    outgoing = _still_wanted(outgoing_id)
    connection = _connection_of(outgoing)
    if connection is None:
        fail_mail(outgoing, problem=problem_of(_no_relay(outgoing)))
        return
    leaves_at = take_place(outgoing, connection)
    if leaves_at is not None:
        send_mail.enqueue_later(leaves_at, outgoing_id=outgoing_id)
        return
    mail = _composed(outgoing, connection)
    if mail is not None:
        _hand_over(outgoing, connection, *mail)


def _composed(outgoing: OutgoingMail, connection: Connection) -> tuple[bytes, list[str]] | None:
    """The mail and whom it goes to; None when it cannot be made, and the reply has failed: waiting would not help."""
    try:
        letter = letter_of(outgoing, connection)
        return written_mail(letter), [ascii_address(address) for address in envelope_recipients(letter)]
    except DomainError as error:  # a file is gone
        fail_mail(outgoing, problem=problem_of(error))
    except (ValueError, LookupError, MessageError) as error:  # whose words may be an address
        log.error("reply could not be composed", outgoing=outgoing.pk, error=type(error).__name__)
        fail_mail(outgoing, problem=problem_of(NotComposed()))
    return None


def _hand_over(outgoing: OutgoingMail, connection: Connection, raw: bytes, recipients: list[str]) -> None:
    sender = ascii_address(connection.mailbox.address)
    handing_over = False
    mail = signed(raw, sender.rpartition("@")[2])
    try:
        with Relay(smtp_access(connection), sender.rpartition("@")[2]) as relay:
            relay.offer(sender, recipients)
            handing_over = _begin(outgoing)
            relay.hand_over(mail)
            finish_mail(outgoing)
    except (TransportError, SecretUnreadable) as error:
        _note_failure(outgoing, connection, error, handing_over=handing_over)
    else:
        report_sending(connection.pk)


def _still_wanted(outgoing_id: int) -> OutgoingMail:
    outgoing = (
        OutgoingMail.objects.select_related("message__conversation__mailbox")
        .filter(pk=outgoing_id, sending__in=_WAITS)
        .first()
    )
    if outgoing is None:
        raise Discard("taken back, sent or failed")
    leaves_at = outgoing.message.leaves_at
    if leaves_at is not None and leaves_at > now():
        send_mail.enqueue_later(leaves_at, outgoing_id=outgoing_id)
        raise Discard("came before its time")
    return outgoing


def _connection_of(outgoing: OutgoingMail) -> Connection | None:
    mailbox = outgoing.message.conversation.mailbox
    found = Connection.objects.filter(mailbox=mailbox).exclude(smtp_host="") if mailbox else Connection.objects.none()
    return found.select_related("mailbox").first()


def _no_relay(outgoing: OutgoingMail) -> Problem:
    mailbox = outgoing.message.conversation.mailbox
    return NoRelay(address=mailbox.address) if mailbox else MailboxGone()


def _begin(outgoing: OutgoingMail) -> bool:
    """The last moment at which a reply can have been taken back. Raises Discard."""
    again = outgoing.sending == Sending.SENDING
    with suppress(NotFound, ActionRefused):
        if begin_handing_over_again(outgoing) if again else begin_handing_over(outgoing):
            return True
    raise Discard("taken back, or handed over by somebody else")


def _note_failure(outgoing: OutgoingMail, connection: Connection, error: DomainError, *, handing_over: bool) -> None:
    about_this_mail = isinstance(error, Refused | RefusedForNow)
    report_sending(connection.pk, problem="" if about_this_mail else problem_of(error))
    if about_this_mail or not handing_over:
        give_place_back(connection.pk)
    if isinstance(error, Refused):
        fail_mail(outgoing, problem=problem_of(error))
        return
    with transaction.atomic():
        again_at = postpone_mail(outgoing, problem=problem_of(error), refused=handing_over and about_this_mail)
        if again_at is not None:
            send_mail.enqueue_later(again_at, outgoing_id=outgoing.pk)


@job(queue="mail")
def resume_outbox() -> None:
    """Enqueue what waits in the outbox though no job will send it: its job was given up, for a fault of ours."""
    late = OutgoingMail.objects.filter(sending__in=_WAITS, message__leaves_at__lt=now() - _LATE)
    under_way = set(
        QueuedJob.objects.filter(name=send_mail.module_path, state__in=(JobState.READY, JobState.RUNNING)).values_list(
            "unique_key", flat=True
        )
    )
    for outgoing_id in late.values_list("pk", flat=True):
        if send_mail.unique_key([], {"outgoing_id": outgoing_id}) not in under_way:
            send_mail.enqueue(outgoing_id=outgoing_id)


@job(queue="mail", priority=40, attempts=8)
def send_system_mail(*, sealed: str, recipients: list[str], avoid: int | None = None) -> None:
    """Hand a mail of the desk itself (a sign-in code, an invitation) to the first relay that works.

    A notice about a mailbox that fails takes the relay of another one: `avoid` is the mailbox.
    """
    connection = first_sending_connection(avoid=avoid)
    if connection is None:
        raise NoMailboxConnected
    mailbox = connection.mailbox
    mail = message_from_bytes(decrypt(sealed).encode("latin-1"), policy=POLICY)
    del mail["From"]
    mail["From"] = str(written_address(mailbox.name, mailbox.address))
    sender = ascii_address(mailbox.address)
    try:
        with Relay(smtp_access(connection), sender.rpartition("@")[2]) as relay:
            relay.offer(sender, [ascii_address(address) for address in recipients])
            count_departure(connection.pk)
            relay.hand_over(signed(mail.as_bytes(), sender.rpartition("@")[2]))
    except (TransportError, SecretUnreadable) as error:
        if not isinstance(error, Refused | RefusedForNow):
            report_sending(
                connection.pk, problem=problem_of(error)
            )  # the next attempt takes another relay, if there is one
        raise
    report_sending(connection.pk)
