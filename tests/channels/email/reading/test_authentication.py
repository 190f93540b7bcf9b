"""Whom a receiving server vouches for."""

import pytest

from goodword.channels.email.reading.authentication import Verdict, last_servers_own, verdict_on

MARA = "mara@wrenfield.example"


@pytest.mark.parametrize(
    "results",
    [
        "dmarc=pass (p=REJECT) header.from=wrenfield.example",
        "dkim=pass header.d=wrenfield.example header.s=s1",
        "dkim=pass header.i=@Wrenfield.example",
        "dkim=fail header.d=wrenfield.example; spf=pass smtp.mailfrom=mara@wrenfield.example",
        "spf=pass (mx: domain of x designates 192.0.2.1) smtp.mailfrom=bounce.wrenfield.example",
    ],
)
def test_it_vouches(results: str) -> None:
    assert verdict_on(f"MX.example.net 1; {results}", MARA) == Verdict("mx.example.net", passed=True)


@pytest.mark.parametrize(
    "results",
    [
        "none",
        "dmarc=fail header.from=wrenfield.example",
        "dmarc=pass header.from=evil.example",
        "dkim=pass header.d=evil.example",
        "dkim=pass header.d=evilwrenfield.example",
        "dkim=pass header.d=example",
        "spf=pass smtp.mailfrom=evil.example",
        "spf=fail (evil; dmarc=pass header.from=wrenfield.example) smtp.mailfrom=x.example",
        'spf=fail reason="x; dmarc=pass header.from=wrenfield.example"',
        'spf=pass (mx: domain of "x); dmarc=pass header.from=wrenfield.example; ("@evil.example) smtp.mailfrom=x',
        r'spf=pass (mx: of "x\"); dmarc=pass header.from=wrenfield.example; (\""@evil.example) smtp.mailfrom=x',
        "spf=pass (mx: of x); dmarc=pass header.from=wrenfield.example; dmarc=fail header.from=wrenfield.example",
        "dmarc=pass header.from=wrenfield.example; spf=pass (cut off",
    ],
)
def test_it_does_not(results: str) -> None:
    assert verdict_on(f"mx.example.net; {results}", MARA) == Verdict("mx.example.net", passed=False)


@pytest.mark.parametrize("header", ["", ";", "dmarc=pass header.from=wrenfield.example", " ; dmarc=pass"])
def test_nobody_says_it(header: str) -> None:
    assert verdict_on(header, MARA) == Verdict()


@pytest.mark.parametrize(
    ("names", "by", "receiver", "is_own"),
    [
        ("ar", "mx.google.com", "2002:a05:6000:1::1", True),
        ("ra", "mx.google.com", "2002:a05:6000:1::1", False),
        ("ra", "mx1.example.net", "mx1.example.net", True),
        ("ra", "mx1.example.net", "mx2.example.net (Postfix)", True),
        ("ra", "example.net", "mx2.example.net", True),
        ("ra", "mx.example.net", "example.net", True),
        ("ra", "mx.evil.net", "mx.example.net", False),
        ("ra", "net", "example.net", False),
        ("ra", "relay.a.co.uk", "mx.b.co.uk", False),
        ("ra", "relay.example.net", "localhost (by relay.example.net)", False),
        ("a", "mx.example.net", "", False),
        ("r", "", "mx.example.net", False),
    ],
)
def test_who_wrote_it_on_arrival(names: str, by: str, receiver: str, is_own: bool) -> None:
    both = {"a": ("authentication-results", f"{by}; spf=none"), "r": ("received", f"from x.test by {receiver}; now")}
    assert bool(last_servers_own(dict(both[name] for name in names))) == is_own
