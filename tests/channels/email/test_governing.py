"""The governor: caps, the stop, and who is never written to by a program."""

import threading

import pytest
from django.db import connections

from goodword.channels.email.actions.governing import (
    allow_automatic_mail,
    limit_automatic_mail,
    resume_automatic_mail,
)
from goodword.channels.email.choices import AlarmKind, HeldBack, Purpose
from goodword.channels.email.ledger import AutomaticMail
from goodword.channels.email.models import MailboxAlarm
from goodword.channels.email.threading import reply_address
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.standing import mark_complained, mark_undeliverable
from tests.cast import Cast, found_cast
from tests.frozen_time import Clock
from tests.timeline import recorded

pytestmark = pytest.mark.django_db
ODILE = "o.hartwell@example.org"


def ask(cast: Cast, address: str = ODILE, **more: bool) -> HeldBack:
    return allow_automatic_mail(address, cast.mailbox.pk, purpose=Purpose.ACKNOWLEDGEMENT, **more)  # type: ignore[arg-type]


def test_an_address_gets_three_an_hour_and_ten_a_day(cast: Cast, clock: Clock) -> None:
    assert [ask(cast) for _ in range(4)] == [HeldBack.NO] * 3 + [HeldBack.ADDRESS_HOUR]
    for _ in range(7):
        clock.forward(hours=1, seconds=1)
        assert ask(cast) is HeldBack.NO
    clock.forward(hours=1, seconds=1)
    assert ask(cast, ODILE.upper()) is HeldBack.ADDRESS_DAY
    clock.forward(days=1)
    assert ask(cast) is HeldBack.NO


def test_a_mailbox_that_writes_too_much_stops_until_it_is_let_go_on(cast: Cast, clock: Clock, adam: Actor) -> None:
    limit_automatic_mail(cast.mailbox.pk, by=adam, per_hour=2, per_address_and_hour=3, per_address_and_day=10)
    assert [ask(cast, f"p{n}@example.org") for n in range(4)] == [HeldBack.NO] * 2 + [HeldBack.FLOOD] * 2
    assert MailboxAlarm.objects.get(cleared_at=None).kind == AlarmKind.FLOOD

    clock.forward(hours=5)
    assert ask(cast) is HeldBack.FLOOD
    assert resume_automatic_mail(cast.mailbox.pk, by=adam)
    assert not resume_automatic_mail(cast.mailbox.pk, by=adam)
    assert [ask(cast, f"q{n}@example.org") for n in range(3)] == [HeldBack.NO] * 2 + [HeldBack.FLOOD]
    assert len(recorded("mailbox.alarm-raised")) == 2


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("noreply@shop.example", HeldBack.NO_REPLY),
        ("do-not-reply@shop.example", HeldBack.NO_REPLY),
        ("shop-noreply@shop.example", HeldBack.NO_REPLY),
        ("MAILER-DAEMON@mx.example", HeldBack.NO_REPLY),
        ("bounces+odile=example.org@shop.example", HeldBack.NO_REPLY),
        ("pharmacy@wrenfield.example", HeldBack.OWN_MAILBOX),
        ("pharmacy+abc@wrenfield.example", HeldBack.OWN_MAILBOX),
        ("nobody without an address", HeldBack.NO_REPLY),
        ("noreen.reply@example.org", HeldBack.NO),
    ],
)
def test_some_are_never_written_to(cast: Cast, address: str, held: HeldBack) -> None:
    assert ask(cast, address) is held


def test_nor_is_our_own_reply_address(cast: Cast) -> None:
    assert ask(cast, reply_address(cast.mailbox.address, 1042)) is HeldBack.OWN_MAILBOX


def test_nor_those_who_complained_or_whose_mailbox_is_gone(cast: Cast) -> None:
    mark_complained("c@example.org")
    mark_undeliverable("h@example.org", hard=True, reason="no-mailbox")
    mark_undeliverable("s@example.org", hard=False, reason="full")
    held = [ask(cast, f"{who}@example.org") for who in "chs"]
    assert held == [HeldBack.COMPLAINED, HeldBack.BOUNCED, HeldBack.NO]


def test_the_same_words_are_not_answered_twice_and_all_is_written_down(cast: Cast) -> None:
    recognize_customer(address=ODILE)
    assert ask(cast, is_repeated=True) is HeldBack.REPEATED
    row = AutomaticMail.objects.get()
    assert (row.address, row.held, row.purpose) == (ODILE, HeldBack.REPEATED, Purpose.ACKNOWLEDGEMENT)


def test_limits_are_numbers(cast: Cast, adam: Actor) -> None:
    with pytest.raises(Invalid):
        limit_automatic_mail(cast.mailbox.pk, by=adam, per_hour=0, per_address_and_hour=3, per_address_and_day=10)


@pytest.mark.django_db(transaction=True)
def test_two_workers_together_stay_within_the_limit() -> None:
    cast, answers, together = found_cast(), [], threading.Barrier(4)

    def work() -> None:
        together.wait()
        answers.extend(ask(cast) for _ in range(3))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (answers.count(HeldBack.NO), answers.count(HeldBack.ADDRESS_HOUR)) == (3, 9)
