"""Whether a mailbox's servers work, as the mail process and the outbox find out; written only when it changes."""

from django.db import transaction

from goodword.channels.email.choices import Health
from goodword.channels.email.events import ReceivingFailed, ReceivingRecovered, SendingFailed, SendingRecovered
from goodword.channels.email.models import Connection
from goodword.core.actor import SYSTEM
from goodword.core.events import record


def report_receiving(connection_id: int, *, problem: str = "") -> None:
    """The mailbox can be read, or cannot for this reason. Does nothing when that is known, or the connection gone."""
    health = Health.FAILING if problem else Health.WORKING
    if Connection.objects.filter(pk=connection_id, receiving=health, receiving_problem=problem[:500]).exists():
        return
    with transaction.atomic():
        connection = Connection.objects.select_for_update().filter(pk=connection_id).first()
        if connection is None:
            return
        before = connection.receiving
        connection.receiving, connection.receiving_problem = health, problem[:500]
        connection.save(update_fields=["receiving", "receiving_problem"])
        if before != health:
            event = ReceivingFailed if problem else ReceivingRecovered
            record(event(by=SYSTEM, mailbox_id=connection.mailbox_id))


def report_sending(connection_id: int, *, problem: str = "") -> None:
    """The mailbox's relay takes mail, or cannot be used for this reason. Does nothing when that is known."""
    health = Health.FAILING if problem else Health.WORKING
    if Connection.objects.filter(pk=connection_id, sending=health, sending_problem=problem[:500]).exists():
        return
    with transaction.atomic():
        connection = Connection.objects.select_for_update().filter(pk=connection_id).first()
        if connection is None:
            return
        before = connection.sending
        connection.sending, connection.sending_problem = health, problem[:500]
        connection.save(update_fields=["sending", "sending_problem"])
        if before != health:
            event = SendingFailed if problem else SendingRecovered
            record(event(by=SYSTEM, mailbox_id=connection.mailbox_id))
