"""Mail arrives by IMAP and LMTP and leaves by SMTP, while the mail process and the worker are killed at random.

None is lost, none is doubled, and no Message-ID reaches the relay twice but those that are marked, and those twice at
most. In full 50 rounds of 2,000 mails; a round of 90 with at least three kills of each process in every other run.
"""

import smtplib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Reading, Sending
from goodword.channels.email.models import OutgoingMail, ReceivedMail
from goodword.channels.email.transports.imap import ImapAccess
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Direction
from goodword.conversations.models import Message
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
ROUNDS, MAILS, LEAST_MAILS, LEAST_KILLS = 50, 2_000, 90, 3
PATIENCE = 120.0


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


@dataclass
class World:
    """The servers around the desk, and what was done in them so far."""

    cast: Cast
    dovecot: DovecotServer
    relay: ScriptedRelay
    campaign: Campaign
    imap_user: str
    lmtp_port: int
    written: int = 0
    checked: int = 0
    last_row: int = 0
    kills: int = 0


@pytest.fixture
def world(campaign: Campaign, cast: Cast, dovecot: DovecotServer) -> Iterator[World]:
    user = dovecot.add_user("campaign@desk.test")
    imap = ImapAccess(host="localhost", port=dovecot.imaps_port, username=user, secret="secret")
    with ScriptedRelay(pause=0.02) as relay:
        connect_mailbox(cast.mailbox.pk, by=Actor.agent(cast.adam.pk), imap=imap, smtp=relay.access)
        yield World(cast, dovecot, relay, campaign, user, free_port())


def test_mail_survives_kills(world: World) -> None:
    rounds, mails = world.campaign.size(ROUNDS), max(LEAST_MAILS, world.campaign.size(MAILS))
    for _ in range(rounds):
        live_through_a_round(world, mails)
        check_what_arrived(world)
        check_what_left(world)
    twice = [header for header, times in arrivals(world).items() if times > 1]
    failed = len(headers(sending=Sending.FAILED))
    world.campaign.report(
        rounds=rounds, came=world.written, left=len(arrivals(world)), twice=len(twice), failed=failed, kills=world.kills
    )


def live_through_a_round(world: World, mails: int) -> None:
    """A third comes by IMAP, a third by LMTP, a third leaves; until all is done, or patience is over."""
    third = mails // 3
    queue_replies(world, third)
    with mortal_processes(world, 2 * LEAST_KILLS) as parts:
        letters = [letter(number) for number in range(world.written, world.written + 2 * third)]
        world.written += 2 * third
        writers = [
            threading.Thread(target=write_by_imap, args=(world, letters[:third], parts)),
            threading.Thread(target=write_by_lmtp, args=(world, letters[third:], parts)),
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert wait_for(lambda: is_all_done(world), PATIENCE + mails / 5), stand_of(world)
        kills = [part.kills for part in parts]
    assert min(kills) >= LEAST_KILLS
    world.kills += sum(kills)


@contextmanager
def mortal_processes(world: World, kills: int) -> Iterator[tuple[Mortal, Mortal]]:
    trust = {
        "SSL_CERT_FILE": str(world.dovecot.certificate),
        "GOODWORD_LMTP_LISTEN": f"127.0.0.1:{world.lmtp_port}",
    }
    with ExitStack() as running:
        mail = running.enter_context(Mortal("mail", world.campaign.random, kills=kills, longest=4, **trust))
        worker = running.enter_context(Mortal("worker", world.campaign.random, kills=kills, longest=5, **trust))
        yield mail, worker


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def letter(number: int) -> bytes:
    sender = f"ana{number % 40}@customers.test"
    return f"From: {sender}\r\nMessage-ID: <{number}@x.test>\r\nSubject: No. {number}\r\n\r\nHi {number}\r\n".encode()


def write_by_imap(world: World, letters: list[bytes], parts: tuple[Mortal, Mortal]) -> None:
    for number, raw in enumerate(letters):
        if number == len(letters) // 2:  # a quick machine must not be done before it was killed
            wait_for(lambda: min(part.kills for part in parts) >= LEAST_KILLS, 60)
        world.dovecot.deliver(world.imap_user, raw)


def write_by_lmtp(world: World, letters: list[bytes], parts: tuple[Mortal, Mortal]) -> None:
    for number, raw in enumerate(letters):
        if number == len(letters) // 2:
            wait_for(lambda: min(part.kills for part in parts) >= LEAST_KILLS, 60)
        deliver_until_taken(world.lmtp_port, world.cast.mailbox.address, raw)


def deliver_until_taken(port: int, address: str, raw: bytes) -> None:
    """As a mail server does: keep the mail until the other side has said 250."""
    while True:
        try:
            with smtplib.LMTP("127.0.0.1", port, timeout=20) as lmtp:
                lmtp.sendmail("ana@customers.test", [address], raw)
            return
        except (smtplib.SMTPException, OSError):
            time.sleep(0.05)


def queue_replies(world: World, count: int) -> None:
    with travelled_to(now().replace(year=now().year - 1)):
        for _ in range(count // 5):
            conversation = conversation_with_odile(world.cast)
            for day in range(5):
                send_reply(conversation.pk, by=Actor.agent(world.cast.mara.pk), html=f"<p>Tomorrow {day}.</p>")
    OutgoingMail.objects.filter(sending=Sending.WAITING).update(tried_since=now())


def is_all_done(world: World) -> bool:
    connection.close_if_unusable_or_obsolete()
    return (
        ReceivedMail.objects.exclude(reading=Reading.STORED).count() >= world.written
        and not OutgoingMail.objects.filter(sending__in=[Sending.WAITING, Sending.SENDING]).exists()
    )


def stand_of(world: World) -> str:
    came = Counter(ReceivedMail.objects.values_list("reading", flat=True))
    left = Counter(OutgoingMail.objects.values_list("sending", flat=True))
    return f"written {world.written}, came {dict(came)}, left {dict(left)}"


def check_what_arrived(world: World) -> None:
    """Each letter of this round, and nothing besides, was kept once, read, and one message."""
    rows = list(ReceivedMail.objects.filter(pk__gt=world.last_row).order_by("pk"))
    kept = [read_blob(row.raw_id).partition(b"Subject: No. ")[2].partition(b"\r\n")[0] for row in rows]
    assert sorted(map(int, kept)) == list(range(world.checked, world.written))
    assert {row.reading for row in rows} == {Reading.READ}
    arrived = Message.objects.filter(direction=Direction.IN, subject__startswith="No. ")
    assert arrived.count() == world.written
    assert arrived.values("subject").distinct().count() == world.written
    world.checked, world.last_row = world.written, rows[-1].pk


def check_what_left(world: World) -> None:
    """A mail arrived once, or twice and marked; broken off twice, it has failed where the agent sees it."""
    given, failed = arrivals(world), headers(sending=Sending.FAILED)
    assert headers() == set(given) | failed
    assert max(given.values()) <= 2
    assert {header for header, times in given.items() if times > 1} | failed <= headers(may_have_arrived_twice=True)
    assert len(failed) <= world.kills


def arrivals(world: World) -> Counter[str]:
    """How often each reply was given; not what tries reply addresses, which may be asked for again after a kill."""
    given = Counter(mail["Message-ID"] for mail in world.relay.given)
    return Counter({header: times for header, times in given.items() if not header.startswith("<gw-loop.")})


def headers(**condition: object) -> set[str]:
    return set(OutgoingMail.objects.filter(**condition).values_list("message_id_header", flat=True))
