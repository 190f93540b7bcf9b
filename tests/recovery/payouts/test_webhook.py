"""Our signed webhook, at a system on loopback that is allowed by the name of localhost and by no other."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from goodword.recovery.payout_choices import PayoutProblem
from goodword.recovery.payouts.connectors import Access, Answer, Failed, NotThere, Paid, Pending, Unknown
from goodword.recovery.payouts.webhook import Webhook
from tests.frozen_time import START
from tests.recovery.payouts.allowed import allow
from tests.recovery.payouts.fake_system import SECRET, FakeSystem
from tests.recovery.payouts.orders import an_order


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSystem]:
    allow(monkeypatch, "localhost")
    with FakeSystem() as system:
        yield system


def at(system: FakeSystem, secret: str = SECRET) -> Webhook:
    return Webhook(Access(system.at(), secret))


def test_it_is_paid_and_told_all_it_needs_and_no_name(system: FakeSystem) -> None:
    assert at(system).pay(an_order()) == Paid("T-1", START)
    (asked,) = system.asked
    assert (asked["ask"], asked["key"]) == ("pay", "GW-57-00C0FFEE-1")
    assert (asked["amount_minor"], asked["amount"], asked["currency"]) == (2500, "25.00", "USD")
    assert "name" not in str(asked)


def test_yen_have_no_decimals(system: FakeSystem) -> None:
    at(system).pay(an_order(currency="JPY"))
    assert system.asked[0]["amount"] == "2500"


@pytest.mark.parametrize(
    ("status", "said", "answer"),
    [
        (202, {"status": "pending", "reference": "T-2"}, Pending("T-2")),
        (200, {"status": "failed", "code": "no-payment"}, Failed("no-payment")),
        (422, {"status": "failed", "code": "<script>", "retry": True}, Failed("refused", may_retry=True)),
        (200, {"status": "paid"}, Unknown("not-understood")),
        (200, {"status": "paid", "reference": ["T"]}, Unknown("not-understood")),
        (200, {"status": "none"}, Unknown("not-understood")),
        (200, b"OK", Unknown("not-understood")),
        (200, b"[" * 90_000, Unknown("not-understood")),
        (200, b"x" * 2_000_000, Unknown("no-answer")),
        (200, None, Unknown("no-answer")),
        (500, {"status": "failed"}, Unknown("server-fault")),
        (503, b"", Unknown("server-fault")),
        (403, b"", Failed("not-allowed")),
        (302, {"status": "paid", "reference": "T"}, Failed("refused")),
        (404, b"", Failed("refused")),
        (429, b"", Failed("limited", may_retry=True)),
    ],
)
def test_each_answer_is_one_fact(system: FakeSystem, status: int, said: object, answer: Answer) -> None:
    system.answers = lambda _asked: (status, said)
    assert at(system).pay(an_order()) == answer


def test_it_waits_as_long_as_it_is_asked_to(system: FakeSystem) -> None:
    system.answers, system.headers = lambda _asked: (429, b""), {"Retry-After": "120"}
    assert at(system).pay(an_order()) == Failed("limited", may_retry=True, after=120.0)


def test_a_day_to_come_or_no_day_is_now(system: FakeSystem) -> None:
    system.answers = lambda _asked: (200, {"status": "paid", "reference": "T", "paid_at": "2099-01-01"})
    assert at(system).pay(an_order()) == Paid("T", START)
    system.answers = lambda _asked: (200, {"status": "paid", "reference": "T", "paid_at": "2026-11-02T14:00:00"})
    assert at(system).pay(an_order()) == Paid("T", START - timedelta(hours=1))


@pytest.mark.parametrize(
    ("said", "answer", "asks"),
    [
        ({"status": "paid", "reference": "T-9", "paid_at": "2026-11-02T15:00:00Z"}, Paid("T-9", START), ["look-up"]),
        ({"status": "pending", "reference": "T-9"}, Pending("T-9"), ["look-up"]),
        ({"status": "none"}, Paid("T-1", START), ["look-up", "pay"]),
        ({"status": "failed", "code": "refused"}, Paid("T-1", START), ["look-up", "pay"]),
        (b"OK", Failed("not-understood", may_retry=True), ["look-up"]),
    ],
)
def test_tried_again_it_is_looked_up_first(system: FakeSystem, said: object, answer: Answer, asks: list[str]) -> None:
    paid = {"status": "paid", "reference": "T-1", "paid_at": "2026-11-02T15:00:00Z"}
    system.answers = lambda asked: (200, said if asked["ask"] == "look-up" else paid)
    assert at(system).pay(an_order(round=2)) == answer
    assert [asked["ask"] for asked in system.asked] == asks


def test_it_is_looked_up_without_a_key_that_pays(system: FakeSystem) -> None:
    system.answers = lambda _asked: (200, {"status": "none"})
    assert at(system).look_up(an_order()) == NotThere()
    assert (system.asked[0]["ask"], system.asked[0]["key"]) == ("look-up", "")


@pytest.mark.parametrize(("status", "said"), [(404, {"status": "none"}), (500, b""), (200, b""), (200, None)])
def test_what_cannot_be_looked_up_tells_nothing(system: FakeSystem, status: int, said: object) -> None:
    system.answers = lambda _asked: (status, said)
    assert isinstance(at(system).look_up(an_order()), Unknown)


def test_another_secret_is_refused_and_had_no_effect(system: FakeSystem) -> None:
    wrong = at(system, "some-other-secret-of-somebody")
    assert wrong.pay(an_order()) == Failed("key-refused")
    assert wrong.look_up(an_order()) == Unknown("key-refused")
    assert (wrong.test(), at(system).test()) == ("key-refused", "")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1.nip.invalid", "[::1]"])
def test_our_own_network_is_not_reached(system: FakeSystem, host: str) -> None:
    webhook = Webhook(Access(system.at(host), SECRET))
    answer = webhook.pay(an_order())
    assert isinstance(answer, Failed)
    assert answer.code in (PayoutProblem.PRIVATE, PayoutProblem.UNREACHABLE)
    assert isinstance(webhook.look_up(an_order()), Unknown)
    assert system.asked == []


def test_nobody_listens_so_nothing_happened(system: FakeSystem) -> None:
    closed = Webhook(Access("http://localhost:1/", SECRET))
    assert closed.pay(an_order()) == Failed("unreachable", may_retry=True)
    assert closed.look_up(an_order()) == Unknown("unreachable")


@pytest.mark.parametrize("address", ["", "ftp://localhost/", "//x", "http://a:b@localhost/", "http://localhost:99999/"])
def test_what_is_no_address_is_not_asked(address: str) -> None:
    assert Webhook(Access(address, SECRET)).pay(an_order()) == Failed("not-secure")
