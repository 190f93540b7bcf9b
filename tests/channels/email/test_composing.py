"""A letter as a mail that every mail program understands."""

import dataclasses
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from goodword.channels.email.composing import Letter, LetterFile, Quote, compose

LETTER = Letter(
    sender=("Pharmacy line", "pharmacy@wrenfield.example"),
    to=[("Odile Hartwell", "odile@example.org")],
    subject="Re: Dressings",
    message_id="<gw.abc@wrenfield.example>",
    at=datetime(2026, 11, 2, 15, tzinfo=UTC),
    text="Good morning.",
    html="<p>Good <b>morning</b>.</p>",
)


def sent(**changes: object) -> EmailMessage:
    """The mail as the customer's program reads it."""
    raw = compose(dataclasses.replace(LETTER, **changes)).as_bytes()  # type: ignore[arg-type]
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert raw.isascii()
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert not [part.defects for part in mail.walk() if part.defects]
    return mail


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_text_and_html_stand_side_by_side() -> None:
    mail = sent(quote=Quote(introduction="Odile wrote:", text="Where <are> they?\nI wait."))

    assert mail.get_content_type() == "multipart/alternative"
    assert body(mail, "plain") == "Good morning.\n\nOdile wrote:\n> Where <are> they?\n> I wait.\n"
    assert "Where &lt;are&gt; they?<br>\nI wait.</blockquote>" in body(mail, "html")


@pytest.mark.parametrize("words", ["Grüße, 你好, Привет 🎉", "x" * 3000, "From me\n.\n..\n", "é" * 500])
def test_any_words_come_through(words: str) -> None:
    mail = sent(subject=words, text=words)

    assert body(mail, "plain") == words.rstrip("\n") + "\n"
    assert mail["Subject"] == " ".join(words.split())


def test_nobody_adds_a_header_by_a_name_or_a_subject() -> None:
    mail = sent(
        subject="Hi\r\nBcc: all@example.org",
        to=[('O"\r\nBcc: x@y.example, ', "odile@example.org")],
        sender=("A\nB", "a@b.example"),
    )

    assert mail["Bcc"] is None
    assert [address.addr_spec for address in mail["To"].addresses] == ["odile@example.org"]


def test_long_message_ids_stay_whole() -> None:
    earlier = [f"<{letter * 150}@mail.example.org>" for letter in "abc"]

    raw = compose(dataclasses.replace(LETTER, earlier=earlier)).as_bytes()

    mail = message_from_bytes(raw, policy=policy.compat32)
    assert str(mail["References"]).split() == earlier
    assert mail["In-Reply-To"] == earlier[-1]
    assert b"=?utf-8" not in raw


def test_a_long_thread_keeps_its_root_and_its_newest() -> None:
    earlier = [f"<{number}@example.org>" for number in range(100)]

    kept = str(sent(earlier=earlier)["References"]).split()

    assert (kept[0], kept[-1], len(kept)) == (earlier[0], earlier[-1], 20)


def test_an_image_inside_is_part_of_the_html_and_a_file_is_not() -> None:
    image = LetterFile(filename="p.png", content_type="image/png", content=b"\x89PNG", content_id="image7@desk.example")
    file = LetterFile(filename="o'brien ü.pdf", content_type="application/pdf", content=b"%PDF")

    mail = sent(html='<p><img src="cid:image7@desk.example"></p>', files=[image, file])

    assert [part.get_filename() for part in mail.iter_attachments()] == ["o'brien ü.pdf"]
    (inside,) = [part for part in mail.walk() if part["Content-ID"]]
    assert (inside["Content-ID"], inside.get_content()) == ("<image7@desk.example>", b"\x89PNG")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "message/rfc822", "multipart/mixed", "nonsense", "a/b/c\r\nX: y"]
)
def test_every_file_arrives_to_the_byte(content_type: str) -> None:
    content = b"From x\n.\r\n\x00\xff"

    (file,) = sent(files=[LetterFile(filename="f", content_type=content_type, content=content)]).iter_attachments()

    assert file.get_payload(decode=True) == content


def test_a_domain_of_any_script_is_written_as_dns_knows_it() -> None:
    mail = sent(to=[("René", "rene@bücher.example")])

    assert mail["To"].addresses[0].addr_spec == "rene@xn--bcher-kva.example"
