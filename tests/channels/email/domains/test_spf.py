"""SPF by RFC 7208: who may send, and where receivers give up."""

import ipaddress

import pytest

from goodword.channels.email.domains.spf import Spf, read_spf
from goodword.channels.email.transports.dns import NameServer
from tests.servers.name_server import NameServerStub

OURS, OTHERS = ipaddress.ip_address("203.0.113.9"), ipaddress.ip_address("198.51.100.1")
pytestmark = pytest.mark.real_time


@pytest.fixture(autouse=True)
def _hosts(zone: NameServerStub) -> None:
    zone.put("relay.test", "A", "203.0.113.9")
    zone.put("clinic.test", "A", "203.0.113.9")
    zone.put("clinic.test", "MX", "10 relay.test.")
    zone.put("_spf.relay.test", "TXT", "v=spf1 ip4:203.0.113.0/24 ~all")


@pytest.mark.parametrize(
    ("record", "ours", "others"),
    [
        ("v=spf1 ip4:203.0.113.9 -all", Spf.PASS, Spf.FAIL),
        ("v=spf1 ip4:203.0.113.0/28 ~all", Spf.PASS, Spf.SOFTFAIL),
        ("v=spf1 A ?all", Spf.PASS, Spf.NEUTRAL),
        ("v=spf1 a:relay.test/24", Spf.PASS, Spf.NEUTRAL),
        ("v=spf1 mx -all", Spf.PASS, Spf.FAIL),
        ("v=spf1 include:_spf.relay.test -all", Spf.PASS, Spf.FAIL),
        ("v=spf1 redirect=_spf.relay.test", Spf.PASS, Spf.SOFTFAIL),
        ("v=spf1 -ip4:203.0.113.9 +all", Spf.FAIL, Spf.PASS),
        ("v=spf1 ip6:2001:db8::/32 exp=why.test -all", Spf.FAIL, Spf.FAIL),
        ("v=spf1 exists:%{i}.list.test -all", Spf.FAIL, Spf.FAIL),
        ("v=spf1", Spf.NEUTRAL, Spf.NEUTRAL),
        ("v=spf10 +all", Spf.NONE, Spf.NONE),
    ],
)
def test_who_may_send(zone: NameServerStub, lookup: NameServer, record: str, ours: Spf, others: Spf) -> None:
    zone.put("clinic.test", "TXT", "something else", record)
    assert read_spf("clinic.test", lookup, OURS).result == ours
    assert read_spf("clinic.test", lookup, OTHERS).result == others


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ("v=spf1 include:nothing.test -all", "spf-include-missing"),
        ("v=spf1 redirect=nothing.test", "spf-include-missing"),
        ("v=spf1 ip5:1.2.3.4 -all", "spf-syntax"),
        ("v=spf1 include: -all", "spf-syntax"),
        ("v=spf1 a/abc -all", "spf-syntax"),
        ("v=spf1 a:no1.test a:no2.test a:no3.test -all", "spf-too-many-empty"),
        ("v=spf1 include:clinic.test -all", "spf-too-many-lookups"),
        ("v=spf1 " + "a:relay.test " * 11 + "-all", "spf-too-many-lookups"),
    ],
)
def test_where_receivers_give_up(zone: NameServerStub, lookup: NameServer, record: str, problem: str) -> None:
    zone.put("clinic.test", "TXT", record)
    reading = read_spf("clinic.test", lookup)
    assert (reading.result, reading.problem) == (Spf.PERMERROR, problem)


def test_ten_lookups_are_allowed(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "TXT", "v=spf1 " + "a:relay.test " * 10 + "-all")
    reading = read_spf("clinic.test", lookup)
    assert (reading.result, reading.lookups) == (Spf.NEUTRAL, 10)


def test_two_records_are_none(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "TXT", "v=spf1 -all", "v=spf1 +all")
    assert read_spf("clinic.test", lookup).problem == "spf-several"


def test_a_server_that_fails_is_not_a_fault_of_the_record(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "TXT", "v=spf1 include:_spf.relay.test -all")
    zone.failing.add("_spf.relay.test")
    assert read_spf("clinic.test", lookup).result is Spf.TEMPERROR
