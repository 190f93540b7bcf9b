"""What is found of a sending domain, and what is advised."""

from typing import Any

import pytest

from goodword.channels.email.domains.checking import PublicKey, Sender, check_domain
from goodword.channels.email.domains.findings import Finding, Verdict, finding_from
from goodword.channels.email.transports.dns import NameServer
from tests.servers.name_server import NameServerStub

pytestmark = pytest.mark.real_time
GOOGLE = ("smtp.gmail.com",)
KEY = PublicKey(selector="gw", public="abc", in_use=True)


def check(lookup: NameServer, part: str, **sender: Any) -> Finding:
    return check_domain(Sender(domain="clinic.test", **sender), lookup)[part]


@pytest.mark.parametrize(
    ("records", "verdict", "code", "publish"),
    [
        ([], Verdict.BROKEN, "spf-missing", "v=spf1 include:_spf.google.com ~all"),
        (["v=spf1 include:_spf.google.com ~all"], Verdict.OK, "spf-includes-relay", None),
        (["v=spf1 mx -all"], Verdict.BROKEN, "spf-forbids-relay", "v=spf1 mx include:_spf.google.com -all"),
        (["v=spf1 ~all"], Verdict.IMPROVE, "spf-doubts-relay", "v=spf1 include:_spf.google.com ~all"),
        (["v=spf1 ?all"], Verdict.IMPROVE, "spf-doubts-relay", "v=spf1 include:_spf.google.com ?all"),
        (["v=spf1 ip4:8.8.4.0/24 -all"], Verdict.OK, "spf-allows-relay", None),
        (["v=spf1 +all"], Verdict.BROKEN, "spf-allows-everybody", None),
        (["v=spf1 -all", "v=spf1 ~all"], Verdict.BROKEN, "spf-several", None),
        (["v=spf1 includes:x -all"], Verdict.BROKEN, "spf-syntax", None),
    ],
)
def test_spf(
    zone: NameServerStub, lookup: NameServer, *, records: list[str], verdict: Verdict, code: str, publish: str | None
) -> None:
    zone.put("clinic.test", "TXT", *records)
    zone.put("clinic.test", "MX", "10 mx.clinic.test.")
    zone.put("mx.clinic.test", "A", "9.9.9.9")
    zone.put("_spf.google.com", "TXT", "v=spf1 ip4:8.8.8.0/24 ~all")
    zone.put("smtp.gmail.com", "A", "8.8.4.4")
    found = check(lookup, "spf", relays=GOOGLE)
    assert (found.verdict, found.said[0][0]) == (verdict, code)
    assert (found.publish and found.publish.value) == publish


