"""The servers as fixtures: one of each for a pytest process, found running by every test."""

from collections.abc import Iterator

import pytest

from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer
from tests.servers.sign_in import SignInServer


@pytest.fixture(scope="session")
def the_dovecot() -> Iterator[DovecotServer]:
    server = DovecotServer()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def the_exim(the_dovecot: DovecotServer) -> Iterator[EximServer]:
    server = EximServer()
    yield server
    server.kill()


@pytest.fixture
def dovecot(the_dovecot: DovecotServer) -> DovecotServer:
    """A running Dovecot. See `tests.servers`."""
    if not the_dovecot.is_running:
        the_dovecot.start()
    return the_dovecot


@pytest.fixture
def exim(the_exim: EximServer, dovecot: DovecotServer) -> EximServer:
    """A running Exim that delivers `customers.test` to Dovecot. See `tests.servers`."""
    if not the_exim.is_running:
        the_exim.start()
    the_exim.route("customers.test", port=dovecot.lmtp_port, protocol="lmtp")
    return the_exim


@pytest.fixture
def sign_in_server(the_dovecot: DovecotServer) -> Iterator[SignInServer]:
    """A sign-in server whose tokens Dovecot takes."""
    with SignInServer(the_dovecot.introspection_port) as server:
        yield server
