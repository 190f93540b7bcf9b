"""What mails are packed in is taken off: Outlook's, S/MIME's, PGP's, calendars', other mails'."""

import base64

import pytest

from goodword.channels.email.reading import ReadMail, read_message
from goodword.conversations.choices import Remark
from tests.channels.email.reading.packages import INVITATION, mail_of, part, parts, signed, winmail

HELLO = part("text/plain", "Hello")


def _encoded(kind: str, content: bytes, *headers: str) -> str:
    return part(kind, base64.encodebytes(content).decode(), "Content-Transfer-Encoding: base64", *headers)


def _names(mail: ReadMail) -> list[str]:
    return [file.filename for file in mail.files]


def test_outlook_unpacked() -> None:
    packed = winmail(files={"Grüße.pdf": b"%PDF\0\0", "b.bin": b"\0" * 9}, text="Hello again")

    mail = read_message(parts("mixed", HELLO, _encoded("application/ms-tnef", packed)))

    assert mail.text == "Hello"
    assert [(one.filename, one.content_type, one.content) for one in mail.files] == [
        ("Grüße.pdf", "application/pdf", b"%PDF\0\0"),
        ("b.bin", "application/octet-stream", b"\0" * 9),
    ]


@pytest.mark.parametrize("letter", [{"text": "Grüße"}, {"html": "<p>Grüße<script>x</script>"}])
def test_a_letter_that_only_outlook_has_is_shown(letter: dict[str, str]) -> None:
    mail = read_message(parts("mixed", _encoded("application/ms-tnef", winmail(files={}, **letter))))

    assert (mail.text, mail.files) == ("Grüße", ())


@pytest.mark.parametrize("content", [b"", b"none of it", winmail(files={"a": b"b"})[:40]])
def test_what_is_broken_stays_a_file(content: bytes) -> None:
    mail = read_message(
        parts(
            "mixed",
            HELLO,
            _encoded("application/ms-tnef", content, "Content-Disposition: attachment; filename=winmail.dat"),
        )
    )

    assert (mail.text, _names(mail)) == ("Hello", ["winmail.dat"])


def test_a_package_cut_short_gives_what_is_whole() -> None:
    packed = winmail(files={"a.txt": b"first", "b.txt": b"second"})

    mail = read_message(parts("mixed", _encoded("application/ms-tnef", packed[:-60])))

    assert next(one.content for one in mail.files) == b"first"


def test_a_signed_letter_in_one_block_is_opened() -> None:
    inner = b"Content-Type: text/html\n\n<p>Hello</p>"
    kind = 'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"'

    mail = read_message(
        mail_of(kind, base64.encodebytes(signed(inner, opaque=True)), "Content-Transfer-Encoding: base64")
    )

    assert (mail.text, mail.html, _names(mail)) == ("Hello", "<p>Hello</p>", [])
    assert mail.remarks == (Remark.SIGNED,)


def test_a_letter_signed_twice_is_opened() -> None:
    inner = b"Content-Type: text/plain\n\nHello"
    for _ in range(2):
        block = base64.encodebytes(signed(inner, opaque=True))
        inner = mail_of("application/x-pkcs7-mime", block, "Content-Transfer-Encoding: base64")

    assert read_message(inner).text == "Hello"


def test_a_letter_beside_its_signature() -> None:
    content = signed(b"Content-Type: text/plain\r\n\r\nHello\r\n", opaque=False)

    mail = read_message(b"From: o@x.example\n" + content)

    assert (mail.text.strip(), _names(mail), mail.remarks) == ("Hello", [], (Remark.SIGNED,))


def test_pgp_beside_the_letter() -> None:
    mail = read_message(
        parts("signed", HELLO, part("application/pgp-signature", "-----BEGIN…", "Content-Description: x"))
    )

    assert (mail.text, _names(mail), mail.remarks) == ("Hello", [], (Remark.SIGNED,))


