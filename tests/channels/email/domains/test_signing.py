"""Signatures that a receiver can check, whatever the mail is made of and whoever passed it on."""

import dkim
import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.domains import (
    know_domains,
    make_signing_key,
    remove_signing_keys,
    start_signing,
)
from goodword.channels.email.composing import POLICY
from goodword.channels.email.domains.checking import key_record
from goodword.channels.email.jobs.domains import look_at_domain, look_at_domains
from goodword.channels.email.jobs.sending import send_mail
from goodword.channels.email.models import OutgoingMail, SendingDomain, SigningKey
from goodword.channels.email.senders import domain_in_use, domains_in_use
from goodword.channels.email.signing import signed
from goodword.channels.email.transports.dns import NameServer
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.models import Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.core.jobs.models import QueuedJob
from goodword.core.keys import decrypt
from tests.cast import Cast, conversation_with_odile
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer
from tests.servers.name_server import NameServerStub
from tests.timeline import last_event

OURS = "wrenfield.example"
HEAD = b"From: Pharmacy <pharmacy@wrenfield.example>\r\nTo: odile@customers.test\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n"
PLAIN = HEAD + b"Message-ID: <1@wrenfield.example>\r\n\r\nDear Odile,\r\n\r\nit is on its way.  \r\n\r\n"


@pytest.fixture
def domain(cast: Cast) -> SendingDomain:
    know_domains()
    return SendingDomain.objects.get(name=OURS)


@pytest.fixture
def signing(domain: SendingDomain, adam: Actor, zone: NameServerStub) -> SendingDomain:
    """The key is made, published, seen and in use."""
    make_signing_key(domain.pk, by=adam)
    publish(domain, zone)
    look_at_domain.func(domain_id=domain.pk)
    return start_signing(domain.pk, by=adam)


def publish(domain: SendingDomain, zone: NameServerStub) -> None:
    for key in domain_in_use(domain.pk).sender.keys:
        record = key_record(OURS, key)
        zone.put(record.name, record.kind, record.value)


def verifies(mail: bytes) -> bool:
    lookup = NameServer()
    return bool(dkim.verify(mail, dnsfunc=lambda name, timeout=5: lookup.txt(name.decode())[0].encode()))


@pytest.mark.parametrize(
    "mail",
    [
        PLAIN,
        PLAIN.replace(b"\r\n", b"\n"),
        HEAD + b"\r\n",
        HEAD + b"\r\nna\xc3\xafve \xff bytes\r\n",
        HEAD + b"\r\n" + b"long " * 900 + b"\r\n",
        HEAD + b"\r\n.\r\n..dots\r\n\r\n\r\n\r\n",
        HEAD + b"References: <a@b>\r\n <c@d>\r\n\t<e@f>\r\n\r\nfolded\r\n",
        HEAD + b"\r\na bare\rreturn\nand line feed",
    ],
    ids=["plain", "unix", "empty", "8bit", "long", "dots", "folded", "bare"],
)
def test_a_signature_verifies(signing: SendingDomain, mail: bytes) -> None:
    assert not verifies(mail)
    assert verifies(signed(mail, OURS))


@pytest.mark.parametrize(
    "forge",
    [
        lambda mail: mail.replace(b"on its way", b"cancelled"),
        lambda mail: mail.replace(b"\r\nSubject:", b"\r\nSubject: Pay now\r\nSubject:"),
        lambda mail: mail.replace(b"\r\nTo:", b"\r\nCc: thief@elsewhere.test\r\nTo:"),
        lambda mail: b"From: Thief <a@b.test>\r\n" + mail,
    ],
)
def test_what_is_changed_or_added_on_the_way_breaks_it(signing: SendingDomain, forge) -> None:  # type: ignore[no-untyped-def]
    assert not verifies(forge(signed(PLAIN, OURS)))


