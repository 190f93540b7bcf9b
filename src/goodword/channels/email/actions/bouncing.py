"""Mail that came back, and complaints: believed only from whoever knows the Message-ID, and then acted on.

A Message-ID is known to everybody who had the letter, so whoever had a copy could say that it never reached another
one. What comes of such a report is seen in the conversation; of the other's address it decides nothing by itself,
unless a mail server of theirs or ours signed it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from goodword.channels.email.choices import BounceReason
from goodword.channels.email.errors import (
    CameBack,
    Delayed,
    LetterRefused,
    LetterTooLarge,
    MailboxClosed,
    MailboxFull,
    NoSuchDomain,
    NoSuchMailbox,
    ServerUnreachable,
    WentInCircles,
)
from goodword.channels.email.models import OutgoingMail
from goodword.channels.email.reading.reasons import is_hard
from goodword.channels.email.reading.reports import Report
from goodword.channels.email.reading.returned import Outcome, Returned
from goodword.conversations.actions.delivery import mark_reply_arrived, mark_reply_bounced, mark_reply_delayed
from goodword.conversations.models import Message
from goodword.core.problems import problem_of
from goodword.people.actions.standing import mark_complained, mark_reachable, mark_undeliverable
from goodword.people.addresses import normalize_address

_PROBLEMS: dict[BounceReason, type[CameBack]] = {
    BounceReason.NO_MAILBOX: NoSuchMailbox,
    BounceReason.NO_DOMAIN: NoSuchDomain,
    BounceReason.CLOSED: MailboxClosed,
    BounceReason.FULL: MailboxFull,
    BounceReason.TOO_LARGE: LetterTooLarge,
    BounceReason.REFUSED: LetterRefused,
    BounceReason.UNREACHABLE: ServerUnreachable,
    BounceReason.LOOP: WentInCircles,
    BounceReason.UNKNOWN: CameBack,
}
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a message of ours for one of its recipients. `is_sure`: only servers can have said so, or they
    themselves."""

    message_id: int
    conversation_id: int
    customer_id: int
    address: str
    returned: Returned
    is_sure: bool = True


def findings_in(report: Report | None, *, vouched: Callable[[], str] = str) -> tuple[Finding, ...]:
    """What the report says of mails that we sent to those it names: all else anybody could have made up.

    A Message-ID of ours cannot be guessed: it is known to the recipients and to the servers on the way. `vouched` says
    of which domain's server the report surely is, if that is known.
    """
    if report is None or not report.message_ids:
        return ()
    rows = OutgoingMail.objects.filter(message_id_header__in=report.message_ids)
    messages = [row.message for row in rows.select_related("message__conversation__mailbox")]
    return tuple(
        finding if _is_sure(finding, message, vouched) else replace(finding, is_sure=False)
        for message in messages
        for finding in _findings(message, report.returned)
    )


def _is_sure(finding: Finding, message: Message, vouched: Callable[[], str]) -> bool:
    others = {normalize_address(to["address"]) for to in message.recipients} - {finding.address}
    if not others:
        return True
    domain, mailbox = vouched(), message.conversation.mailbox
    near = [finding.address, mailbox.address if mailbox else ""]
    return bool(domain) and domain in {address.rpartition("@")[2] for address in near}


def _findings(message: Message, told: tuple[Returned, ...]) -> Iterator[Finding]:
    sent_to = {normalize_address(to["address"]) for to in message.recipients}
    for returned in told:
        named = next((address for address in map(normalize_address, returned.addresses) if address in sent_to), "")
        if not named and returned.outcome is Outcome.COMPLAINED and not returned.addresses and len(sent_to) == 1:
            (named,) = sent_to  # the provider hides who complained, but only one person had the letter
        if named:
            customer = message.conversation.customer_id
            yield Finding(message.pk, message.conversation_id, customer, named, returned)


def act_on(finding: Finding) -> None:
    """Mark the message and the address, in the transaction of the caller."""
    returned, address = finding.returned, finding.address
    words = f" “{returned.words[:_MOST_WORDS]}”" if returned.words else ""
    match returned.outcome:
        case Outcome.FAILED:
            problem = _PROBLEMS[returned.reason](address=address, words=words)
            is_hard = returned.is_hard and finding.is_sure
            mark_reply_bounced(finding.message_id, problem=problem_of(problem), hard=is_hard, address=address)
            mark_undeliverable(address, hard=is_hard, reason=returned.reason.value)
        case Outcome.DELAYED:
            mark_reply_delayed(finding.message_id, problem=problem_of(Delayed(address=address, words=words)))
        case Outcome.ARRIVED:
            mark_reply_arrived(finding.message_id)
            if finding.is_sure:
                mark_reachable(address)
        case Outcome.COMPLAINED:
            if finding.is_sure:
                mark_complained(address)


@transaction.atomic
def record_bounce(
    *, recipient: str, message_id_header: str = "", reason: BounceReason, words: str = "", status: str = ""
) -> bool:
    """What a provider tells us on a way that is checked to be the provider's. Says whether a message was marked.

    Without a Message-ID of a mail that we sent to the recipient only the address is marked.
    """
    returned = Returned((normalize_address(recipient),), Outcome.FAILED, status or "5.0.0", words[:300], reason)
    return _record(returned, message_id_header) or _mark_address(returned, recipient)


def _mark_address(returned: Returned, recipient: str) -> bool:
    mark_undeliverable(recipient, hard=is_hard(returned.reason, returned.status), reason=returned.reason.value)
    return False


@transaction.atomic
def record_delivery(*, recipient: str, message_id_header: str = "") -> bool:
    """A provider tells us that the customer's server has the mail."""
    returned = Returned((normalize_address(recipient),), Outcome.ARRIVED)
    found = _record(returned, message_id_header)
    if not found:
        mark_reachable(recipient)
    return found


@transaction.atomic
def record_complaint(*, recipient: str) -> None:
    """A provider tells us that somebody called our mail unwanted: no program writes to them ever again."""
    mark_complained(recipient)


def _record(returned: Returned, message_id_header: str) -> bool:
    identifier = message_id_header.strip()
    if identifier and not identifier.startswith("<"):
        identifier = f"<{identifier}>"
    row = OutgoingMail.objects.filter(message_id_header=identifier).select_related("message__conversation").first()
    found = list(_findings(row.message, (returned,))) if row else []
    for finding in found:
        act_on(finding)
    return bool(found)
