"""Connecting the systems that pay or send for us, and saying which kind of remedy goes by which."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.accounts.models import Organization
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record
from goodword.core.keys import SecretUnreadable, decrypt, encrypt
from goodword.recovery.choices import DONE_AT_ONCE, REFUNDS, RemedyKind
from goodword.recovery.models import Payout, PayoutConnection, PayoutHeard, PayoutRoute
from goodword.recovery.payout_choices import OPEN, ConnectorKind
from goodword.recovery.payout_events import (
    PayoutConnectionChanged,
    PayoutConnectionMade,
    PayoutConnectionRemoved,
    PayoutRouteChanged,
)
from goodword.recovery.payouts.outgoing import is_web_address

SHORTEST_SECRET = 24  # characters of what signs a webhook


@dataclass(frozen=True, kw_only=True, slots=True)
class Connecting:
    """What an administrator enters. A blank secret leaves the stored one as it is."""

    name: str
    address: str = ""
    secret: str = field(default="", repr=False)
    hook_secret: str = field(default="", repr=False)

    def check(self, connection: PayoutConnection) -> None:
        """Raises Invalid naming what needs another look."""
        problems: dict[str, str] = {}
        address, is_webhook = self.address.strip(), connection.kind == ConnectorKind.WEBHOOK
        if (is_webhook or address) and not is_web_address(address):
            problems["address"] = _("Give an address that begins with https://.")
        if not self.secret.strip() and not connection.secret:
            problems["secret"] = _("Give the key, or the secret that signs.")
        elif is_webhook and self.secret.strip() and len(self.secret.strip()) < SHORTEST_SECRET:
            problems["secret"] = _("Give a secret of at least 24 characters that nobody can guess.")
        elif not self.secret.strip() and connection.pk and address != connection.address:
            problems["secret"] = _("This is another server than before, so enter the secret again.")
        if problems:
            raise Invalid(**problems)


@transaction.atomic
def make_connection(kind: ConnectorKind, entered: Connecting, *, by: Actor) -> PayoutConnection:
    """Connect a system. Nothing is paid by it until a kind of remedy goes there. The very same twice is once.

    Raises Invalid, NotAllowed.
    """
    check_administers(by)
    connection = PayoutConnection(kind=kind)
    entered.check(connection)
    Organization.objects.select_for_update().first()  # the same form sent twice
    known = _known(kind, entered)
    if known is not None:
        return known
    _enter(connection, entered)
    connection.save()
    record(PayoutConnectionMade(by=by, connection_id=connection.pk, connector=kind))
    return connection


def _known(kind: ConnectorKind, entered: Connecting) -> PayoutConnection | None:
    """One that was entered with the same words and the same secret."""
    named = {"name": _named(kind, entered), "address": entered.address.strip()}
    for one in PayoutConnection.objects.filter(kind=kind, **named):
        try:
            if decrypt(one.secret) == entered.secret.strip():
                return one
        except SecretUnreadable:
            continue
    return None


@transaction.atomic
def change_connection(connection_id: int, entered: Connecting, *, by: Actor) -> PayoutConnection:
    """Change what was entered. The address stays while a payout of it is open: it would be looked for elsewhere.

    Raises Invalid, NotAllowed, NotFound, ActionRefused.
    """
    check_administers(by)
    connection = _locked(connection_id)
    entered.check(connection)
    elsewhere = entered.address.strip() != connection.address
    if elsewhere and Payout.objects.filter(connection=connection, state__in=OPEN, attempts__gt=0).exists():
        raise ActionRefused(_("Payouts are on their way there. Make a new connection for the new address."))
    changed = _enter(connection, entered)
    if changed:
        connection.last_problem, connection.tested_at, connection.test_asked_at = "", None, None
        connection.save()
        record(PayoutConnectionChanged(by=by, connection_id=connection.pk, fields=changed))
    return connection


@transaction.atomic
def switch_connection(connection_id: int, *, on: bool, by: Actor) -> PayoutConnection:
    """Use the connection, or stop: then what comes next goes by hand, and what waits fails and is seen."""
    check_administers(by)
    connection = _locked(connection_id)
    if connection.is_active != on:
        connection.change(is_active=on)
        record(PayoutConnectionChanged(by=by, connection_id=connection.pk, fields=["is_active"]))
    return connection


@transaction.atomic
def remove_connection(connection_id: int, *, by: Actor) -> None:
    """Remove a connection by which nothing was ever paid. Raises NotAllowed, NotFound, ActionRefused."""
    check_administers(by)
    connection = _locked(connection_id)
    if Payout.objects.filter(connection=connection).exists():
        raise ActionRefused(_("Something was paid by this connection, which must stay known. Switch it off instead."))
    connection.delete()
    record(PayoutConnectionRemoved(by=by, connection_id=connection_id))


@transaction.atomic
def choose_route(kind: RemedyKind, connection_id: int | None, *, by: Actor) -> None:
    """Have a kind of remedy paid out by this connection, by hand without one. What is planned stays where it is.

    Raises Invalid for a kind that the connection cannot carry, NotAllowed, NotFound.
    """
    check_administers(by)
    if kind in DONE_AT_ONCE:
        raise Invalid(_("Nothing is paid or sent for this kind."))
    connection = _locked(connection_id) if connection_id else None
    if connection and connection.kind == ConnectorKind.STRIPE and kind not in REFUNDS:
        raise Invalid(_("Stripe can only refund. Choose another way for this kind."))
    before = PayoutRoute.objects.filter(kind=kind).values_list("connection_id", flat=True).first()
    if before == connection_id:
        return
    if connection is None:
        PayoutRoute.objects.filter(kind=kind).delete()
    else:
        PayoutRoute.objects.update_or_create(kind=kind, defaults={"connection": connection})
    record(PayoutRouteChanged(by=by, remedy=kind, connection_id=connection_id))


@transaction.atomic
def ask_test(connection_id: int, *, by: Actor) -> PayoutConnection:
    """Mark that the connection is to be tested; a job does it. Raises NotAllowed, NotFound."""
    check_administers(by)
    connection = _locked(connection_id)
    connection.change(test_asked_at=now(), tested_at=None)
    return connection


@transaction.atomic
def note_contact(connection_id: int, problem: str, *, tested: bool = False) -> None:
    """How the last contact with the system went."""
    columns: dict[str, object] = {"last_problem": problem[:40]} | ({"tested_at": now()} if tested else {})
    PayoutConnection.objects.filter(pk=connection_id).update(**columns)


def heard_first(connection_id: int, event: str) -> bool:
    """Remember a message of the system by its own id; False for one that was heard before."""
    try:
        with transaction.atomic():
            PayoutHeard.objects.create(connection_id=connection_id, event=event)
    except IntegrityError:
        return False
    return True


def forget_heard_before(at: datetime) -> None:
    """Forget the ids of older messages."""
    PayoutHeard.objects.filter(at__lt=at).delete()


def _locked(connection_id: int) -> PayoutConnection:
    connection = PayoutConnection.objects.select_for_update().filter(pk=connection_id).first()
    if connection is None:
        raise NotFound
    return connection


def _named(kind: str, entered: Connecting) -> str:
    default = {ConnectorKind.STRIPE: "Stripe", ConnectorKind.WEBHOOK: "Webhook"}.get(ConnectorKind(kind), "")
    return entered.name.strip()[:60] or default


def _enter(connection: PayoutConnection, entered: Connecting) -> list[str]:
    """Write what was entered into the row; returns the names of what changed."""
    wanted = {"name": _named(connection.kind, entered), "address": entered.address.strip()}
    changed = [name for name, value in wanted.items() if getattr(connection, name) != value]
    for name, value in wanted.items():
        setattr(connection, name, value)
    for name, secret in (("secret", entered.secret.strip()), ("hook_secret", entered.hook_secret.strip())):
        if secret:
            setattr(connection, name, encrypt(secret))
            changed.append(name)
    return changed