def test_a_relay_inside_the_house_cannot_be_judged(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("clinic.test", "TXT", "v=spf1 -all")
    found = check(lookup, "spf", relays=("127.0.0.1",))
    assert (found.verdict, found.said[0][0]) == (Verdict.UNKNOWN, "spf-relay-inside")


@pytest.mark.parametrize(
    ("texts", "in_use", "verdict", "code"),
    [
        (["v=DKIM1; k=rsa; p=abc"], True, Verdict.OK, "dkim-signs"),
        (["v=DKIM1; k=rsa; p=abc"], False, Verdict.IMPROVE, "dkim-ready"),
        (["v=DKIM1; p=xyz"], True, Verdict.BROKEN, "dkim-other-key"),
        ([], True, Verdict.BROKEN, "dkim-not-published"),
        ([], False, Verdict.IMPROVE, "dkim-not-published"),
        (["p=abc", "p=xyz"], True, Verdict.BROKEN, "dkim-several"),
    ],
)
def test_our_key(
    zone: NameServerStub, lookup: NameServer, *, texts: list[str], in_use: bool, verdict: Verdict, code: str
) -> None:
    zone.put("gw._domainkey.clinic.test", "TXT", *texts)
    found = check(lookup, "dkim", keys=(PublicKey(selector="gw", public="abc", in_use=in_use),))
    assert (found.verdict, found.said) == (verdict, [(code, {"selector": "gw"})])


def test_a_key_of_the_relay_is_found(zone: NameServerStub, lookup: NameServer) -> None:
    assert check(lookup, "dkim", relays=GOOGLE).said == [("dkim-relay-missing", {"relay": "Google"})]
    zone.put("google._domainkey.clinic.test", "TXT", "v=DKIM1; k=rsa; p=" + "A" * 392)
    found = check(lookup, "dkim", relays=GOOGLE)
    assert (found.verdict, found.said) == (Verdict.OK, [("dkim-of-relay", {"names": "google"})])
    zone.put("google._domainkey.clinic.test", "TXT", "v=DKIM1; p=")  # withdrawn
    assert check(lookup, "dkim", relays=GOOGLE).verdict is Verdict.IMPROVE


@pytest.mark.parametrize(
    ("at", "record", "verdict", "codes"),
    [
        ("_dmarc.clinic.test", "v=DMARC1; p=none; rua=mailto:a@b.test", Verdict.IMPROVE, ["dmarc-none"]),
        ("_dmarc.clinic.test", "v=DMARC1;p=reject", Verdict.OK, ["dmarc-reject", "dmarc-no-reports"]),
        ("_dmarc.clinic.test", "v=DMARC1; p=maybe", Verdict.BROKEN, ["dmarc-syntax"]),
        ("_dmarc.other.test", "v=DMARC1; p=reject", Verdict.IMPROVE, ["dmarc-missing"]),
    ],
)
def test_dmarc(
    zone: NameServerStub, lookup: NameServer, *, at: str, record: str, verdict: Verdict, codes: list[str]
) -> None:
    zone.put(at, "TXT", record)
    zone.put("gw._domainkey.clinic.test", "TXT", "p=abc")
    found = check(lookup, "dmarc", keys=(KEY,))
    assert (found.verdict, [code for code, _facts in found.said]) == (verdict, codes)


def test_a_policy_against_mail_that_proves_nothing_breaks_it(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("_dmarc.clinic.test", "TXT", "v=DMARC1; p=reject; rua=mailto:a@b.test")
    found = check(lookup, "dmarc")
    assert (found.verdict, found.said[0][0]) == (Verdict.BROKEN, "dmarc-against-us")


def test_the_domain_above_speaks_for_those_below(zone: NameServerStub, lookup: NameServer) -> None:
    zone.put("_dmarc.clinic.test", "TXT", "v=DMARC1; p=none; sp=quarantine; rua=mailto:a@b.test")
    zone.put("gw._domainkey.mail.clinic.test", "TXT", "p=abc")
    found = check_domain(Sender(domain="mail.clinic.test", keys=(KEY,)), lookup)["dmarc"]
    assert found.said == [("dmarc-quarantine", {}), ("dmarc-inherited", {"domain": "clinic.test"})]


@pytest.mark.parametrize(
    ("servers", "verdict", "code"),
    [
        (["10 mx.clinic.test."], Verdict.OK, "mx-stands"),
        (["0 ."], Verdict.BROKEN, "mx-takes-none"),
        (["10 gone.clinic.test."], Verdict.BROKEN, "mx-dead"),
        (["10 mx.clinic.test.", "20 gone.clinic.test."], Verdict.IMPROVE, "mx-dead"),
        ([], Verdict.BROKEN, "mx-missing"),
    ],
)
def test_mail_servers(
    zone: NameServerStub, lookup: NameServer, servers: list[str], verdict: Verdict, code: str
) -> None:
    zone.put("clinic.test", "MX", *servers)
    zone.put("mx.clinic.test", "A", "203.0.113.7")
    found = check(lookup, "mx")
    assert (found.verdict, found.said[0][0]) == (verdict, code)


def test_what_cannot_be_asked_leaves_the_rest(zone: NameServerStub, lookup: NameServer) -> None:
    zone.failing |= {"clinic.test"}
    zone.put("_dmarc.clinic.test", "TXT", "v=DMARC1; p=reject; rua=mailto:a@b.test")
    found = check_domain(Sender(domain="clinic.test"), lookup)
    assert [found[part].verdict for part in ("spf", "dmarc", "mx")] == [Verdict.UNKNOWN, Verdict.OK, Verdict.UNKNOWN]


def test_a_finding_is_kept_and_found_again(zone: NameServerStub, lookup: NameServer) -> None:
    found = check(lookup, "spf", relays=GOOGLE)
    assert finding_from(found.kept()) == found
