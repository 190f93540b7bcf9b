from collections.abc import Iterator

import pytest

from goodword.channels.email.actions.registering import Registering, register_provider
from goodword.channels.email.choices import Flow
from goodword.channels.email.types import Registration
from goodword.core.actor import SYSTEM
from tests.engines import free_port
from tests.servers.sign_in import SignInServer


@pytest.fixture
def provider() -> Iterator[SignInServer]:
    with SignInServer(free_port()) as server:
        yield server


def registering(server: SignInServer, *, flow: Flow = Flow.PERSON) -> Registering:
    return Registering(
        provider="other",
        name="Test provider",
        client_id=server.client_id,
        client_secret=server.client_secret,
        flow=flow,
        authorize_address=server.at("authorize"),
        token_address=server.at("token"),
        scope="mail offline",
    )


@pytest.fixture
def registration(db: None, provider: SignInServer) -> Registration:
    return register_provider(registering(provider), by=SYSTEM)
