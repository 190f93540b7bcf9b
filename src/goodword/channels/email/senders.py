"""The domains that mailboxes send from, with the relays that take their mail and the keys that sign it."""

from collections.abc import Sequence
from dataclasses import dataclass

from goodword.channels.email.composing import ascii_address
from goodword.channels.email.domains.checking import PublicKey, Sender
from goodword.channels.email.models import Connection, SendingDomain, SigningKey
from goodword.conversations.models import Mailbox
from goodword.core.errors import NotFound


@dataclass(frozen=True)
class DomainInUse:
    """A domain and who sends from it."""

    domain: SendingDomain
    addresses: Sequence[str]
    sender: Sender

    @property
    def key_in_use(self) -> SigningKey | None:
        return next((key for key in self.domain.keys.all() if key.in_use), None)

    @property
    def key_waiting(self) -> SigningKey | None:
        return next((key for key in self.domain.keys.all() if not key.in_use), None)


def domain_of(address: str) -> str:
    """The domain of a mail address as the DNS knows it."""
    return ascii_address(address).rpartition("@")[2].lower()


def domains_in_use() -> Sequence[DomainInUse]:
    """Every domain that is known, by name."""
    addresses: dict[str, list[str]] = {}
    for address in Mailbox.objects.order_by("address").values_list("address", flat=True):
        addresses.setdefault(domain_of(address), []).append(address)
    relays: dict[str, set[str]] = {}
    connections = Connection.objects.exclude(smtp_host="").values_list("mailbox__address", "smtp_host")
    for address, host in connections:
        relays.setdefault(domain_of(address), set()).add(host.strip().lower())
    rows = SendingDomain.objects.prefetch_related("keys").order_by("name")
    return [_in_use(row, addresses.get(row.name, []), sorted(relays.get(row.name, ()))) for row in rows]


def domain_in_use(domain_id: int) -> DomainInUse:
    """The one of this id. Raises NotFound."""
    found = next((known for known in domains_in_use() if known.domain.pk == domain_id), None)
    if found is None:
        raise NotFound
    return found


def _in_use(domain: SendingDomain, addresses: Sequence[str], relays: Sequence[str]) -> DomainInUse:
    keys = [
        PublicKey(selector=key.selector, public=key.public, in_use=key.in_use)
        for key in sorted(domain.keys.all(), key=lambda key: key.pk)
    ]
    return DomainInUse(domain, addresses, Sender(domain=domain.name, relays=relays, keys=keys))
