from collections.abc import Iterator

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.servers.dovecot import DovecotServer


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return Actor.agent(cast.adam.pk)


@pytest.fixture
def trusted_dovecot(dovecot: DovecotServer, monkeypatch: pytest.MonkeyPatch) -> DovecotServer:
    """A Dovecot whose certificate this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
    return dovecot


@pytest.fixture
def relay() -> Iterator[ScriptedRelay]:
    with ScriptedRelay() as relay:
        yield relay
