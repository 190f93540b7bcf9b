"""A customer's mail that a colleague forwarded to a mailbox: which it is, and whether it is the colleague's doing.

Anybody can write a colleague's address into From. So a forwarded mail becomes the customer's by itself only if the
server that the mailbox is read from vouches for the sender, under the name by which we know that server.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

from goodword.accounts.models import Agent
from goodword.accounts.queries import organization
from goodword.channels.email.choices import Source
from goodword.channels.email.models import Connection, LoopTest, ReceivedMail
from goodword.channels.email.reading import MailAddress, ReadMail, UnreadableMail, read_message
from goodword.channels.email.reading.authentication import verdict_on
from goodword.channels.email.reading.forwarding import Forwarded, forwarded_in
from goodword.channels.email.reading.subjects import passes_on, without_prefixes
from goodword.conversations.arrivals import ArrivedFile
from goodword.conversations.choices import Direction
from goodword.conversations.models import Conversation, Mailbox
from goodword.core.blobs import map_blob
from goodword.people.addresses import normalize_address

# The names of servers whose reports we know, by the host from which their mail is read.
_REPORTS_OF = {"imap.gmail.com": "mx.google.com"}
_SERVERS = frozenset({"mailer-daemon", "postmaster"})  # names that providers give to nobody
_LARGEST_ENCLOSED = 30_000_000
_ENCLOSED = re.compile(r"message/(?:rfc822|global)")


@dataclass(frozen=True, slots=True)
class Forward:
    """What a colleague forwarded: the original, its Message-ID if that is known, and what it answers; `html` if it came
    as a file of its own."""

    agent: Agent
    original: Forwarded
    message_id: str = ""
    ancestors: tuple[str, ...] = ()
    html: str = ""
    has_remote_images: bool = False


def colleague_at(address: str) -> Agent | None:
    """The agent who works here now and has this address."""
    return Agent.objects.filter(email__iexact=normalize_address(address), is_active=True).first()


def is_ours(address: str) -> bool:
    """Whether the address is a mailbox's or a colleague's: nobody's who is served."""
    return Mailbox.objects.filter(address=normalize_address(address)).exists() or colleague_at(address) is not None


def forward_of(mail: ReadMail, files: Sequence[ArrivedFile]) -> Forward | None:
    """The customer's mail in it, if a colleague's address forwards one. Whether it was the colleague: `vouched_for`."""
    agent = colleague_at(mail.sender.address) if mail.sender and passes_on(mail.subject) else None
    found = _found(agent, mail, files) if agent else None
    return found if found and not is_ours(found.original.sender.address) else None


def vouched_for(received: ReceivedMail, mail: ReadMail) -> bool:
    """Whether the server that the mailbox is read from says that the mail comes from its sender's domain."""
    verdict = verdict_on(mail.authentication, mail.sender.address if mail.sender else "")
    if not verdict.passed or received.source not in {Source.IMAP, Source.LMTP}:
        return False
    connection = Connection.objects.filter(mailbox_id=received.mailbox_id or 0).first()
    if connection is None:
        return False
    return verdict.by in servers_known(connection)


def reporting_domain(received: ReceivedMail, mail: ReadMail) -> str:
    """The domain whose mail server surely wrote this, by its usual name, which no person has; else empty."""
    sender = normalize_address(mail.sender.address) if mail.sender else ""
    local, _, domain = sender.rpartition("@")
    return domain if local in _SERVERS and vouched_for(received, mail) else ""


def servers_known(connection: Connection) -> set[str]:
    """The names under which the server that the mailbox is read from reports who sent a mail; none if we know none."""
    proven = LoopTest.objects.filter(connection=connection).values_list("signs_as", flat=True).first()
    return {proven or "", _REPORTS_OF.get(connection.imap_host.lower(), "")} - {""}


def _found(agent: Agent, mail: ReadMail, files: Sequence[ArrivedFile]) -> Forward | None:
    house = organization()
    inside = forwarded_in(mail.text, ZoneInfo(house.time_zone if house else "UTC"))
    enclosed = [file for file in files if _ENCLOSED.fullmatch(file.content_type)]
    if len(enclosed) == 1 and enclosed[0].size <= _LARGEST_ENCLOSED:
        found = _enclosed(agent, enclosed[0], inside.words if inside else mail.text.strip())
        if found:
            return found
    if inside is None:
        return None
    return Forward(agent=agent, original=_named(inside, mail.subject), message_id=next(iter(mail.thread), ""))


def _enclosed(agent: Agent, file: ArrivedFile, words: str) -> Forward | None:
    try:
        with map_blob(file.blob_key) as raw:
            mail = read_message(raw)
    except UnreadableMail:
        return None
    if mail.sender is None or "@" not in mail.sender.address:
        return None
    original = Forwarded(words, mail.sender, mail.recipients, mail.subject, mail.date, mail.text)
    return Forward(
        agent=agent,
        original=original,
        message_id=mail.message_id,
        ancestors=mail.thread,
        html=mail.html,
        has_remote_images=mail.has_remote_images,
    )


def _named(inside: Forwarded, subject: str) -> Forwarded:
    """The original under its own subject; where its program left that out, under that of the forward."""
    if inside.subject:
        return inside
    return Forwarded(
        inside.words, inside.sender, inside.recipients, without_prefixes(subject), inside.date, inside.text
    )


def forwarded_customer(conversation: Conversation) -> MailAddress | None:
    """Who wrote the mail that a colleague's address forwarded, if such a mail opened the conversation and is all that
    was said by others; None once the conversation is no longer the colleague's."""
    received = conversation.messages.filter(direction=Direction.IN, customer_id=conversation.customer_id)
    first = received.select_related("body").order_by("at", "id").first()
    if first is None or not passes_on(first.subject) or colleague_at(first.sender_address) is None:
        return None
    inside = forwarded_in(first.body.text, UTC)
    return inside.sender if inside and not is_ours(inside.sender.address) else None