@pytest.mark.real_time
def test_it_survives_a_relay(signing: SendingDomain, exim: EximServer, dovecot: DovecotServer) -> None:
    """The real Exim takes it in and passes it on; what arrives is checked against the name server."""
    odile = dovecot.add_user("odile.signed@customers.test")
    bodies = [b"plain\r\n", b"caf\xc3\xa9 \xf0\x9f\x92\x8a\r\n", b"x" * 3000 + b"\r\n", b"..\r\n.\r\nend"]
    for body in bodies:
        exim.send(f"pharmacy@{OURS}", [odile], signed(HEAD + b"\r\n" + body, OURS))
    arrived = dovecot.wait_for_messages(odile, len(bodies))
    assert [verifies(mail) for mail in arrived] == [True] * len(bodies)


def test_no_key_no_signature(domain: SendingDomain) -> None:
    assert signed(PLAIN, OURS) == PLAIN
    assert signed(PLAIN, "elsewhere.test") == PLAIN


def test_a_broken_key_never_stops_a_mail(signing: SendingDomain) -> None:
    right = SigningKey.objects.get().key_secret
    for secret in ("", "nonsense", right[:-4] + "AAA="):
        SigningKey.objects.update(key_secret=secret)
        assert signed(PLAIN, OURS) == PLAIN
        signing.refresh_from_db()
        assert "unsigned" in signing.signing_problem
    SigningKey.objects.update(key_secret=right)
    assert verifies(signed(PLAIN, OURS))
    signing.refresh_from_db()
    assert signing.signing_problem == ""


def test_nothing_is_signed_before_the_record_is_seen(domain: SendingDomain, adam: Actor, zone: NameServerStub) -> None:
    key = make_signing_key(domain.pk, by=adam)
    look_at_domain.func(domain_id=domain.pk)
    with pytest.raises(ActionRefused):
        start_signing(domain.pk, by=adam)
    assert signed(PLAIN, OURS) == PLAIN
    start_signing(domain.pk, by=adam, anyway=True)
    assert signed(PLAIN, OURS).startswith(b"DKIM-Signature:")
    assert "PRIVATE" not in key.key_secret
    assert "PRIVATE" in decrypt(key.key_secret)
    assert last_event("sending-domain.signing-started").data == {"domain_id": domain.pk}


def test_a_new_key_takes_over_only_when_it_is_seen(signing: SendingDomain, adam: Actor, zone: NameServerStub) -> None:
    first = SigningKey.objects.get()
    second = make_signing_key(signing.pk, by=adam)
    assert first.selector != second.selector
    assert f"s={first.selector};".encode() in signed(PLAIN, OURS).replace(b"\r\n ", b"")
    publish(signing, zone)
    look_at_domain.func(domain_id=signing.pk)
    start_signing(signing.pk, by=adam)
    assert list(SigningKey.objects.all()) == [second]
    assert verifies(signed(PLAIN, OURS))


def test_keys_are_forgotten(signing: SendingDomain, adam: Actor) -> None:
    remove_signing_keys(signing.pk, by=adam)
    assert signed(PLAIN, OURS) == PLAIN
    assert not SigningKey.objects.exists()


def test_every_domain_is_known_with_its_relays(cast: Cast, adam: Actor) -> None:
    connect_mailbox(cast.mailbox.pk, by=adam, smtp=SmtpAccess(host="SMTP.gmail.com", username="a", secret="b"))
    look_at_domains.func()
    (known,) = domains_in_use()
    assert (known.sender.domain, known.sender.relays, known.addresses) == (
        OURS, ["smtp.gmail.com"], [cast.mailbox.address],
    )  # fmt: skip
    assert QueuedJob.objects.filter(name__endswith="look_at_domain").count() == 1


@pytest.mark.real_time
def test_a_reply_leaves_signed(signing: SendingDomain, cast: Cast, relay: ScriptedRelay) -> None:
    connect_mailbox(cast.mailbox.pk, by=SYSTEM, smtp=relay.access)
    conversation = conversation_with_odile(cast)
    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow, naïvely.</p>")
    Message.objects.update(leaves_at=now())
    send_mail.func(outgoing_id=OutgoingMail.objects.get().pk)
    assert [verifies(mail.as_bytes(policy=POLICY)) for mail in relay.given] == [True]
