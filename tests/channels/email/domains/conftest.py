import dataclasses
from collections.abc import Iterator

import pytest
from django.conf import settings

from goodword.channels.email.transports.dns import NameServer
from tests.servers.name_server import NameServerStub


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServerStub]:
    """The name server that the settings name."""
    with NameServerStub() as stub:
        ours = dataclasses.replace(settings.GOODWORD, dns_server=f"127.0.0.1:{stub.port}")
        monkeypatch.setattr(settings, "GOODWORD", ours)
        yield stub


@pytest.fixture
def lookup(zone: NameServerStub) -> NameServer:
    return NameServer()
