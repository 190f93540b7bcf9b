"""Megabytes that somebody made to cost as much as they can."""

import base64
from collections.abc import Iterator

SIZE = 1_000_000
HEAD = b"From: Odile <o@x.example>\nSubject: x\nMessage-ID: <a@x.example>\n"
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\n\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\n\n"


def _filled(unit: bytes, head: bytes = PLAIN, tail: bytes = b"") -> bytes:
    return head + unit * (SIZE // len(unit)) + tail


def _nested(count: int, filling: bytes) -> bytes:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(count))
    return HEAD + head + filling


def _calendar(lines: bytes) -> bytes:
    head = HEAD + b"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\n"
    return head + lines + b"\nEND:VEVENT\nEND:VCALENDAR\n"


def _packed(content: bytes, kind: bytes) -> bytes:
    return HEAD + b"Content-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)


def _outlook(units: bytes) -> bytes:
    return _packed(b"\x78\x9f\x3e\x22\0\0" + units * (700_000 // len(units)), b"application/ms-tnef")


def _attribute(name: int, content: bytes, level: int = 1) -> bytes:
    return (
        bytes([level]) + name.to_bytes(2, "little") + b"\0\0" + len(content).to_bytes(4, "little") + content + b"\0\0"
    )


def _secured(content: bytes) -> bytes:
    return _packed(content, b"application/pkcs7-mime; smime-type=signed-data")


def text() -> Iterator[tuple[str, bytes]]:
    yield "quotes", _filled(b"> \n")
    yield "quote marks on a line", _filled(b">")
    yield "attributions", _filled(b"On 1.1.2026 10:00 a <a@b.c> wrote:\n")
    yield "half attributions", _filled(b"1:11:11:11 " * 40 + b"<a@" + b"b" * 90 + b":\n")
    yield "labels", _filled(b"From: x\n")
    yield "labels in turn", _filled(b"From: x\n\nSent: y\n\n")
    yield "dashes", _filled(b"-" * 290 + b"\n")
    yield "separators", _filled(b"-----Original Message-----\n")
    yield "colons", _filled(b"a1:\n")
    yield "devices", _filled(b"Sent from my iPhone\n")
    yield "signatures", _filled(b"-- \n")
    yield "spaces", _filled(b" ")
    yield "line ends", _filled(b"\n")
    yield "line ends of old Macs", _filled(b"a\r").replace(b"\n", b"\r")
    yield "links", _filled(b"www.a.b/" + b"a.b/" * 20)
    yield "flowed", HEAD + b"Content-Type: text/plain; format=flowed; delsp=yes\n\n" + b"a \n" * (SIZE // 3)
    yield "uuencoded", _filled(b"begin 644 a\nM" + b"a" * 60 + b"\n")
    yield "uuencoded files", _filled(b"begin 644 a\n#0V%T\n`\nend\n")
    yield "armour", _filled(b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: x\n\n")
    yield "wrong bytes", _filled(b"\xff\xfe\x80a")
    yield "seven bits", _filled(b"+AAA-", HEAD + b"Content-Type: text/plain; charset=utf-7\n\n")
    yield "escapes", _filled(b"\x1b$B", HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n")
    yield "unknown charset", _filled(bytes(range(128, 256)), HEAD + b"Content-Type: text/plain; charset=x\n\n")
    yield "quoted-printable", HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * SIZE
    yield "base64", HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"A=" * (SIZE // 2)


def html() -> Iterator[tuple[str, bytes]]:
    for unit in (
        b"<",
        b"<div>",
        b"<b>",
        b"<table>",
        b"<table><td>",
        b"<a href=x>",
        b"<blockquote>",
        b"<p>",
        b"</p>",
        b"<!--",
    ):
        yield unit.decode(), _filled(unit, HTML)
    yield "attributes", _filled(b"a=b ", HTML + b"<div ")
    yield "a long attribute", _filled(b"a", HTML + b'<div title="')
    yield "a long style", _filled(b"color:red;", HTML + b'<div style="')
    yield "many styles", _filled(b'<p style="color:red;background:#fff;font:1px a">', HTML)
    yield "style sheet", _filled(b"a{color:red}", HTML + b"<style>")
    yield "picture in the text", _filled(b"QUJD", HTML + b'<img src="data:image/png;base64,')
    yield "pictures", _filled(b'<img src="cid:a@b">', HTML)
    yield "entities", _filled(b"&amp;&#x26;&", HTML)
    yield "quotes of Gmail", _filled(b'<div class="gmail_quote">', HTML)
    yield "quotes in turn", _filled(b'<div class="gmail_quote">a</div>', HTML)
    yield "marks", _filled(b'<div id="divRplyFwdMsg">', HTML)
    yield "signatures", _filled(b'<div class="gmail_signature"></div>', HTML)
    yield "devices", _filled(b"Sent from my iPhone<br>", HTML)
    yield "labels", _filled(b"From: a<br>", HTML)
    yield "labels in turn", _filled(b"<div>From: a</div><p><div>Date: a</div>", HTML)
    yield "attributions", _filled(b"On 1.1.2026 a@b.c wrote:<blockquote>", HTML)
    yield "forwards", _filled(b'<div class="gmail_quote">Forwarded message</div>', HTML)
    yield "hidden", _filled(b'<p style="display:none">', HTML)


def structure() -> Iterator[tuple[str, bytes]]:
    yield "headers", HEAD + b"X: y\n" * (SIZE // 5) + b"\nx"
    yield "folded header", HEAD + b"Subject: a\n" + b" b\n" * (SIZE // 3) + b"\nx"
    yield "no end of headers", HEAD + b"X" * SIZE
    yield "encoded words", HEAD + b"To: " + b"=?utf-8?q?=41?= " * (SIZE // 16) + b"\n\nx"
    yield "open words", HEAD + b"To: " + b"=?a?q?" * (SIZE // 6) + b"\n\nx"
    yield "addresses", HEAD + b"To: " + b"a@b.c," * (SIZE // 6) + b"\n\nx"
    yield "brackets", HEAD + b"To: " + b"<" * SIZE + b"\n\nx"
    yield "comments", HEAD + b"Cc: " + b"(" * SIZE + b"\n\nx"
    yield "references", HEAD + b"References: " + b"<a@b> " * (SIZE // 6) + b"\n\nx"
    yield "open references", HEAD + b"References: " + b"<a" * (SIZE // 2) + b"\n\nx"
    yield "parameters", HEAD + b"Content-Type: text/plain" + b"; a*0*=b" * (SIZE // 8) + b"\n\nx"
    yield "parts", HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_900
    yield "parts of a megabyte", _nested(1, b"a\n" * 300_000 + b"--b0\n\n" + b"<p>" * 200_000)
    yield "false boundaries", HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + b"--bb\n" * (SIZE // 5)
    yield "depth", _nested(40, b"\n" + b"--b0x\n" * (SIZE // 6))
    yield (
        "a long boundary",
        HEAD + b"Content-Type: multipart/mixed; boundary=" + b"a" * 3000 + b"\n\n" + b"\n--a" * 250_000,
    )
    yield "mails in mails", HEAD + b"Content-Type: message/rfc822\n\n" * (SIZE // 30)
    yield "one mail in it", HEAD + b"Content-Type: message/rfc822\n\n" + _filled(b"<td>", HTML)
    yield "letters with names", _nested(1, b'Content-Type: text/plain; name="a"\n\nx\n--b0\n' * 1_900)


def packed() -> Iterator[tuple[str, bytes]]:
    yield "calendar lines", _calendar(b"ATTENDEE;CN=a:mailto:a@b.c\n" * (SIZE // 27))
    yield "calendar parameters", _calendar(b"ATTENDEE" + b";A=b" * (SIZE // 4) + b":x")
    yield "calendar folds", _calendar(b"SUMMARY:a" + b"\n b" * (SIZE // 3))
    yield (
        "calendar repetitions",
        _calendar(b"DTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY\nDURATION:P" + b"9" * 5000 + b"D"),
    )
    yield "calendar in calendars", _calendar(b"BEGIN:VEVENT\n" * (SIZE // 13))
    yield "Outlook's attributes", _outlook(_attribute(0x8010, b"x", 2))
    yield "Outlook's files", _outlook(_attribute(0x9002, b"", 2) + _attribute(0x800F, b"x", 2))
    many = (0xFFFFFFF0).to_bytes(4, "little")
    yield "Outlook's properties", _outlook(_attribute(0x9003, many + b"\x03\x00\x00\x10abcd" * 5000))
    yield "Outlook's values", _outlook(_attribute(0x9003, b"\1\0\0\0\x1f\x10\x00\x10" + many + b"\0\0\0\0" * 5000))
    yield "S/MIME in pieces", _secured(bytes.fromhex("3080") + b"\x24\x80" * 300_000)
    begun = bytes.fromhex("308006092a864886f70d010702a0803080020101310030800609" + "2a864886f70d010701a08024" + "80")
    yield "S/MIME in small strings", _secured(begun + b"\x04\x01a" * 200_000)
    yield "S/MIME in S/MIME", _secured(begun + b"\x24\x80" * 200_000)


ALL = {f"{kind.__name__}: {name}": raw for kind in (text, html, structure, packed) for name, raw in kind()}
