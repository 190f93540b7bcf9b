"""A stored mail is read and becomes a message, or lands in the list of unreadable mail with the reason."""

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Self

from django.db import InterfaceError, OperationalError, connection, transaction

from goodword.channels.email.actions.answering import take_answer
from goodword.channels.email.actions.bouncing import Finding, act_on, findings_in
from goodword.channels.email.actions.forwarding import Opened, open_forwarded
from goodword.channels.email.actions.judging import judge_received
from goodword.channels.email.actions.looping import came_around
from goodword.channels.email.actions.sent_elsewhere import bring_in_what_it_answers, show_sent, unplaced_among
from goodword.channels.email.actions.taking_in import nobody_at
from goodword.channels.email.choices import MailKind, Reading, Source
from goodword.channels.email.errors import ReadingFailed
from goodword.channels.email.events import MailTriedAgain, MailUnreadable
from goodword.channels.email.forwarding import reporting_domain
from goodword.channels.email.models import MailReference, ReceivedMail
from goodword.channels.email.reading import MailAddress, ReadMail, read_message
from goodword.channels.email.reading.errors import NobodyWroteIt
from goodword.channels.email.threading import (
    Place,
    ancestors_of,
    conversation_of,
    known_places,
    mailbox_address_of,
    threads_of,
)
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival, ArrivedFile, Recipient
from goodword.conversations.choices import Channel
from goodword.conversations.models import Mailbox, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.blobs import StoredBlob, map_blob, store_blobs
from goodword.core.errors import DomainError, NotFound
from goodword.core.events import record
from goodword.core.problems import Problem, problem_of
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.standing import mark_all_reachable

OURS_TO_MEND = (OperationalError, InterfaceError, OSError)  # the database or the disk fails, not the mail
MOST_ATTEMPTS = 5
log = logging.getLogger(__name__)


def read_mail(received_id: int) -> ReceivedMail:
    """Turn a stored mail into a message of the conversation it belongs to. Nothing changes if that was done before.

    Whatever is wrong with the mail ends in its row: unreadable, and why. Only a database that does not answer or a disk
    that fails raises.
    """
    received = ReceivedMail.objects.filter(pk=received_id).first()
    if received is None:
        raise NotFound
    if received.reading == Reading.READ:
        return received
    if received.source == Source.WEBHOOK and received.mailbox_id is None and not _addressed(received):
        return received
    try:
        with map_blob(received.raw_id) as raw:
            mail = read_message(raw)
            return take_in(received_id, mail, store_files(mail))
    except OURS_TO_MEND:
        raise
    except DomainError as error:
        return mark_unreadable(received_id, problem_of(error))
    except Exception as error:  # a fault of ours must neither lose this mail nor stop the next
        log.exception("mail could not be read: received_mail=%s", received_id)
        return mark_unreadable(received_id, problem_of(unexpected(error)))


@transaction.atomic
def _addressed(received: ReceivedMail) -> bool:
    """Whether a mailbox has come to be that a mail was for which nobody of ours was meant by. If it has not, the mail
    is listed again; if the mail was brought to that mailbox as well, nothing is left to do."""
    found = Mailbox.objects.select_for_update().filter(address=mailbox_address_of(received.envelope_to)).first()
    if found is None:
        _finish(received, reading=Reading.UNREADABLE, problem=problem_of(nobody_at(received.envelope_to)))
        record(MailUnreadable(by=SYSTEM, received_id=received.pk))
        return False
    if ReceivedMail.objects.filter(mailbox=found, fingerprint=received.fingerprint).exists():
        _finish(received, reading=Reading.READ)
        return False
    received.mailbox = found
    received.save(update_fields=["mailbox"])
    return True


def unexpected(error: Exception) -> Problem:
    """What the list of unreadable mail says about a fault of the program."""
    return ReadingFailed(kind=type(error).__name__)


def store_files(mail: ReadMail) -> tuple[ArrivedFile, ...]:
    """Keep the mail's files as blobs, before the transaction that refers to them."""
    return arrived_files(mail, store_blobs([file.open() for file in mail.files]) if mail.files else [])


def arrived_files(mail: ReadMail, blobs: Sequence[StoredBlob]) -> tuple[ArrivedFile, ...]:
    """The mail's files, kept as these blobs."""
    return tuple(
        ArrivedFile(
            blob_key=blob.key,
            filename=file.filename,
            content_type=file.content_type,
            size=blob.size,
            content_id=file.content_id,
            is_inline=file.is_inline,
        )
        for blob, file in zip(blobs, mail.files, strict=True)
    )


