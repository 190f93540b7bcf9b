"""The mail process and the workers are killed at random: no mail is lost, none doubled, none sent a third time."""

import smtplib
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Sending
from goodword.channels.email.models import OutgoingMail, ReceivedMail
from goodword.channels.email.transports.imap import ImapAccess
from goodword.conversations.actions.replying import send_reply
from goodword.core.actor import Actor
from goodword.core.blobs import read_blob
from goodword.core.clock import now, travelled_to
from tests.campaigns import Campaign
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.engines import free_port
from tests.servers.dovecot import DovecotServer
from tests.soak.mortal import Mortal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def letter(number: int) -> bytes:
    return f"From: ana@customers.test\r\nMessage-ID: <{number}@x.test>\r\nSubject: {number}\r\n\r\nHi\r\n".encode()


def deliver_until_taken(port: int, address: str, raw: bytes) -> None:
    """As a mail server does: keep the mail until the other side has said 250."""
    while True:
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=20) as smtp:
                smtp.sendmail("ana@customers.test", [address], raw)
            return
        except (smtplib.SMTPException, OSError):
            time.sleep(0.1)


def write_by_imap(campaign: Campaign, dovecot: DovecotServer, user: str, count: int, part: Mortal) -> None:
    for number in range(0, count, 2):
        dovecot.deliver(user, letter(number))
        time.sleep(campaign.random.uniform(0, 0.2))
        if number == count // 2:  # a quick machine must not be done before it was killed
            wait_for(lambda: part.kills >= 3, 60)


def test_mail_that_arrives_survives_kills(campaign: Campaign, cast: Cast, dovecot: DovecotServer) -> None:
    count, port, by = max(60, campaign.size(2_000)), free_port(), Actor.agent(cast.adam.pk)
    user = dovecot.add_user("campaign@desk.test")
    imap = ImapAccess(host="localhost", port=dovecot.imaps_port, username=user, secret="secret")
    connect_mailbox(cast.mailbox.pk, by=by, imap=imap)

    def write_by_smtp() -> None:
        for number in range(1, count, 2):
            deliver_until_taken(port, cast.mailbox.address, letter(number))

    writer = threading.Thread(target=write_by_smtp)
    trust = {"SSL_CERT_FILE": str(dovecot.certificate), "GOODWORD_SMTP_LISTEN": f"127.0.0.1:{port}"}
    with Mortal("mail", campaign.random, kills=max(5, count // 40), **trust) as part:
        writer.start()
        write_by_imap(campaign, dovecot, user, count, part)
        complete = wait_for(lambda: ReceivedMail.objects.count() >= count, 60 + count / 10)
        writer.join()

    subjects = [read_blob(mail.raw_id).partition(b"Subject: ")[2].partition(b"\r\n")[0] for mail in received()]
    campaign.report(mails=count, stored=len(subjects), kills=part.kills)
    assert complete
    assert sorted(int(subject) for subject in subjects) == list(range(count))
    assert part.kills >= 3


def received() -> list[ReceivedMail]:
    return list(ReceivedMail.objects.all())


def headers(**condition: object) -> set[str]:
    return set(OutgoingMail.objects.filter(**condition).values_list("message_id_header", flat=True))


def test_replies_survive_kills(campaign: Campaign, cast: Cast) -> None:
    """A reply arrives once, or twice and marked; broken off twice, it has failed where the agent sees it."""
    count = max(40, campaign.size(2_000))
    under_way = OutgoingMail.objects.filter(sending__in=[Sending.WAITING, Sending.SENDING])
    with ScriptedRelay(pause=0.2) as relay:
        queue_replies(cast, relay, count)
        with Mortal("worker", campaign.random, kills=max(5, count // 40), longest=4) as part:
            done = wait_for(lambda: not under_way.exists(), 90 + count)

    arrived = Counter(mail["Message-ID"] for mail in relay.given)
    marked, failed = headers(may_have_arrived_twice=True), headers(sending=Sending.FAILED)
    twice = {header for header, times in arrived.items() if times > 1}
    campaign.report(replies=count, given=len(relay.given), twice=len(twice), failed=len(failed), kills=part.kills)
    assert done
    assert headers() == arrived.keys() | failed
    assert max(arrived.values()) <= 2
    assert twice | failed <= marked
    assert len(failed) <= part.kills


def queue_replies(cast: Cast, relay: ScriptedRelay, count: int) -> None:
    connect_mailbox(cast.mailbox.pk, by=Actor.agent(cast.adam.pk), smtp=relay.access)
    with travelled_to(now().replace(year=now().year - 1)):
        for _ in range(count // 5):
            conversation = conversation_with_odile(cast)
            for day in range(5):
                send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html=f"<p>Tomorrow {day}.</p>")
    OutgoingMail.objects.update(tried_since=now())
