"""Mails as Outlook, S/MIME, PGP and calendars pack them."""

from datetime import timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from goodword.core.clock import now

HEAD = b"From: Odile <o@x.example>\nTo: desk@wrenfield.example\nSubject: My order\nMIME-Version: 1.0\n"


def mail_of(kind: str, body: bytes | str, *headers: str) -> bytes:
    """A mail whose only part is this."""
    content = body.encode() if isinstance(body, str) else body
    return HEAD + "".join(f"{line}\n" for line in (f"Content-Type: {kind}", *headers, "")).encode() + content


def parts(kind: str, *inside: bytes | str) -> bytes:
    """A mail of several parts, each with its own headers."""
    pieces = [one.encode() if isinstance(one, str) else one for one in inside]
    body = b"".join(b"--edge\n" + one.rstrip(b"\n") + b"\n" for one in pieces) + b"--edge--\n"
    return mail_of(f'multipart/{kind}; boundary="edge"', body)


def part(kind: str, body: str, *headers: str) -> str:
    """One part of several."""
    return "\n".join((f"Content-Type: {kind}", *headers, "", body))


def _attribute(level: int, name: int, content: bytes) -> bytes:
    head = bytes([level]) + name.to_bytes(2, "little") + b"\0\0" + len(content).to_bytes(4, "little")
    return head + content + (sum(content) & 0xFFFF).to_bytes(2, "little")


def _property(kind: int, name: int, value: bytes) -> bytes:
    head = kind.to_bytes(2, "little") + name.to_bytes(2, "little") + b"\1\0\0\0" + len(value).to_bytes(4, "little")
    return head + value + b"\0" * (-len(value) % 4)


def winmail(*, files: dict[str, bytes], text: str = "", html: str = "") -> bytes:
    """What Outlook would send these in."""
    found = [_attribute(1, 0x9007, (1252).to_bytes(4, "little") + b"\0\0\0\0")]
    if html:
        found.append(_attribute(1, 0x9003, b"\1\0\0\0" + _property(0x102, 0x1013, html.encode("cp1252"))))
    if text:
        found.append(_attribute(1, 0x800C, text.encode("cp1252") + b"\0"))
    for name, content in files.items():
        long_name = _property(0x1F, 0x3707, f"{name}\0".encode("utf-16-le"))
        found += [
            _attribute(2, 0x9002, b"\0" * 14),
            _attribute(2, 0x8010, b"SHORT~1.TXT\0"),
            _attribute(2, 0x800F, content),
            _attribute(2, 0x9005, b"\1\0\0\0" + long_name),
        ]
    return b"\x78\x9f\x3e\x22\1\0" + b"".join(found)


@cache
def _signer() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Odile")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now()).not_valid_after(now() + timedelta(days=1))
    return made.sign(key, hashes.SHA256()), key


def signed(content: bytes, *, opaque: bool) -> bytes:
    """The mail's body as S/MIME signs it: in one block, or beside the signature."""
    certificate, key = _signer()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    if opaque:
        return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    return builder.sign(serialization.Encoding.SMIME, [pkcs7.PKCS7Options.DetachedSignature])


INVITATION = """\
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN=Ana Pérez:mailto:ana@clinic.example
DTSTART;TZID=Eastern Standard Time:20261120T093000
DTEND;TZID=Eastern Standard Time:20261120T100000
SUMMARY:Check of the new pump
LOCATION:Room 4\\, second floor
DESCRIPTION:Please bring the pump.
UID:1
END:VEVENT
END:VCALENDAR
"""