@transaction.atomic
def take_in(received_id: int, mail: ReadMail, files: Sequence[ArrivedFile]) -> ReceivedMail:
    """Make the mail a message, unless it is one already: all of it or nothing. Raises UnreadableMail."""
    received = ReceivedMail.objects.select_for_update().get(pk=received_id)
    return received if received.reading == Reading.READ else become_message(received, mail, files)


@dataclass(slots=True)
class Known:
    """What mails that are taken in together look up once, and what is written for all of them at once.

    Each mail adds what it brings; who takes them in calls `write` at the end, in the same transaction.
    """

    places: dict[str, Place]
    ours: Collection[str]
    unplaced: set[str] = field(default_factory=set)
    recognize: Callable[[MailAddress, tuple[int, ...]], int] = field(default_factory=lambda: cache(recognized))
    _reachable: list[str] = field(default_factory=list)
    _references: list[MailReference] = field(default_factory=list)
    _read: list[ReceivedMail] = field(default_factory=list)

    @classmethod
    def of(cls, mails: Collection[ReadMail]) -> Self:
        """The messages that these mails answer, and those of them that we sent ourselves."""
        ancestors = {ancestor for mail in mails for ancestor in ancestors_of(mail)}
        own = {mail.message_id for mail in mails} - {""}
        return cls(known_places(ancestors | own), our_own_among(own), unplaced_among(ancestors))

    def is_copy(self, received: ReceivedMail, mail: ReadMail, number: int | None) -> bool:
        """Whether the conversation has this very mail already, by another mailbox to which it was sent as well."""
        place = self.places.get(mail.message_id)
        if number is None or place is None or place.conversation_id != number:
            return False
        before = [row for row in self._read if row.fingerprint == received.fingerprint]
        if any(row.message and row.message.conversation_id == number for row in before):
            return True
        same = ReceivedMail.objects.filter(fingerprint=received.fingerprint, message__conversation_id=number)
        return same.exclude(pk=received.pk).exists()

    def remember(self, mail: ReadMail, message: Message) -> None:
        """The mail has become this message: later ones may answer it."""
        if mail.message_id:
            place = Place(message.conversation_id, message.conversation.customer_id)
            self.places.setdefault(mail.message_id, place)
            self._references.append(MailReference(message=message, message_id_header=mail.message_id))

    def finish(self, received: ReceivedMail) -> None:
        """The mail has been read."""
        self._read.append(received)

    def note_reachable(self, received: ReceivedMail, message: Message) -> None:
        """A person wrote just now: their address can be written to."""
        if not received.is_history and not message.is_automatic:
            self._reachable.append(message.sender_address)

    def write_reachable(self) -> None:
        mark_all_reachable(self._reachable)
        self._reachable.clear()

    def write(self) -> None:
        self.write_reachable()
        MailReference.objects.bulk_create(self._references)
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE email_receivedmail SET reading = %s, problem = '', message_id = %s, kind = %s, "
                "may_be_answered = %s WHERE id = %s",
                [
                    (Reading.READ.value, row.message_id, str(row.kind), row.may_be_answered, row.pk)
                    for row in self._read
                ],
            )


def become_message(
    received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile], known: Known | None = None
) -> ReceivedMail:
    """Recognize the customer, find the conversation and put the message there, in the transaction of the caller.

    A mail of our own that comes back to us becomes no message; a report about one stands where that one stands. Raises
    UnreadableMail without a sender.
    """
    together = known or Known.of([mail])
    received.reading, received.problem = Reading.READ, ""
    if received.source == Source.SENT:
        _become_letter_of_ours(received, mail, files, together)
    elif mail.message_id not in together.ours and not came_around(received, mail):
        judge_received(received, mail)
        findings = findings_in(mail.judgement.report, vouched=partial(reporting_domain, received, mail))
        if findings or not take_answer(received, mail, files):
            _place(received, mail, files, together, findings)
    together.finish(received)
    if known is None:
        together.write()
    return received


def _place(
    received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile], together: Known, findings: Sequence[Finding]
) -> None:
    opened = None if findings else open_forwarded(received, mail, files, together.places)
    opened = opened or _opened(received, mail, files, together, findings[0] if findings else None)
    received.message = opened.message
    if opened.message:
        together.remember(mail, opened.message)
        bring_in_what_it_answers(mail, opened.message, unplaced=together.unplaced)
        together.note_reachable(received, opened.message)
    _act_on(() if received.is_history else findings, together)


def _opened(
    received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile], together: Known, about: Finding | None
) -> Opened:
    arrival = arrival_of(received, mail, files, known=together, about=about)
    is_copy = together.is_copy(received, mail, arrival.conversation_id)
    return Opened(None if is_copy else receive_message(arrival))


