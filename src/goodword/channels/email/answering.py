"""Answers of colleagues to the notices they got by mail: how such a mail is known, and what of it they wrote.

A notice that may be answered carries whose it is and which conversation it is about, signed, in its Message-ID and,
where the mailbox takes such addresses, in the address that answers go to (`desk+n12-1042.…@`).
"""

import base64
import re
from dataclasses import dataclass
from secrets import token_urlsafe

from django.utils.crypto import constant_time_compare, salted_hmac

from goodword.channels.email.reading import ReadMail
from goodword.channels.email.reading.quoting import folded_from
from goodword.people.addresses import normalize_address

ABOVE = "##-----##"  # what stands below a line that begins so was not written by whoever answers
TO_CUSTOMER = "#reply"
_SIGNATURE_BYTES = 10
_ADDRESS = re.compile(r"([^@\s]{1,200})\+n(\d{1,18})-(\d{1,18})\.([a-z2-7]{16})@([^@\s]{1,255})", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<gw-notice\.(\d{1,18})\.(\d{1,18})\.[\w-]{6,40}\.([a-z2-7]{16})@[^@\s<>]{1,255}>")
_MARKER = re.compile(rf"{TO_CUSTOMER}\b[ \t]*\n?", re.IGNORECASE)
_CUT = re.compile(rf"^[> \t]*{re.escape(ABOVE)}", re.MULTILINE)
_INTRODUCES = re.compile(r"(?:\A|\n)[^\n]{1,300}:\Z")


@dataclass(frozen=True, slots=True)
class Noticed:
    """The agent whom a notice told, and the conversation it is about."""

    agent_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a colleague wrote, and for whom: their colleagues, unless they said that it is for the customer."""

    text: str
    is_for_customer: bool


def _signature(agent_id: int, number: int) -> str:
    digest = salted_hmac("goodword.email.notice", f"{agent_id} {number}", algorithm="sha256").digest()
    return base64.b32encode(digest[:_SIGNATURE_BYTES]).decode().lower()


def notice_address(mailbox_address: str, noticed: Noticed) -> str:
    """Where answers to the notice go, at a mailbox that takes such addresses."""
    local, _, domain = normalize_address(mailbox_address).rpartition("@")
    return f"{local}+n{noticed.agent_id}-{noticed.number}.{_signature(noticed.agent_id, noticed.number)}@{domain}"


def notice_message_id(noticed: Noticed, host: str) -> str:
    """A Message-ID for the notice, by which its answers are known."""
    signature = _signature(noticed.agent_id, noticed.number)
    return f"<gw-notice.{noticed.agent_id}.{noticed.number}.{token_urlsafe(9)}.{signature}@{host}>"


def parse_notice_address(address: str) -> tuple[str, Noticed] | None:
    """The mailbox's own address and the notice, if we signed this address."""
    found = _ADDRESS.fullmatch(normalize_address(address))
    noticed = _checked(found[2], found[3], found[4]) if found else None
    return (f"{found[1]}@{found[5]}", noticed) if found and noticed else None


def answered_notice(mail: ReadMail, envelope_to: str = "") -> Noticed | None:
    """The notice that the mail answers, by the address it was sent to or by what it names; None for any other mail."""
    for address in (envelope_to, *(to.address for _kind, to in mail.recipients)):
        if address and (found := parse_notice_address(address)):
            return found[1]
    for message_id in mail.thread:
        named = _MESSAGE_ID.fullmatch(message_id)
        if named and (noticed := _checked(named[1], named[2], named[3])):
            return noticed
    return None


def _checked(agent_id: str, number: str, signature: str) -> Noticed | None:
    noticed = Noticed(int(agent_id), int(number))
    is_ours = constant_time_compare(signature.lower(), _signature(noticed.agent_id, noticed.number))
    return noticed if is_ours else None


def answer_in(mail: ReadMail) -> Answer:
    """What the colleague wrote, without signature and history; for the customer only if it begins with `#reply`."""
    cut = _CUT.search(mail.text)
    ends = min(mail.quoted_from, cut.start() if cut else len(mail.text))
    own = mail.text[:ends].rstrip("> \t\n")
    if ends < len(mail.text):
        own = _INTRODUCES.sub("", own)
    text = own[: folded_from(own, history=True)].strip()
    marker = _MARKER.match(text)
    return Answer(text[marker.end() :].strip() if marker else text, marker is not None)
