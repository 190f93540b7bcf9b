"""Real-looking mails are read as a person would read them."""

from datetime import UTC, datetime

import pytest

from goodword.channels.email.reading import UnreadableMail, read_message
from goodword.channels.email.reading.message import ReadMail
from tests.channels.email.mails import mail, sample


def _read(name: str) -> ReadMail:
    return read_message(sample(name))


def _fresh(mail: ReadMail) -> str:
    return mail.text[: mail.quoted_from].strip()


def test_headers_are_decoded() -> None:
    read = _read("gmail-reply-es")

    assert read.sender is not None
    assert (read.sender.name, read.sender.address) == ("José Pérez", "jose.perez@example.com")
    assert read.subject == "Re: Su pedido de medicación"
    assert read.date == datetime(2026, 11, 17, 8, 12, 44, tzinfo=UTC)
    assert read.thread == ("<gw.abc@wrenfield.example>",)
    assert [(kind, to.name, to.address) for kind, to in read.recipients] == [
        ("to", "Pharmacy line", "pharmacy@wrenfield.example")
    ]


def test_alternatives_inside_mixed_give_one_letter_and_its_files() -> None:
    read = _read("apple-html-with-image")

    assert read.subject == "Dressing change – photo"
    assert read.text == "This is how it looks today – is that normal?\n\nOdile"
    assert 'src="cid:wound@apple"' in read.html
    assert 'data-src="https://track.example.net/o.gif"' in read.html
    assert read.has_remote_images
    assert [(file.filename, file.content_id, file.is_inline) for file in read.files] == [
        ("wound.png", "wound@apple", True),
        ("Rezept für März.pdf", "", False),
    ]
    assert read.files[1].content == b"%PDF-1.4 not really"


@pytest.mark.parametrize(
    ("name", "fresh", "quoted"),
    [
        ("gmail-reply-es", "Muchas gracias, mañana estaré en casa.\n\nJosé", "El mar, 17 nov 2026"),
        ("outlook-reply-de", "Guten Tag,\n\nbitte erst nächste Woche liefern.", "________"),
        ("thunderbird-reply-fr", "Merci, c'est bien reçu. Je vous écris dès que", "Le 19/11/2026 à 11:30"),
    ],
)
def test_history_is_told_from_what_is_new(name: str, fresh: str, quoted: str) -> None:
    read = _read(name)

    assert _fresh(read).startswith(fresh)
    assert read.text[read.quoted_from :].startswith(quoted)


def test_history_in_html_is_folded_and_still_there() -> None:
    spanish, german = _read("gmail-reply-es").html, _read("outlook-reply-de").html

    before, _, folded = spanish.partition('<details class="quoted">')
    assert "mañana estaré" in before
    assert "su pedido llega mañana" in folded
    assert "Ihre Lieferung kommt morgen" in german.partition('<details class="quoted">')[2]


def test_interleaved_answers_stay_whole() -> None:
    read = _read("interleaved-en")

    assert read.quoted_from == len(read.text)


def test_wrapped_lines_of_flowed_text_are_one() -> None:
    assert "nouvelles de mon médecin.\n" in _read("thunderbird-reply-fr").text


def test_an_unknown_charset_is_guessed_for_long_text() -> None:
    read = _read("windows-1251-undeclared")

    assert read.subject == "Вопрос"
    assert read.text.startswith("Здравствуйте! Подскажите")


def test_a_mail_in_a_mail_is_a_file_of_the_very_same_bytes() -> None:
    [file] = _read("forwarded-as-attachment").files

    assert file.filename == "Old letter.eml"
    assert file.content.startswith(b"From: Odile Hartwell")
    assert file.content.endswith(b"From 1999.")


def test_words_without_headers_are_a_text() -> None:
    read = _read("bare")

    assert read.text == "just some words, no headers at all\nand a second line"
    assert read.sender is None


def test_undeclared_eight_bit_headers_are_read() -> None:
    read = _read("no-date-8bit-headers")

    assert read.sender is not None
    assert (read.sender.name, read.subject, read.text, read.date) == (
        "Zoë Müller",
        "Größe ändern",
        "Bitte Größe 42.",
        None,
    )


@pytest.mark.parametrize(
    ("name", "automatic"), [("out-of-office", True), ("newsletter", True), ("gmail-reply-es", False)]
)
def test_programs_are_told_from_people(name: str, automatic: bool) -> None:
    assert _read(name).is_automatic is automatic


def test_a_reply_through_a_group_address_is_a_persons() -> None:
    headers = {"List_Id": "<support.example>", "Precedence": "list"}

    assert read_message(mail(**headers)).is_automatic
    assert not read_message(mail(**headers, In_Reply_To="<a@x>")).is_automatic


def test_what_is_hidden_in_a_newsletter_is_not_its_text() -> None:
    assert _read("newsletter").text == "Buy"


def test_a_mail_that_was_cut_off_keeps_what_came() -> None:
    raw = sample("apple-html-with-image")

    read = read_message(raw[: raw.index(b"Content-Disposition: attachment")])

    assert read.text.startswith("This is how it looks")
    assert read.files[0].filename == "wound.png"


DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))


@pytest.mark.parametrize(
    "raw",
    [b"", b" \n\n", DEEP, b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 100_000],
    ids=["empty", "blank", "deep", "parts"],
)
def test_what_cannot_be_read_says_so(raw: bytes) -> None:
    with pytest.raises(UnreadableMail) as error:
        read_message(raw)
    assert str(error.value).startswith(("The mail is packed", "The mail has thousands", "There is nothing"))


def test_where_answers_are_wanted_is_told_when_it_is_elsewhere() -> None:
    mail = b"From: Odile <o@example.org>\r\nReply-To: %s\r\nSubject: Hello\r\n\r\nHello"
    assert read_message(mail % b"Home <home@example.net>, o@example.org").reply_to == "home@example.net"
    assert read_message(mail % b"O@Example.org").reply_to == ""
    assert read_message(mail % b"nobody").reply_to == ""