def _act_on(findings: Collection[Finding], together: Known) -> None:
    if findings:
        together.write_reachable()  # what came before the report does not contradict it
    for finding in findings:
        act_on(finding)


def _become_letter_of_ours(
    received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile], together: Known
) -> None:
    if mail.message_id not in together.ours:
        received.message = show_sent(received, mail, files, places=together.places)
    if received.message is not None:
        together.remember(mail, received.message)
    else:
        together.unplaced.add(mail.message_id)


def our_own_among(message_ids: Collection[str]) -> set[str]:
    """The Message-IDs of mails that we sent, also the first one of what was sent again: nobody else knew them before
    they left."""
    sent = MailReference.objects.filter(message_id_header__in=message_ids, message__outgoing_mail__isnull=False)
    return set(sent.values_list("message_id_header", flat=True))


def sender_of(mail: ReadMail, envelope_from: str = "") -> MailAddress:
    """Who wrote the mail; without a From, who handed it in. Raises UnreadableMail when nobody is named."""
    sender = mail.sender or MailAddress("", envelope_from)
    if "@" not in sender.address:
        raise NobodyWroteIt
    return sender


def recognized(sender: MailAddress, among: tuple[int, ...] = ()) -> int:
    """The customer who writes; `among` are those whose conversations the mail continues."""
    return recognize_customer(address=sender.address, name=sender.name, among=among).pk


def arrival_of(
    received: ReceivedMail,
    mail: ReadMail,
    files: Sequence[ArrivedFile],
    *,
    known: Known,
    about: Finding | None = None,
) -> Arrival:
    """The message that the mail is: its customer recognized (met, if new), its conversation found.

    A server that reports `about` a mail of ours is nobody to meet: it speaks in that mail's conversation.
    """
    written_at = mail.date or received.received_at
    at = min(written_at, received.received_at) if received.is_history else received.received_at
    conversation_id: int | None
    if about is not None:
        sender = mail.sender or MailAddress("", received.envelope_from)
        customer_id, conversation_id = about.customer_id, about.conversation_id
    else:
        sender = sender_of(mail, received.envelope_from)
        threads = threads_of(mail, delivered_to=[received.envelope_to], places=known.places)
        customer_id = known.recognize(sender, threads.people)
        conversation_id = conversation_of(
            mail, threads, sender=sender.address, customer_id=customer_id, mailbox_id=received.mailbox_id, at=at
        )
    return Arrival(
        channel=Channel.EMAIL,
        mailbox_id=received.mailbox_id,
        customer_id=customer_id,
        conversation_id=conversation_id,
        sender_name=sender.name,
        sender_address=sender.address,
        reply_to=mail.reply_to,
        recipients=tuple(Recipient(kind=kind, name=to.name, address=to.address) for kind, to in mail.recipients),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        quoted_from=mail.quoted_from,
        has_remote_images=mail.has_remote_images,
        at=at,
        files=tuple(files),
        is_history=received.is_history,
        is_automatic=received.kind != MailKind.PERSON,
        remarks=tuple(mail.remarks),
        invitations=tuple(one.as_json() for one in mail.invitations),
    )


def _finish(
    received: ReceivedMail, *, reading: Reading, problem: str = "", message_id: int | None = None
) -> ReceivedMail:
    received.reading, received.problem, received.message_id = reading, problem[:500], message_id
    received.save(update_fields=["reading", "problem", "message_id"])
    return received


@transaction.atomic
def mark_unreadable(received_id: int, problem: str) -> ReceivedMail:
    """Put the mail on the list of unreadable mail, with the reason as `problem_of` keeps it."""
    received = ReceivedMail.objects.select_for_update().get(pk=received_id)
    if received.reading == Reading.READ:
        return received
    _finish(received, reading=Reading.UNREADABLE, problem=problem)
    record(MailUnreadable(by=SYSTEM, received_id=received.pk))
    return received


@transaction.atomic
def try_again(received_id: int, *, by: Actor) -> ReceivedMail:
    """Have an unreadable mail read once more; any other is left as it is. Raises NotFound."""
    received = ReceivedMail.objects.select_for_update().filter(pk=received_id).first()
    if received is None:
        raise NotFound
    if received.reading == Reading.UNREADABLE:
        received.attempts = max(1, min(received.attempts, MOST_ATTEMPTS - 1))  # alone
        received.save(update_fields=["attempts"])
        _finish(received, reading=Reading.STORED)
        record(MailTriedAgain(by=by, received_id=received.pk))
    return received
