"""Which conversation a mail belongs to.

Three things can say it: a signed reply address it was sent to, the message it answers, and those its thread names. None
of them is believed unless the sender is the conversation's customer, may write for them, or was written to in it, so
that nobody joins another customer's conversation by guessing or by forwarding. If none of them names a conversation
that we know, an answer may still go by its subject: to the only recent conversation of the same person, from the same
address and with the same mailbox, that is called so.
"""

import base64
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from goodword.channels.email.answering import parse_notice_address
from goodword.channels.email.models import MailReference
from goodword.channels.email.reading import ReadMail
from goodword.channels.email.reading.subjects import answered_subject, bare_subject
from goodword.conversations.models import Conversation, Message
from goodword.people.addresses import normalize_address
from goodword.people.models import Identity, IdentityKind
from goodword.people.queries import represented_today

_SIGNATURE_BYTES = 10
_REPLY_ADDRESS = re.compile(r"([^@\s]{1,200})\+c(\d{1,18})\.([a-z2-7]{16})@([^@\s]{1,255})", re.IGNORECASE)
_MOST_ANCESTORS = 30
_MOST_MESSAGES = 500
_MOST_MATTERS = 50
_FRESH = timedelta(days=30)


def _signature(mailbox_address: str, number: int) -> str:
    digest = salted_hmac("goodword.email.reply-address", f"{number}@{mailbox_address}", algorithm="sha256").digest()
    return base64.b32encode(digest[:_SIGNATURE_BYTES]).decode().lower()


def reply_address(mailbox_address: str, number: int) -> str:
    """The mailbox's address with the conversation's number and a signature: `desk+c1042.…@example.org`."""
    address = normalize_address(mailbox_address)
    local, _, domain = address.rpartition("@")
    return f"{local}+c{number}.{_signature(address, number)}@{domain}"


def _parse(address: str) -> tuple[str, int] | None:
    found = _REPLY_ADDRESS.fullmatch(normalize_address(address))
    if found is None:
        return None
    mailbox_address, number = f"{found[1]}@{found[4]}", int(found[2])
    return (mailbox_address, number) if constant_time_compare(found[3], _signature(mailbox_address, number)) else None


def number_from_reply_address(address: str) -> int | None:
    """The conversation's number if we signed this address; None for any other."""
    found = _parse(address)
    return found[1] if found else None


def mailbox_address_of(address: str) -> str:
    """The mailbox's own address behind a reply address that we signed, also one for answers to notices; any other
    address as it is, in lower case."""
    found = _parse(address) or parse_notice_address(address)
    return found[0] if found else normalize_address(address)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a known message stands, and whose conversation that is."""

    conversation_id: int
    customer_id: int


def known_places(message_ids: Collection[str]) -> dict[str, Place]:
    """The places of those messages that are known by their Message-IDs; of several, where the first of them stands, so
    that nobody takes a thread over by sending another mail under its Message-ID."""
    rows = MailReference.objects.filter(message_id_header__in=message_ids).order_by("-pk")
    found = rows.values_list("message_id_header", "message__conversation_id", "message__conversation__customer_id")
    return {message_id: Place(number, customer) for message_id, number, customer in found} if message_ids else {}


def ancestors_of(mail: ReadMail) -> tuple[str, ...]:
    """The messages that the mail answers, the nearest first, as many of them as are looked up."""
    return mail.thread[:_MOST_ANCESTORS]


@dataclass(frozen=True, slots=True)
class Threads:
    """The conversations that a mail may continue and their customers, in the order in which they are believed."""

    customers: Mapping[int, int]

    @property
    def people(self) -> tuple[int, ...]:
        """The customers of these conversations, whose is named first first."""
        return tuple(dict.fromkeys(self.customers.values()))


def threads_of(
    mail: ReadMail, *, delivered_to: Sequence[str] = (), places: Mapping[str, Place] | None = None
) -> Threads:
    """What the mail says of itself, before anybody asked who sent it. `places`: those of its ancestors, if known."""
    ancestors = ancestors_of(mail)
    places = known_places(ancestors) if places is None else places
    addresses = (*delivered_to, *(recipient.address for _, recipient in mail.recipients))
    found = {place.conversation_id: place.customer_id for place in _addressed(addresses)}
    return Threads(found | {place.conversation_id: place.customer_id for place in map(places.get, ancestors) if place})


def conversation_of(
    mail: ReadMail, threads: Threads, *, sender: str, customer_id: int, mailbox_id: int | None, at: datetime
) -> int | None:
    """The number of the conversation that the mail continues; None when it begins one of its own.

    `customer_id` is who the sender was recognized as; `at` is when the mail came, or for history when it was written.
    """
    address = normalize_address(sender)
    if threads.customers:
        open_to = _open_to(threads.customers, address, customer_id)
        return next((number for number in threads.customers if number in open_to), None)
    return _by_subject(mail.subject, address, customer_id, mailbox_id, at)


def _addressed(addresses: Iterable[str]) -> list[Place]:
    numbers = [number for address in addresses if (number := number_from_reply_address(address)) is not None]
    rows = Conversation.objects.filter(pk__in=numbers).values_list("pk", "customer_id") if numbers else ()
    return [Place(number, customer) for number, customer in rows]


def _open_to(candidates: Mapping[int, int], sender: str, customer_id: int) -> set[int]:
    """Those of the conversations whose customer has the sender's address or is represented by the sender, or in which
    it was written to."""
    own = {number for number, customer in candidates.items() if customer == customer_id}
    if len(own) == len(candidates):
        return own
    known_as = Identity.objects.filter(kind=IdentityKind.EMAIL, value=sender, customer_id__in=candidates.values())
    customers = set(known_as.values_list("customer_id", flat=True)) | represented_today(customer_id)
    own |= {number for number, customer in candidates.items() if customer in customers}
    return own | _written_to(set(candidates) - own, sender)


def _written_to(numbers: Collection[int], sender: str) -> set[int]:
    messages = Message.objects.filter(conversation_id__in=numbers).order_by("-at", "-id")
    return {
        number
        for number, recipients in messages.values_list("conversation_id", "recipients")[:_MOST_MESSAGES]
        if any(normalize_address(recipient["address"]) == sender for recipient in recipients)
    }


def _by_subject(subject: str, sender: str, customer_id: int, mailbox_id: int | None, at: datetime) -> int | None:
    """The last resort, for programs that name no message: only one's own matter, and only if there is no doubt."""
    matter = answered_subject(subject)
    if not matter or mailbox_id is None:
        return None
    recent = Conversation.objects.filter(
        customer_id=customer_id, mailbox_id=mailbox_id, last_message_at__gte=at - _FRESH, opened_at__lte=at
    )
    rows = recent.order_by("-last_message_at", "-id").values_list("pk", "subject")[: _MOST_MATTERS + 1]
    called_so = [number for number, name in rows if bare_subject(name) == matter]
    if len(called_so) != 1 or len(rows) > _MOST_MATTERS:
        return None
    return called_so[0] if _knows(called_so[0], sender) else None


def _knows(number: int, sender: str) -> bool:
    """Whether this very address wrote or was written to in the conversation."""
    wrote = Message.objects.filter(conversation_id=number, sender_address__iexact=sender)
    return wrote.exists() or bool(_written_to([number], sender))
