"""Odile paid $100.00 by card, and by name Stripe and a system stand on loopback."""

from collections.abc import Iterator

import pytest

from goodword.core.actor import Actor
from tests.cast import Cast, found_cast
from tests.recovery.fake_stripe import FakeStripe
from tests.recovery.payouts.allowed import allow
from tests.recovery.payouts.fake_system import FakeSystem
from tests.recovery.payouts.given import Given


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def tess(cast: Cast) -> Actor:
    return Actor.agent(cast.tess.pk)


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return Actor.agent(cast.adam.pk)


@pytest.fixture
def given(cast: Cast) -> Given:
    return Given.at(cast)


@pytest.fixture
def stripe(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStripe]:
    allow(monkeypatch, "localhost")
    with FakeStripe() as stripe:
        stripe.takes("pi_1", 10_000)
        yield stripe


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSystem]:
    allow(monkeypatch, "localhost")
    with FakeSystem() as system:
        yield system
