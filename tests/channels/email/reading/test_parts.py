"""MIME of every shape: alternatives, pictures, names, charsets, files in text, letters that are too long."""

import base64
import quopri

import pytest

from goodword.channels.email.reading import ReadMail, read_message
from goodword.conversations.choices import Remark
from tests.channels.email.reading.packages import mail_of, part, parts

HELLO = part("text/plain", "Hello")
PICTURE = "iVBORw0KGgo="


def _picture(*headers: str) -> str:
    return part("image/png; name=a.png", PICTURE, "Content-Transfer-Encoding: base64", *headers)


def _related(html: str, *headers: str) -> ReadMail:
    return read_message(parts("related", part("text/html", html), _picture(*headers)))


@pytest.mark.parametrize(
    ("source", "header"),
    [
        ("cid:a@b", "Content-ID: <a@b>"),
        ("cid:a%40b", "Content-ID: <a@b>"),
        ("cid:a&amp;b", "Content-ID: <a&b>"),
        ("https://x.example/a.png", "Content-Location: https://x.example/a.png"),
        ("cid:a.png", "Content-Location: a.png"),
    ],
)
def test_pictures_of_the_mail_stand_in_the_letter(source: str, header: str) -> None:
    mail = _related(f'<p>See <img src="{source}"></p>', header)

    [file] = mail.files
    assert file.is_inline
    assert f'src="cid:{file.content_id.replace("&", "&amp;")}"' in mail.html
    assert not mail.has_remote_images


@pytest.mark.parametrize("html", ["<p>See</p>", '<p>src="cid:a@b"</p>', '<p><img src="cid:other"></p>'])
def test_a_picture_that_the_letter_does_not_show_is_listed(html: str) -> None:
    mail = _related(html, "Content-ID: <a@b>", "Content-Disposition: inline")

    assert [file.is_inline for file in mail.files] == [False]


def test_the_same_words_for_other_programs_are_no_file() -> None:
    amp = part("text/x-amp-html", "<html amp4email>")

    mail = read_message(parts("alternative", HELLO, amp, part("text/html", "<p>Hello</p>")))

    assert (mail.text, mail.html, mail.files) == ("Hello", "<p>Hello</p>", ())


def test_a_letter_that_has_a_name_is_a_letter_when_there_is_no_other() -> None:
    mail = read_message(mail_of('text/plain; name="body.txt"', "Hello", "Content-Disposition: inline"))

    assert (mail.text, [file.filename for file in mail.files]) == ("Hello", ["body.txt"])


def test_files_written_into_the_text() -> None:
    mail = read_message(mail_of("text/plain", "See:\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye\nbegin 644 the end\n"))

    assert [(file.filename, file.content) for file in mail.files] == [("cat.txt", b"Cat")]
    assert mail.text.split() == ["See:", "Bye", "begin", "644", "the", "end"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("", "utf-8"),
        ("us-ascii", "utf-8"),
        ("x-unknown", "utf-8"),
        ('"utf-8', "utf-8"),
        ("gb2312", "gb18030"),
        ("iso-2022-jp", "iso-2022-jp"),
        ("utf-16", "utf-16"),
        ("koi8-r", "koi8-r"),
        ("windows-1255", "cp1255"),
    ],
)
def test_charsets_right_wrong_and_missing(declared: str, encoding: str) -> None:
    words = {"gb18030": "药房", "iso-2022-jp": "薬局", "koi8-r": "Аптека", "cp1255": "בית"}.get(encoding, "Größe – “x”")
    kind = f"text/plain; charset={declared}" if declared else "text/plain"

    assert read_message(mail_of(kind, words.encode(encoding))).text == words


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf", "Grüße.pdf"),
        ("attachment; filename*0*=iso-8859-1''Gr%FC; filename*1*=%DFe.pdf", "Grüße.pdf"),
        ('attachment; filename="=?utf-8?q?Gr=C3=BC=C3=9Fe=2Epdf?="', "Grüße.pdf"),
        ("attachment; filename==?utf-8?b?R3LDvMOfZS5wZGY=?=", "Grüße.pdf"),
        ('attachment; filename="../../etc/Grüße.pdf"', "Grüße.pdf"),
        ('attachment; filename="=?utf-8?q?a=2F=2E=2E=2Fb=2Epdf?="', "b.pdf"),
        ('attachment; filename="C:\\\\Users\\\\o\\\\a.pdf"', "a.pdf"),
        ("attachment; filename*=utf-8''a%E2%80%AEfdp.exe", "afdp.exe"),
        ('attachment; filename="a%00.pdf"', "a%00.pdf"),
        ("attachment", "file.pdf"),
    ],
)
def test_names_of_files(header: str, name: str) -> None:
    raw = parts("mixed", HELLO, part("application/pdf", "x", f"Content-Disposition: {header}"))

    assert [file.filename for file in read_message(raw).files] == [name]


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_a_letter_too_long_to_show_is_cut_and_whole_in_a_file(kind: str) -> None:
    letter = "".join(f"<p>Line {n} of Grüße</p>\n" for n in range(80_000))

    mail = read_message(mail_of(f"{kind}; charset=utf-8", letter))

    assert mail.remarks == (Remark.CUT,)
    assert letter.startswith(mail.text) if kind == "text/plain" else mail.text.startswith("Line 0 of Grüße")
    assert 400_000 < len(mail.text) + len(mail.html) < 1_500_000
    assert [file.content.decode() for file in mail.files] == [letter]


def test_a_short_text_is_shown_instead_of_html_that_is_cut() -> None:
    mail = read_message(parts("alternative", HELLO, part("text/html", "<p>Hello</p>" * 100_000)))

    assert (mail.text, mail.html, mail.remarks) == ("Hello", "", ())
    assert [file.filename for file in mail.files] == ["letter.html"]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_large_files_come_out_as_they_went_in(encoding: str) -> None:
    content = bytes(range(256)) * 4000 + b"\n"
    written = {"8bit": content, "quoted-printable": quopri.encodestring(content)}.get(encoding)
    if written is None:
        written = base64.encodebytes(content).replace(b"\n", b"\r\n")
    head = f"Content-Type: a/b\nContent-Transfer-Encoding: {encoding}\n\n".encode()

    [file] = read_message(parts("mixed", HELLO, head + written)).files

    assert file.content.rstrip(b"\n") == content.rstrip(b"\n")
    assert file.size == len(file.content)


def test_large_pictures_written_into_the_letter_become_its_files() -> None:
    picture = bytes(range(256)) * 2000
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"

    mail = read_message(mail_of("text/html", f'<p>See <img src="{source}"> and <img src="{source}"> today</p>'))

    assert (mail.text.split(), mail.remarks) == (["See", "and", "today"], ())
    assert [(file.filename, file.is_inline, file.content) for file in mail.files] == [
        ("picture-1.png", True, picture),
        ("picture-2.png", True, picture),
    ]
