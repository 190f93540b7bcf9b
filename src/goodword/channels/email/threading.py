"""Which conversation a mail belongs to.

Three things can say it: a signed reply address it was sent to, the message it answers, and those its thread names. None
of them is believed unless the sender is the conversation's customer or was written to in it, so that nobody joins
another customer's conversation by guessing or by forwarding.
"""

import base64
import re
from collections.abc import Iterable, Sequence

from django.utils.crypto import constant_time_compare, salted_hmac

from goodword.channels.email.models import MailReference
from goodword.channels.email.reading import ReadMail
from goodword.conversations.models import Conversation, Message
from goodword.people.addresses import normalize_address
from goodword.people.models import Identity, IdentityKind

_SIGNATURE_BYTES = 10
_REPLY_ADDRESS = re.compile(r"([^@\s]{1,200})\+c(\d{1,18})\.([a-z2-7]{16})@([^@\s]{1,255})", re.IGNORECASE)
_MOST_ANCESTORS = 30
_MOST_MESSAGES = 500


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
    """The mailbox's own address behind a reply address that we signed; any other address as it is, in lower case."""
    found = _parse(address)
    return found[0] if found else normalize_address(address)


def conversation_of(mail: ReadMail, *, sender: str, delivered_to: Sequence[str] = ()) -> int | None:
    """The number of the conversation that the mail continues; None when it begins one of its own."""
    addresses = (*delivered_to, *(recipient.address for _, recipient in mail.recipients))
    for number in dict.fromkeys((*_addressed(addresses), *_answered(mail.thread[:_MOST_ANCESTORS]))):
        if may_write_into(number, normalize_address(sender)):
            return number
    return None


def _addressed(addresses: Iterable[str]) -> list[int]:
    return [number for address in addresses if (number := number_from_reply_address(address)) is not None]


def _answered(ancestors: Sequence[str]) -> list[int]:
    """The conversations of the messages named, the nearest ancestor first."""
    if not ancestors:
        return []
    rows = MailReference.objects.filter(message_id_header__in=ancestors).order_by("-pk")[: _MOST_ANCESTORS * 2]
    found = rows.values_list("message_id_header", "message__conversation_id")
    return [number for _, number in sorted(found, key=lambda row: ancestors.index(row[0]))]


def may_write_into(number: int, sender: str) -> bool:
    """Whether the sender's address is the customer's, or was written to in the conversation."""
    conversation = Conversation.objects.filter(pk=number).only("customer_id").first()
    if conversation is None:
        return False
    own = Identity.objects.filter(kind=IdentityKind.EMAIL, value=sender, customer_id=conversation.customer_id)
    return own.exists() or _was_written_to(number, sender)


def _was_written_to(number: int, sender: str) -> bool:
    messages = Message.objects.filter(conversation_id=number).order_by("-at", "-id")
    return any(
        normalize_address(recipient["address"]) == sender
        for recipients in messages.values_list("recipients", flat=True)[:_MOST_MESSAGES]
        for recipient in recipients
    )
