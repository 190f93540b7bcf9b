"""What payment systems tell us by themselves: verified, counted once, and never believed beyond whom it is about.

Whatever a message says became of a payout, we ask the system ourselves: there is one road by which one is settled.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from goodword.core.clock import now
from goodword.core.errors import DomainError, NotFound
from goodword.core.keys import decrypt
from goodword.recovery.actions.paying_out import hear_of
from goodword.recovery.actions.payout_connections import heard_first
from goodword.recovery.models import PayoutConnection
from goodword.recovery.payout_choices import ConnectorKind
from goodword.recovery.payout_jobs import look_up_payout
from goodword.recovery.payouts.signatures import is_authentic
from goodword.recovery.queries.payouts import payout_heard_of

LARGEST = 256 * 1024
_LONGEST_ID = 120


class NotAuthentic(DomainError):
    """Whoever sent this does not know the secret, or it was sent too long ago."""

    code = "not-authentic"
    status = 401


class NotReadable(DomainError):
    """It is signed, and is not what such a message is."""

    code = "not-readable"
    status = 400


def hear(connection_id: int, body: bytes, signature: str) -> bool:
    """Take a message; True when it concerns a payout of ours and is new. The payout is looked up soon after.

    Raises NotFound for a connection that is not there or hears nothing, NotAuthentic, NotReadable.
    """
    connection = PayoutConnection.objects.filter(pk=connection_id).exclude(kind=ConnectorKind.MANUAL).first()
    if connection is None or not _secret(connection):
        raise NotFound
    if not is_authentic(body, signature, decrypt(_secret(connection)), at=_now()):
        raise NotAuthentic
    event, key, reference = _read(connection, body)
    with transaction.atomic():
        payout_id = payout_heard_of(connection_id, key=key, reference=reference)
        if payout_id is None or not heard_first(connection_id, event):
            return False
        hear_of(payout_id)
        look_up_payout.enqueue(payout_id=payout_id)
    return True


def _secret(connection: PayoutConnection) -> str:
    return connection.hook_secret if connection.kind == ConnectorKind.STRIPE else connection.secret


def _now() -> datetime:
    return now().astimezone(UTC)


def _read(connection: PayoutConnection, body: bytes) -> tuple[str, str, str]:
    """The message's own id, our key and their reference, of which one may be missing. Raises NotReadable."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotReadable from error
    if not isinstance(told, dict) or not _text(told, "id"):
        raise NotReadable
    if connection.kind == ConnectorKind.WEBHOOK:
        return _text(told, "id"), _text(told, "payout"), ""
    about = _inside(_inside(told, "data"), "object")
    key = _text(_inside(about, "metadata"), "goodword_payout")
    return _text(told, "id"), key, _text(about, "id")


def _inside(told: dict[str, Any], name: str) -> dict[str, Any]:
    value = told.get(name)
    return value if isinstance(value, dict) else {}


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value[:_LONGEST_ID].replace("\0", "") if isinstance(value, str) else ""
