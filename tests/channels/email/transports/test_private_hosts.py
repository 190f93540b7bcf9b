"""Connecting a mailbox shows nobody what stands behind the firewall."""

import dataclasses
import ipaddress
import socket

import pytest
from django.conf import settings

from goodword.channels.email.transports import security, signed_in
from goodword.channels.email.transports.errors import PrivateAddress, Server
from goodword.channels.email.transports.imap import ImapAccess, ImapFolder
from goodword.channels.email.transports.security import refuse_private_address, refuse_private_peer
from goodword.channels.email.transports.smtp import Relay
from goodword.core import private_addresses
from goodword.core.demo import Demo
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.servers.dovecot import DovecotServer

MAIL = Server("mail.clinic.lan", 993)


def allow(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(settings, "GOODWORD", dataclasses.replace(settings.GOODWORD, allowed_private_hosts=names))


def lead_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    found = [(0, 0, 0, "", (address, 993)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: found)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "192.168.1.5", "10.0.0.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:192.168.1.5", "2002:c0a8:0105::1"],
)  # fmt: skip
def test_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    allow(monkeypatch)
    lead_to(monkeypatch, "8.8.8.8", address)
    with pytest.raises(PrivateAddress) as refused:
        refuse_private_address(MAIL)
    assert "mail.clinic.lan" in str(refused.value)


def test_a_public_one_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch)
    lead_to(monkeypatch, "8.8.8.8", "2606:4700::1111")
    refuse_private_address(MAIL)


@pytest.mark.parametrize("names", [("MAIL.clinic.lan",), ("192.168.1.5",), ("192.168.0.0/16", "other.lan")])
def test_what_is_allowed_by_name_is_reached(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
    allow(monkeypatch, *names)
    lead_to(monkeypatch, "192.168.1.5")
    refuse_private_address(MAIL)


@pytest.mark.parametrize("names", [("clinic.lan",), ("192.168.2.0/24",), ("192.168.1.6", "mail.other.lan")])
def test_nothing_else_is(monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]) -> None:
    allow(monkeypatch, *names)
    lead_to(monkeypatch, "192.168.1.5")
    with pytest.raises(PrivateAddress):
        refuse_private_address(MAIL)


def test_the_demos_own_post_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch)
    lead_to(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(private_addresses, "read_demo", lambda: Demo(port=2525, password=""))
    refuse_private_address(Server("127.0.0.1", 2525))
    with pytest.raises(PrivateAddress):
        refuse_private_address(Server("127.0.0.1", 6379))


@pytest.mark.real_time
def test_nothing_is_said_to_a_private_server(monkeypatch: pytest.MonkeyPatch, relay: ScriptedRelay) -> None:
    allow(monkeypatch)
    imap = ImapAccess(host="127.0.0.1", port=relay.access.port, security=relay.access.security, username="a")
    for connect in (Relay(relay.access, "desk.test").connect, ImapFolder(imap).connect):
        with pytest.raises(PrivateAddress):
            connect()
    assert relay.connections == 0


def test_a_name_that_leads_elsewhere_the_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        socket.create_connection(listener.getsockname()) as reached,
        pytest.raises(PrivateAddress),
    ):
        refuse_private_peer(MAIL, reached)


@pytest.mark.real_time
@pytest.mark.parametrize("speaks", [Relay, ImapFolder])
def test_whoever_was_reached_so_is_left_at_once(
    monkeypatch: pytest.MonkeyPatch, speaks: type, relay: ScriptedRelay, trusted_dovecot: DovecotServer
) -> None:
    allow(monkeypatch)
    monkeypatch.setattr(security, "_addresses", lambda _server: [ipaddress.ip_address("127.0.0.1")])
    monkeypatch.setattr(signed_in, "refuse_private_address", lambda _server: None)
    imap = ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username="a")
    connection = Relay(relay.access, "desk.test") if speaks is Relay else ImapFolder(imap)
    with pytest.raises(PrivateAddress):
        connection.connect()
