"""Mail brought by a provider over HTTP: kept before it is thanked for, and listed when nobody of ours is meant."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from goodword.channels.email.actions.bouncing import record_bounce, record_complaint, record_delivery
from goodword.channels.email.actions.taking_in import IncomingMail, keep_unaddressed, store_for_mailboxes
from goodword.channels.email.actions.troubles import DoorLog
from goodword.channels.email.choices import BounceReason, Source
from goodword.channels.email.mailroom import mailboxes_of
from goodword.channels.email.reading.reasons import reason_of, status_in
from goodword.channels.email.transports.webhooks import (
    Became,
    BroughtLetter,
    NotAuthentic,
    NotConfigured,
    ToldOutcome,
    check_secret,
    letters_in,
    outcomes_in,
)

__all__ = ["NotAuthentic", "NotConfigured", "check_secret", "take_letters", "take_outcomes"]

LARGE = 1024 * 1024  # bytes
one_large_at_a_time = threading.Lock()
_REASONS = {"invalid": BounceReason.NO_MAILBOX, "blocked": BounceReason.REFUSED, "spam": BounceReason.REFUSED}


def take_letters(provider: str, request: HttpRequest) -> int:
    """Keep every letter of the request durably; returns how many. What is known already changes nothing.

    Raises NotConfigured and NotAuthentic; any other exception means that the provider must bring it again.
    """
    with DoorLog.of(Source.WEBHOOK).noting(but=(NotConfigured, NotAuthentic)), _room_for(request):
        letters = letters_in(provider, request)
        for letter in letters:
            _keep(letter)
        return len(letters)


@contextmanager
def _room_for(request: HttpRequest) -> Iterator[None]:
    """Large requests one after the other: a provider's form is read in memory, whole and several times over.

    Their bodies wait in files; small ones pass meanwhile.
    """
    if (size := request.META.get("CONTENT_LENGTH") or "").isdecimal() and int(size) <= LARGE:
        yield
        return
    with one_large_at_a_time:
        yield


def _keep(letter: BroughtLetter) -> None:
    places = mailboxes_of(letter.recipients)
    if places:
        mails = [(pk, IncomingMail(letter.raw, letter.envelope_from, to)) for pk, to in places.items()]
        store_for_mailboxes(mails, source=Source.WEBHOOK)
    else:
        named = next(iter(letter.recipients), "")
        keep_unaddressed(IncomingMail(letter.raw, letter.envelope_from, named), source=Source.WEBHOOK)


def take_outcomes(provider: str, request: HttpRequest) -> int:
    """Mark what became of our mail; returns how many outcomes concerned us. Raises like `take_letters`."""
    told = outcomes_in(provider, request)
    for outcome in told:
        _mark(outcome)
    return len(told)


def _mark(told: ToldOutcome) -> None:
    message_id = f"<{told.message_id.strip('<>')}>" if "@" in told.message_id else ""
    match told.became:
        case Became.DELIVERED:
            record_delivery(recipient=told.recipient, message_id_header=message_id)
        case Became.COMPLAINED:
            record_complaint(recipient=told.recipient)
        case Became.BOUNCED:
            status = status_in(told.words)
            found = reason_of(status, told.words)
            reason = _REASONS.get(told.reason, found) if found == BounceReason.UNKNOWN else found
            record_bounce(
                recipient=told.recipient,
                message_id_header=message_id,
                reason=reason,
                words=told.words,
                status=status if status.count(".") == 2 else "",  # noqa: PLR2004 (an enhanced code has three figures)
            )
