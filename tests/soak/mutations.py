"""Mails as a bad road, a bad program or bad will may change them."""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.channels.email.reading.packages import INVITATION, mail_of, part, parts, signed, winmail

MAILS = Path(__file__).parent.parent / "mails"
_CHARSETS = [b"utf-8", b"utf-16", b"iso-2022-jp", b"gb18030", b"utf-7", b"x-none", b"''", b"koi8-r", b"hz", b"base64"]
_ENCODINGS = [b"base64", b"quoted-printable", b"8bit", b"x-uuencode", b"binary", b""]
_KINDS = [
    *(b"text/html", b"text/plain", b"message/rfc822", b"multipart/mixed", b"multipart/alternative; boundary=b"),
    *(b"application/ms-tnef", b"application/pkcs7-mime", b"text/calendar", b"message/delivery-status", b"multipart/"),
]
_SPICES = [
    *(
        b"\0",
        b"\r",
        b"\n",
        b"\n\n",
        b"=?utf-8?q?=00?=",
        b"=?x?b?%?=",
        b"\xed\xa0\x80",
        b"\xff\xfe",
        b"<",
        b'"',
        b";",
        b"--",
    ),
    *(
        b"\nContent-Type: multipart/mixed; boundary=\n",
        b"\nFrom: (((<<>>\n",
        b"\nDate: Mon, 99 Nov 99999 99:99 +9999\n",
    ),
    *(b"\nReferences: <<<\n", b"\nAuto-Submitted: auto-replied\n", b"\nContent-ID: <>\n", b"\nReturn-Path: <>\n"),
    *(
        b"<blockquote type=cite><table><td>",
        b"<style>",
        b"<!--",
        b"\n> ",
        b"\nBEGIN:VEVENT\nDTSTART:0\n",
        b"\nbegin 644 a\n",
    ),
]


def corpus() -> list[bytes]:
    """Every real-looking mail of the tests, and one of each package."""
    found = [path.read_bytes() for path in sorted(MAILS.rglob("*.eml"))]
    letters = sorted((MAILS / "letters").rglob("*.html"))
    histories = sorted((MAILS / "histories").glob("*.txt"))
    found += [mail_of("text/html; charset=utf-8", path.read_bytes()) for path in letters]
    found += [mail_of("text/plain; charset=utf-8", path.read_bytes()) for path in histories]
    outlook = base64.encodebytes(winmail(files={"a.pdf": b"%PDF", "ü.txt": b"x"}, html="<p>Hello</p>"))
    block = base64.encodebytes(signed(b"Content-Type: text/html\n\n<p>Hello", opaque=True))
    return [
        *found,
        mail_of("application/ms-tnef", outlook, "Content-Transfer-Encoding: base64"),
        mail_of("application/pkcs7-mime", block, "Content-Transfer-Encoding: base64"),
        parts("alternative", part("text/plain", "Hello"), part("text/calendar; method=REQUEST", INVITATION)),
        parts("mixed", part("message/rfc822", "From: a@b.example\nSubject: x\n\nHello")),
    ]


def _span(raw: bytes, random: Random) -> tuple[int, int]:
    at = random.randrange(len(raw) + 1)
    return at, min(len(raw), at + random.randint(0, 300))


def _flip(raw: bytes, random: Random, _others: list[bytes]) -> bytes:
    changed = bytearray(raw)
    for _ in range(random.randint(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _truncate(raw: bytes, random: Random, _others: list[bytes]) -> bytes:
    return raw[: random.randrange(len(raw) + 1)]


def _drop(raw: bytes, random: Random, _others: list[bytes]) -> bytes:
    at, until = _span(raw, random)
    return raw[:at] + raw[until:]


def _repeat(raw: bytes, random: Random, _others: list[bytes]) -> bytes:
    at, until = _span(raw, random)
    return raw[:until] + raw[at:until] * random.choice([1, 2, 50]) + raw[until:]


def _spice(raw: bytes, random: Random, _others: list[bytes]) -> bytes:
    at = random.randrange(len(raw) + 1)
    return raw[:at] + random.choice(_SPICES) + raw[at:]


def _splice(raw: bytes, random: Random, others: list[bytes]) -> bytes:
    other = random.choice(others)
    return raw[: random.randrange(len(raw) + 1)] + other[random.randrange(len(other) + 1) :]


def _boundary(raw: bytes, random: Random, _others: list[bytes]) -> bytes:
    found = re.search(rb'boundary="?([^"\s;]+)', raw)
    if not found:
        return _spice(raw, random, _others)
    return raw.replace(
        b"--" + found[1], random.choice([b"--", b"- -" + found[1], b"--" + found[1][:-1], b""]), random.randint(1, 3)
    )


def _header(raw: bytes, random: Random, others: list[bytes]) -> bytes:
    lines = random.choice([raw, *others[:5]]).partition(b"\n\n")[0].splitlines(keepends=True) or [b"X: y\n"]
    return random.choice(lines) * random.choice([1, 2, 300]) + raw


def _swap(pattern: bytes, values: list[bytes]) -> Callable[[bytes, Random, list[bytes]], bytes]:
    def swap(raw: bytes, random: Random, _others: list[bytes]) -> bytes:
        value = random.choice(values)
        return re.sub(pattern, lambda found: found[1] + value, raw, flags=re.IGNORECASE)

    return swap


_CHANGES = [
    *(_flip, _truncate, _drop, _repeat, _spice, _splice, _boundary, _header),
    _swap(rb"(charset=)[^\s;]*", _CHARSETS),
    _swap(rb"(content-transfer-encoding: ?)\S*", _ENCODINGS),
    _swap(rb"(content-type: ?)[^\s;]*", _KINDS),
]


def mutated(mails: list[bytes], random: Random) -> bytes:
    """One of the mails, changed once or up to four times; it is a mail of its own, whatever stays the same."""
    raw = b"Message-ID: <%d@damaged.example>\n" % random.getrandbits(64) + random.choice(mails)
    for _ in range(random.choice([1, 1, 2, 4])):
        raw = random.choice(_CHANGES)(raw, random, mails)
    return raw
