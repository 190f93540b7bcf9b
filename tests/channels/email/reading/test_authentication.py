"""Whom a receiving server vouches for."""

import pytest

from goodword.channels.email.reading.authentication import Verdict, verdict_on

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
