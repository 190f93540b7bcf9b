"""What became of mail to an address, so that nobody writes into the void and no program writes where it harms."""

from collections.abc import Iterable

from django.db import transaction

from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.db.locks import lock_name
from goodword.core.events import record
from goodword.people.addresses import normalize_address
from goodword.people.events import AddressComplained, AddressReachable, AddressUndeliverable
from goodword.people.models import AddressStanding


def _locked(address: str) -> AddressStanding:
    value = normalize_address(address)
    lock_name(f"standing:{value}")
    return AddressStanding.objects.filter(address=value).first() or AddressStanding(address=value)


@transaction.atomic
def mark_undeliverable(address: str, *, hard: bool, reason: str) -> AddressStanding:
    """Mail to the address came back. `hard`: it will again. A newer soft reason does not excuse an older hard one."""
    standing = _locked(address)
    if standing.bounced_at is not None and standing.is_hard and not hard:
        return standing
    standing.bounced_at, standing.is_hard, standing.reason = now(), hard, reason[:24]
    standing.save()
    record(AddressUndeliverable(by=SYSTEM, standing_id=standing.pk, hard=hard, reason=standing.reason))
    return standing


@transaction.atomic
def mark_complained(address: str) -> AddressStanding:
    """Somebody told their provider that our mail is unwanted: no program writes to them ever again."""
    standing = _locked(address)
    if standing.complained_at is None:
        standing.complained_at = now()
        standing.save()
        record(AddressComplained(by=SYSTEM, standing_id=standing.pk))
    return standing


def mark_all_reachable(addresses: Iterable[str]) -> None:
    """Mail comes from these addresses: they can be written to."""
    values = {normalize_address(address) for address in addresses}
    unreachable = AddressStanding.objects.filter(address__in=values, bounced_at__isnull=False)
    for address in unreachable.order_by("address").values_list("address", flat=True) if values else ():
        mark_reachable(address)


def mark_reachable(address: str) -> bool:
    """Mail comes from the address, or reached it: it can be written to. What was complained stays."""
    unreachable = AddressStanding.objects.filter(address=normalize_address(address), bounced_at__isnull=False)
    if not unreachable.exists():
        return False
    with transaction.atomic():
        standing = _locked(address)
        if standing.bounced_at is None:
            return False
        standing.bounced_at, standing.is_hard, standing.reason = None, False, ""
        standing.save()
        record(AddressReachable(by=SYSTEM, standing_id=standing.pk))
    return True