def test_pgp_in_the_letter() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nHello\n- -- \nO\n"
        "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    )

    mail = read_message(mail_of("text/plain", text))

    assert (mail.text, mail.remarks) == ("Hello\n-- \nO", (Remark.SIGNED,))
    assert mail.text[: mail.quoted_from].strip() == "Hello"


ENCRYPTED = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"


@pytest.mark.parametrize(
    ("raw", "files"),
    [
        (mail_of("text/plain", ENCRYPTED), ["message.asc"]),
        (
            parts(
                "encrypted",
                part("application/pgp-encrypted", "Version: 1"),
                part("application/octet-stream; name=encrypted.asc", ENCRYPTED),
            ),
            ["encrypted.asc"],
        ),
        (mail_of("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", b"0\x80\6\1"), ["smime.p7m"]),
    ],
    ids=["PGP in the letter", "PGP", "S/MIME"],
)
def test_what_is_encrypted_stays_closed_and_says_so(raw: bytes, files: list[str]) -> None:
    mail = read_message(raw)

    assert mail.remarks == (Remark.ENCRYPTED,)
    assert mail.text == ""
    assert [name.removesuffix(".bin") for name in _names(mail)] == files


def test_an_invitation_beside_the_letter() -> None:
    mail = read_message(parts("alternative", HELLO, part("text/calendar; method=REQUEST; charset=utf-8", INVITATION)))

    [invitation] = mail.invitations
    assert (mail.text, _names(mail)) == ("Hello", ["invitation.ics"])
    assert (invitation.method, invitation.summary, invitation.place) == (
        "REQUEST",
        "Check of the new pump",
        "Room 4, second floor",
    )
    assert (invitation.start, invitation.end) == ("2026-11-20T14:30:00+00:00", "2026-11-20T15:00:00+00:00")
    assert invitation.organizer == "Ana Pérez <ana@clinic.example>"


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("DTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261123", "2026-11-20", "2026-11-22"),
        ("DTSTART;VALUE=DATE:20261120", "2026-11-20", ""),
        ("DTSTART:20261120T093000", "2026-11-20T09:30:00", ""),
        ("DTSTART:20261120T093000Z\nDURATION:PT45M", "2026-11-20T09:30:00+00:00", "2026-11-20T10:15:00+00:00"),
        ("DTSTART:99999999T999999Z", "", ""),
        ("DTSTART;TZID=Nowhere/At all:20261120T093000", "2026-11-20T09:30:00", ""),
        ("", "", ""),
    ],
)
def test_times_of_invitations(lines: str, start: str, end: str) -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"

    [invitation] = read_message(mail_of("text/calendar", text)).invitations

    assert (invitation.start, invitation.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "BEGIN:VCALENDAR", "BEGIN:VEVENT\nEND:VCALENDAR", "\0\0", "BEGIN:VCALENDAR\nEND:VCALENDAR"]
)
def test_a_calendar_without_an_event_is_a_file(text: str) -> None:
    mail = read_message(parts("mixed", HELLO, part("text/calendar; name=a.ics", text)))

    assert (mail.invitations, _names(mail)) == ((), ["a.ics"])


def test_an_invitation_alone_is_told() -> None:
    assert read_message(mail_of("text/calendar", INVITATION)).text == "Please bring the pump."


FORWARDED = "From: Ana <ana@clinic.example>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n" + part(
    "text/plain", "The pump is ready."
)


def test_a_mail_forwarded_as_a_file_is_told_when_nothing_else_is() -> None:
    mail = read_message(parts("mixed", part("message/rfc822", FORWARDED)))

    assert mail.text == "From: Ana <ana@clinic.example>\nSubject: Grüße\n\nThe pump is ready."
    assert _names(mail) == ["Grüße.eml"]


def test_a_mail_forwarded_with_words_is_a_file() -> None:
    assert read_message(parts("mixed", HELLO, part("message/rfc822", FORWARDED))).text == "Hello"
