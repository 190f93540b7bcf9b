"""What kind of mail came, with what only the desk knows beside what the mail says of itself."""

from goodword.channels.email.actions.alarms import raise_alarm
from goodword.channels.email.choices import AlarmKind, MailKind
from goodword.channels.email.marks import is_our_mark
from goodword.channels.email.models import ReceivedMail
from goodword.channels.email.reading import ReadMail
from goodword.channels.email.reading.automatic import MOST_HOPS
from goodword.conversations.models import Mailbox
from goodword.people.addresses import normalize_address

NO_SENDER = "<>"  # the envelope of mail that nobody shall answer


def judge_received(received: ReceivedMail, mail: ReadMail) -> None:
    """Set the kind of the mail, unsaved. One that goes in circles raises an alarm, unless it is history."""
    judged = mail.judgement
    received.kind, received.may_be_answered = judged.kind, judged.may_be_answered
    if received.envelope_from == NO_SENDER and judged.kind is MailKind.PERSON:
        received.kind = MailKind.AUTOMATIC
    sign = _circling(mail)
    if sign and received.kind == MailKind.PERSON:
        received.kind = MailKind.AUTOMATIC
    if received.is_history or received.kind != MailKind.PERSON:
        received.may_be_answered = False
    if sign and received.mailbox_id is not None and not received.is_history:
        raise_alarm(received.mailbox_id, AlarmKind.LOOP, facts={"sign": sign})


def _circling(mail: ReadMail) -> str:
    """By which sign the mail goes in circles: it bears our mark, passed our own responder, or far too many servers."""
    judged = mail.judgement
    if judged.hops > MOST_HOPS:
        return "hops"
    if judged.report is not None:
        return ""  # a bounce may carry the marks of what it returns
    if any(is_our_mark(mark) for mark in judged.marks):
        return "mark"
    addresses = [normalize_address(mark) for mark in judged.marks if "@" in mark]
    return "x-loop" if addresses and Mailbox.objects.filter(address__in=addresses).exists() else ""
