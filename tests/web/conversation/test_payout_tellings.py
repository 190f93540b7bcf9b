"""What becomes of a payment stands between the letters, in sentences, once."""

from collections.abc import Iterator

import pytest

from goodword.conversations.queries.thread import thread_of
from goodword.recovery.actions.paying_out import begin_sending, take_answer
from goodword.recovery.payout_choices import UNDO
from goodword.recovery.payouts.connectors import Failed, NotThere, Paid, Unknown
from goodword.recovery.types import Payout
from goodword.web.conversation.tellings import told
from tests.cast import found_cast
from tests.frozen_time import START, Clock
from tests.recovery.payouts.allowed import allow
from tests.recovery.payouts.fake_system import FakeSystem
from tests.recovery.payouts.given import Given


@pytest.fixture
def given(db: None) -> Given:
    return Given.at(found_cast())


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSystem]:
    allow(monkeypatch, "localhost")
    with FakeSystem() as system:
        yield system


def words(given: Given) -> list[str]:
    items = thread_of(given.conversation).items
    return [line for item in items if item.event and (line := told(item.event))]


def sent(given: Given, system: FakeSystem, clock: Clock) -> Payout:
    given.by_system(system)
    payout = given.refund()
    clock.travel(START + UNDO)
    begin_sending(payout.pk)
    return payout


def test_sent_looked_up_and_paid(given: Given, system: FakeSystem, clock: Clock) -> None:
    payout = sent(given, system, clock)
    take_answer(payout.pk, Unknown(), attempt=1)
    take_answer(payout.pk, NotThere(), attempt=1, looked_up=True)
    begin_sending(payout.pk)
    take_answer(payout.pk, Paid("T-1", clock.now()), attempt=2)

    assert words(given)[-3:] == [
        "What was given was sent for payment",
        "Nobody knows yet whether what was given is paid: it is being looked up",
        "What was given is paid or sent",
    ]


def test_why_it_failed(given: Given, system: FakeSystem, clock: Clock) -> None:
    take_answer(sent(given, system, clock).pk, Failed("refused"), attempt=1)

    assert words(given)[-1] == "What was given could not be paid: It was refused there."


def test_what_is_paid_by_hand_says_one_thing(given: Given) -> None:
    given.refund()

    assert words(given) == [f"{given.cast.mara.name} made it right: Partial refund, $25.00"]
