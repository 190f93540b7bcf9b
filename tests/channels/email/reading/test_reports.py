"""Bounces and complaints, each as a file of its own in `tests/mails/bounces` and `tests/mails/complaints`."""

import pytest

from goodword.channels.email.choices import BounceReason, MailKind
from goodword.channels.email.reading import read_message
from goodword.channels.email.reading.reports import Report, address_of
from goodword.channels.email.reading.returned import Outcome
from tests.channels.email.mails import SAMPLES

OURS = "<gw.Zk3vJ0m1xQ8rT5yB7nL2cW4e@wrenfield.example>"
ODILE = "o.hartwell@example.org"
FAILED, DELAYED, ARRIVED = Outcome.FAILED, Outcome.DELAYED, Outcome.ARRIVED
R = BounceReason
EXPECTED = {
    "account-closed": (FAILED, R.CLOSED, True), "courier-base64": (FAILED, R.NO_MAILBOX, True),
    "delivered": (ARRIVED, R.UNKNOWN, False), "domino": (FAILED, R.NO_MAILBOX, True),
    "exchange-2003-full": (FAILED, R.FULL, False), "exchange-plain": (FAILED, R.NO_MAILBOX, True),
    "exim-delay": (DELAYED, R.UNREACHABLE, False), "exim-forwarded": (FAILED, R.FULL, False),
    "exim-plain": (FAILED, R.NO_MAILBOX, True), "exim-remote-refusal": (FAILED, R.REFUSED, False),
    "exim-unrouteable": (FAILED, R.NO_MAILBOX, True), "french": (FAILED, R.NO_MAILBOX, True),
    "german-1und1": (FAILED, R.NO_MAILBOX, True), "gmail-address-not-found": (FAILED, R.NO_MAILBOX, True),
    "gmail-delay": (DELAYED, R.UNREACHABLE, False), "gmail-old": (FAILED, R.NO_MAILBOX, True),
    "gmx": (FAILED, R.NO_MAILBOX, True), "greylist-gave-up": (FAILED, R.UNREACHABLE, False),
    "groupwise": (FAILED, R.FULL, False), "html-ndr": (FAILED, R.NO_MAILBOX, True),
    "imail": (FAILED, R.FULL, False), "japanese": (FAILED, R.NO_MAILBOX, True),
    "mail-loop": (FAILED, R.LOOP, False), "mailenable": (FAILED, R.FULL, False),
    "no-blank-line-between": (FAILED, R.NO_MAILBOX, True), "no-status-no-action": (FAILED, R.NO_MAILBOX, True),
    "office365-access-denied": (FAILED, R.NO_MAILBOX, True), "office365-not-found": (FAILED, R.NO_MAILBOX, True),
    "polish": (FAILED, R.NO_MAILBOX, True), "postfix-delayed": (DELAYED, R.UNREACHABLE, False),
    "postfix-expired": (FAILED, R.UNREACHABLE, False), "postfix-host-not-found": (FAILED, R.NO_DOMAIN, True),
    "postfix-mailbox-full": (FAILED, R.FULL, False), "postfix-plain": (FAILED, R.NO_MAILBOX, True),
    "postfix-user-unknown": (FAILED, R.NO_MAILBOX, True), "qmail": (FAILED, R.NO_MAILBOX, True),
    "qmail-no-mailbox": (FAILED, R.NO_MAILBOX, True), "qq-chinese": (FAILED, R.NO_MAILBOX, True),
    "relayed": (ARRIVED, R.UNKNOWN, False), "rfc6533-utf8": (FAILED, R.REFUSED, False),
    "russian": (FAILED, R.FULL, False), "sendmail-8": (FAILED, R.NO_MAILBOX, True),
    "sendmail-old": (FAILED, R.NO_MAILBOX, True), "spanish": (FAILED, R.NO_MAILBOX, True),
    "t-online": (FAILED, R.NO_MAILBOX, True), "too-large": (FAILED, R.TOO_LARGE, False),
    "xtext-original-recipient": (FAILED, R.CLOSED, True), "yahoo-disabled": (FAILED, R.CLOSED, True),
    "yahoo-plain": (FAILED, R.NO_MAILBOX, True), "zimbra-plain": (FAILED, R.NO_DOMAIN, True),
}  # fmt: skip


def report(folder: str, name: str) -> Report:
    mail = read_message((SAMPLES / folder / f"{name}.eml").read_bytes())
    assert mail.judgement.report is not None
    assert not mail.judgement.may_be_answered
    return mail.judgement.report


def test_every_sample_is_expected_to_be_something() -> None:
    assert {path.stem for path in (SAMPLES / "bounces").glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bounce_is_understood(name: str) -> None:
    found = report("bounces", name)
    about = [one for one in found.returned if ODILE in one.addresses]

    assert (found.kind, OURS in found.message_ids) == (MailKind.BOUNCE, True)
    assert [(one.outcome, one.reason, one.is_hard) for one in about] == [EXPECTED[name]]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "qmail",
            "550 5.1.1 <o.hartwell@example.org>: Recipient address rejected: User unknown in local recipient table",
        ),
        ("postfix-mailbox-full", "552 5.2.2 Mailbox full"),
        ("german-1und1", "550 Der Empfänger ist unbekannt"),
        ("domino", ""),
    ],
)
def test_the_server_is_quoted_and_nothing_else(name: str, words: str) -> None:
    assert report("bounces", name).returned[0].words == words


@pytest.mark.parametrize("name", ["rfc5965", "yahoo", "opt-out", "jmrp"])
def test_a_complaint_names_who_complains(name: str) -> None:
    found = report("complaints", name)
    assert (found.kind, OURS in found.message_ids) == (MailKind.COMPLAINT, True)
    assert found.returned[0].addresses == (ODILE,)


def test_a_complaint_whose_sender_is_hidden_still_names_the_mail() -> None:
    found = report("complaints", "redacted")
    assert (found.returned[0].addresses, OURS in found.message_ids) == ((), True)


def test_not_spam_is_no_complaint() -> None:
    raw = (
        (SAMPLES / "complaints" / "rfc5965.eml")
        .read_bytes()
        .replace(b"Feedback-Type: abuse", b"Feedback-Type: not-spam")
    )
    assert read_message(raw).judgement.kind is MailKind.AUTOMATIC


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("rfc822; Ana@Example.org", "ana@example.org"),
        ("rfc822;<ana@example.org>", "ana@example.org"),
        ("rfc822; ana+shop@example.org", "ana+shop@example.org"),
        ("rfc822;ana+2Bshop@example.org", "ana+shop@example.org"),
        ("utf-8; ren\\x{E9}@example.org", "rené@example.org"),
        ("x400; /PN=Ana/", ""),
        ("", ""),
    ],
)
def test_recipients_are_decoded(field: str, address: str) -> None:
    assert address_of(field) == address
