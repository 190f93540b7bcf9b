"""Headers as the world writes them."""

import pytest

from goodword.channels.email.reading.filenames import safe_filename
from goodword.channels.email.reading.headers import addresses, date_of, decode_words, message_ids, parameters


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?B?w5xi?= =?utf-8?B?ZXI=?= uns", "Über uns"),
        ("=?utf-8?B?ww==?= =?utf-8?B?nA==?=", "Ü"),
        ("=?iso-8859-1?Q?a_b?= and =?x-nonsense?Q?c?=", "a b and c"),
        ("=?utf-8?q?line=0Abreak=00?=", "line break"),
        ("half =?utf-8?q?open", "half =?utf-8?q?open"),
        ("=?utf-8?q?=E2=80=AEgnp.exe?=", "gnp.exe"),
    ],
)
def test_encoded_words(written: str, read: str) -> None:
    assert decode_words(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a@b.example", [("", "a@b.example")]),
        ('"Hartwell, Odile" <o@x.example>, b@y.example', [("Hartwell, Odile", "o@x.example"), ("", "b@y.example")]),
        ("o@x.example (Odile)", [("Odile", "o@x.example")]),
        ("=?utf-8?q?Zo=C3=AB=2C_M=2E?= <z@x.example>", [("Zoë, M.", "z@x.example")]),
        ("undisclosed-recipients:;", []),
        ("Team: a@x.example, b@x.example;", [("", "a@x.example"), ("", "b@x.example")]),
        ('"boss@wrenfield.example" <m@evil.example>', [("", "m@evil.example")]),
        ("<unclosed@x.example", [("", "unclosed@x.example")]),
        ("", []),
    ],
)
def test_addresses(written: str, read: list[tuple[str, str]]) -> None:
    assert addresses(written) == read


AGENT = "mara@wrenfield.example"


@pytest.mark.parametrize(
    "written",
    [
        "=?utf-8?q?mara=40wrenfield=2Eexample?= <evil@x.example>",
        "=?utf-8?b?bWFyYUB3cmVuZmllbGQuZXhhbXBsZQ==?= <evil@x.example>",
        '"mara@wrenfield.example" <evil@x.example>',
        "mara@wrenfield.example <evil@x.example>",
        "Mara <mara@wrenfield.example> <evil@x.example>",
        "evil@x.example (mara@wrenfield.example)",
        '"Mara <mara@wrenfield.example>" <evil@x.example>',
        "=?utf-8?q?Mara_=3Cmara=40wrenfield=2Eexample=3E?= <evil@x.example>",
        '"mara＠wrenfield.example" <evil@x.example>',
        "=?utf-8?q?mara=40wrenfield=2Eexample=00?= <evil@x.example>",
        '"mara@wrenfield.example\\"" <evil@x.example>',
    ],
)
def test_nobody_poses_as_an_agent(written: str) -> None:
    [(name, address)] = addresses(written)

    assert address == "evil@x.example"
    assert "@" not in name
    assert "＠" not in name


def test_an_encoded_word_alone_is_no_address() -> None:
    assert addresses("=?utf-8?q?mara=40wrenfield=2Eexample?=") == []
    assert AGENT not in [address for _, address in addresses("<=?utf-8?q?mara?=@wrenfield.example>")]


def test_a_domain_in_letters_of_the_world_is_one_with_its_own() -> None:
    assert addresses("Zoë <z@bücher.example>") == [("Zoë", "z@xn--bcher-kva.example")]


def test_message_ids() -> None:
    assert message_ids("<a@x> junk <b@y>\t<a@x> <with space@x>") == ("<a@x>", "<b@y>")
    assert len(message_ids("".join(f"<{n}@x>" for n in range(500)))) == 100


@pytest.mark.parametrize("written", ["", "yesterday", "Mon, 99 Foo 2026", "Thu, 01 Jan 1970 00:00:00 +0000"])
def test_dates_that_cannot_be_true(written: str) -> None:
    assert date_of(written) is None


def test_parameters_in_pieces() -> None:
    kind, found = parameters("Attachment; filename*0*=utf-8''Gr%C3%BC; filename*1=sse.pdf; size=3")

    assert (kind, found["filename"]) == ("attachment", "Grüsse.pdf")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a?.pdf", "a_.pdf"),
        ("=?utf-8?q?=E2=82=AC.pdf?=", "€.pdf"),
        ("a\x00\u202egnp.exe", "agnp.exe"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
    ],
)
def test_file_names(name: str, safe: str) -> None:
    assert safe_filename(name, "application/pdf") == safe


def test_long_file_names_keep_their_ending() -> None:
    assert len(safe_filename("x" * 400 + ".pdf", "application/pdf")) == 150
    assert safe_filename("x" * 400 + ".pdf", "application/pdf").endswith("x.pdf")
