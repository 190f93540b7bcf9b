"""Asking a name server: what is there, what is not, and what cannot be known."""

import contextlib

import pytest

from goodword.channels.email.transports import dns
from goodword.channels.email.transports.dns import NameServer, NameServerFailed
from tests.servers.name_server import NameServerStub

pytestmark = pytest.mark.real_time


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns, "_SECONDS", 1.0)


def test_what_is_there(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "TXT", "v=spf1 -all", "x" * 300)
    zone.put("clinic.test", "MX", "20 b.clinic.test.", "10 A.clinic.test.")
    zone.put("a.clinic.test", "A", "203.0.113.7")
    zone.put("a.clinic.test", "AAAA", "2001:db8::7")

    assert sorted(lookup.txt("clinic.test")) == ["v=spf1 -all", "x" * 300]
    assert lookup.mail_servers("clinic.test.") == ["a.clinic.test", "b.clinic.test"]
    assert lookup.addresses("a.clinic.test") == ["203.0.113.7", "2001:db8::7"]


def test_what_is_not_there_is_nothing(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "A", "203.0.113.7")
    assert (lookup.txt("clinic.test"), lookup.txt("no.clinic.test"), lookup.mail_servers("no.test")) == ([], [], [])


def test_a_domain_that_takes_no_mail(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "MX", "0 .")
    assert lookup.mail_servers("clinic.test") == [""]


def test_a_long_answer_comes_by_tcp(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "TXT", *(f"{number} " + "y" * 250 for number in range(9)))
    assert len(lookup.txt("clinic.test")) == 9
    assert [way for way, *_question in zone.asked] == ["udp", "tcp"]


def test_an_alias_is_followed(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("s1._domainkey.clinic.test", "CNAME", "s1.relay.test.")
    zone.put("s1.relay.test", "TXT", "v=DKIM1; p=abc")
    assert lookup.txt("s1._domainkey.clinic.test") == ["v=DKIM1; p=abc"]


@pytest.mark.parametrize("way", ["failing", "silent"])
def test_a_server_that_cannot_say_is_no_answer(zone: NameServerStub, lookup: NameServer, way: str) -> None:
    getattr(zone, way).add("clinic.test")
    with pytest.raises(NameServerFailed):
        lookup.txt("clinic.test")


def test_aliases_in_a_circle_end(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("a.test", "CNAME", "b.test.")
    zone.put("b.test", "CNAME", "a.test.")
    with contextlib.suppress(NameServerFailed):
        assert lookup.txt("a.test") == []


@pytest.mark.parametrize("name", ["", "a..b", "x" * 64 + ".test", "y." * 200, "\x00", "ü.test", "a b"])
def test_a_strange_name_does_no_harm(lookup: NameServer, name: str) -> None:
    with contextlib.suppress(NameServerFailed):
        assert lookup.txt(name) == []
