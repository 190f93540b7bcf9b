"""Jobs of the outbox. The network is used outside of any transaction."""

from contextlib import suppress
from email import message_from_bytes

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.actions.health import report_sending
from goodword.channels.email.actions.sending import (
    begin_handing_over,
    begin_handing_over_again,
    fail_mail,
    finish_mail,
    postpone_mail,
)
from goodword.channels.email.choices import Sending
from goodword.channels.email.composing import POLICY, ascii_address, compose
from goodword.channels.email.connections import first_sending_connection, smtp_access
from goodword.channels.email.errors import NoMailboxConnected
from goodword.channels.email.letters import envelope_recipients, letter_of
from goodword.channels.email.models import Connection, OutgoingMail
from goodword.channels.email.transports.errors import Refused, RefusedForNow, TransportError
from goodword.channels.email.transports.smtp import Relay
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, DomainError, NotFound
from goodword.core.jobs import Discard, job
from goodword.core.keys import decrypt

_WAITS = (Sending.WAITING, Sending.SENDING)


@job(queue="mail", priority=20, unique="outgoing-{outgoing_id}")
def send_mail(*, outgoing_id: int) -> None:
    """Hand the reply to its relay. Tries again for two days, then the reply has failed and says why."""
    outgoing = _still_wanted(outgoing_id)
    connection = _connection_of(outgoing)
    if connection is None:
        fail_mail(outgoing, problem=_no_relay(outgoing))
        return
    try:
        letter = letter_of(outgoing, connection)
        raw, recipients = compose(letter).as_bytes(), envelope_recipients(letter)
        access = smtp_access(connection)
    except DomainError as error:  # a file or the key is gone: waiting brings neither back
        fail_mail(outgoing, problem=str(error))
        return
    sender = ascii_address(connection.mailbox.address)
    handing_over = False
    try:
        with Relay(access, sender.rpartition("@")[2]) as relay:
            relay.offer(sender, [ascii_address(address) for address in recipients])
            handing_over = _begin(outgoing)
            relay.hand_over(raw)
            finish_mail(outgoing)
    except TransportError as error:
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


def _no_relay(outgoing: OutgoingMail) -> str:
    mailbox = outgoing.message.conversation.mailbox
    if mailbox is None:
        return _("The mailbox of this conversation is gone, so there is no address to answer from.")
    return _(
        "No server for outgoing mail is connected to %(address)s. An administrator can connect one under Settings, "
        "Mailboxes; then try again."
    ) % {"address": mailbox.address}


def _begin(outgoing: OutgoingMail) -> bool:
    """The last moment at which a reply can have been taken back. Raises Discard."""
    again = outgoing.sending == Sending.SENDING
    with suppress(NotFound, ActionRefused):
        if begin_handing_over_again(outgoing) if again else begin_handing_over(outgoing):
            return True
    raise Discard("taken back, or handed over by somebody else")


def _note_failure(outgoing: OutgoingMail, connection: Connection, error: TransportError, *, handing_over: bool) -> None:
    about_this_mail = isinstance(error, Refused | RefusedForNow)
    report_sending(connection.pk, problem="" if about_this_mail else str(error))
    if error.is_permanent:
        fail_mail(outgoing, problem=str(error))
        return
    with transaction.atomic():
        again_at = postpone_mail(outgoing, problem=str(error), refused=handing_over and about_this_mail)
        if again_at is not None:
            send_mail.enqueue_later(again_at, outgoing_id=outgoing.pk)


@job(queue="mail", priority=40, attempts=8)
def send_system_mail(*, sealed: str, recipients: list[str]) -> None:
    """Hand a mail of the desk itself (a sign-in code, an invitation) to the first relay that works."""
    connection = first_sending_connection()
    if connection is None:
        raise NoMailboxConnected
    mailbox = connection.mailbox
    mail = message_from_bytes(decrypt(sealed).encode("latin-1"), policy=POLICY)
    del mail["From"]
    mail["From"] = f'"{mailbox.name.replace(chr(34), "")}" <{ascii_address(mailbox.address)}>'
    sender = ascii_address(mailbox.address)
    with Relay(smtp_access(connection), sender.rpartition("@")[2]) as relay:
        relay.offer(sender, [ascii_address(address) for address in recipients])
        relay.hand_over(mail.as_bytes())
    report_sending(connection.pk)
