"""Whether a mailbox's servers work, as the mail process and the outbox find out; written only when it changes."""

from datetime import timedelta
from typing import Literal

from django.db import transaction

from goodword.channels.email.choices import Health
from goodword.channels.email.events import ReceivingFailed, ReceivingRecovered, SendingFailed, SendingRecovered
from goodword.channels.email.models import Connection
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.events import record

BEAT = timedelta(minutes=1)

_EVENTS = {
    "receiving": (ReceivingFailed, ReceivingRecovered),
    "sending": (SendingFailed, SendingRecovered),
}


def report_receiving(connection_id: int, *, problem: str = "") -> None:
    """The mailbox can be read, or cannot for this reason. Does nothing when that is known, or the connection gone."""
    _report(connection_id, "receiving", problem[:500])


def report_sending(connection_id: int, *, problem: str = "") -> None:
    """The mailbox's relay takes mail, or cannot be used for this reason. Does nothing when that is known."""
    _report(connection_id, "sending", problem[:500])


def note_look(connection_id: int) -> None:
    """The mail process is alive and looks at the mailbox; written once a minute at most."""
    moment = now()
    seen = Connection.objects.filter(pk=connection_id, looked_at__gt=moment - BEAT)
    if not seen.exists():
        Connection.objects.filter(pk=connection_id).update(looked_at=moment)


def _report(connection_id: int, what: Literal["receiving", "sending"], problem: str) -> None:
    health = Health.FAILING if problem else Health.WORKING
    if Connection.objects.filter(pk=connection_id, **{what: health, f"{what}_problem": problem}).exists():
        return
    with transaction.atomic():
        connection = Connection.objects.select_for_update().filter(pk=connection_id).first()
        if connection is None:
            return
        before = getattr(connection, what)
        now_is: dict[str, object] = {what: health, f"{what}_problem": problem}
        if before != health:
            now_is[f"{what}_failing_since"] = now() if problem else None
        Connection.objects.filter(pk=connection_id).update(**now_is)
        if before != health:
            failed, recovered = _EVENTS[what]
            record((failed if problem else recovered)(by=SYSTEM, mailbox_id=connection.mailbox_id))
