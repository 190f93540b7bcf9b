"""A reply as a mail: text and HTML, files, threading headers. Pure: no rows, no network."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from html import escape

# Headers made of Message-IDs: the standard library would turn a long one into an encoded word and break the thread.
_IDENTIFIERS = frozenset({"message-id", "in-reply-to", "references"})
_CONTENT_TYPE = re.compile(r"([a-z]{1,20})/([a-z0-9][a-z0-9.+_-]{0,99})")
_REFERENCES = 20  # the first one and the newest; a longer line helps nobody


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """What is answered, as the customer wrote it, under a line such as "Odile wrote on 3 May:"."""

    introduction: str
    text: str
    html: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """What stands below the letter."""

    text: str
    html: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedFile:
    """A file that is too large for the mail; `words` are its name, size and until when, in the reader's language."""

    words: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkedPage:
    """The page on which the customer sees what they were promised; `words` say so, in their language."""

    words: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterFile:
    """A file of the letter; with a `content_id` it is an image inside the HTML."""

    filename: str
    content_type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """Everything a mail is made of. Addresses are (name, address); identifiers stand in angle brackets.

    Nobody sees `bcc`. `automatic` is the word of `Auto-Submitted` when no person wrote it; `marks` are more headers.
    """

    sender: tuple[str, str]
    reply_to: str = ""
    to: Sequence[tuple[str, str]]
    cc: Sequence[tuple[str, str]] = ()
    bcc: Sequence[tuple[str, str]] = ()
    had_by: Collection[str] = ()
    subject: str
    message_id: str
    earlier: Sequence[str] = ()
    at: datetime
    text: str
    html: str = ""
    signature: Signature | None = None
    matter: LinkedPage | None = None
    quote: Quote | None = None
    files: Sequence[LetterFile] = ()
    links: Sequence[LinkedFile] = ()
    automatic: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)


class _LetterPolicy(EmailPolicy):
    def fold(self, name: str, value: str) -> str:
        if name.lower() in _IDENTIFIERS:
            return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _IDENTIFIERS:
            return self.fold(name, value).encode("ascii", "replace")
        return super().fold_binary(name, value)


# Seven bits pass every relay; non-ASCII text becomes quoted-printable or base64, whichever is shorter.
POLICY = _LetterPolicy(**{name: getattr(SMTP, name) for name in ("linesep", "raise_on_defect")}, cte_type="7bit")


def written_mail(letter: Letter) -> bytes:
    """The mail as it is handed over. Addresses in other letters than ASCII stay as they are, for relays that can."""
    mail = compose(letter)
    everybody = (letter.sender, *letter.to, *letter.cc)
    is_ascii = all(ascii_address(address).isascii() for _name, address in everybody)
    return mail.as_bytes() if is_ascii else mail.as_bytes(policy=POLICY.clone(utf8=True))


def compose(letter: Letter) -> EmailMessage:
    """The mail, ready for `as_bytes()`."""
    mail = EmailMessage(policy=POLICY)
    _write_headers(mail, letter)
    mail.set_content(_text_of(letter))
    images = [file for file in letter.files if file.content_id and letter.html]
    if letter.html:
        mail.add_alternative(_html_of(letter), subtype="html")
        for image in images:
            _relate(mail, image)
    for file in letter.files:
        if file not in images:
            main, sub = _kind(file.content_type)
            mail.add_attachment(file.content, maintype=main, subtype=sub, filename=_line(file.filename) or "file")
    return mail


def _write_headers(mail: EmailMessage, letter: Letter) -> None:
    mail["From"] = _addresses([letter.sender])
    mail["To"] = _addresses(letter.to)
    if letter.cc:
        mail["Cc"] = _addresses(letter.cc)
    if letter.reply_to:
        mail["Reply-To"] = _addresses([(letter.sender[0], letter.reply_to)])
    mail["Subject"] = _line(letter.subject)
    mail["Date"] = format_datetime(letter.at)
    if letter.automatic:
        mail["Auto-Submitted"] = letter.automatic
        mail["X-Auto-Response-Suppress"] = "All"
    for name, value in letter.marks.items():
        mail[name] = value
    mail["Message-ID"] = letter.message_id
    if letter.earlier:
        mail["In-Reply-To"] = letter.earlier[-1]
        mail["References"] = " ".join(_shortened(letter.earlier))


def _shortened(earlier: Sequence[str]) -> list[str]:
    if len(earlier) <= _REFERENCES:
        return list(earlier)
    return [earlier[0], *earlier[-(_REFERENCES - 1) :]]


def _addresses(people: Sequence[tuple[str, str]]) -> list[Address]:
    return [written_address(name, address) for name, address in people]


def written_address(name: str, address: str) -> Address:
    """The name and address as a header names them, whatever the name holds. Raises ValueError for a bad address."""
    written = ascii_address(address)
    if written.isascii():
        return Address(display_name=_line(name), addr_spec=written)
    local, _at, domain = written.rpartition("@")  # which the library's own reading of an address would not take
    return Address(display_name=_line(name), username=local, domain=domain)


def ascii_address(address: str) -> str:
    """The address with its domain as DNS knows it: "rené@bücher.example" keeps its local part."""
    local, at, domain = address.strip().rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode()}"
    except UnicodeError:
        return address.strip()


def _line(value: str) -> str:
    """One line: nobody adds a header by a subject, a name or a file name with a line break in it."""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def _kind(content_type: str) -> tuple[str, str]:
    found = _CONTENT_TYPE.fullmatch(content_type.partition(";")[0].strip().lower())
    if found is None or found[1] in {"multipart", "message", "text"}:
        # A text would be re-encoded, a message re-folded: the customer gets what the agent attached, to the byte.
        return "application", "octet-stream"
    return found[1], found[2]


def _relate(mail: EmailMessage, image: LetterFile) -> None:
    main, sub = _kind(image.content_type)
    html = mail.get_body(("html",))
    if isinstance(html, EmailMessage):
        html.add_related(
            image.content,
            maintype=main,
            subtype=sub,
            cid=f"<{_line(image.content_id).strip('<>')}>",
            filename=_line(image.filename),
            disposition="inline",
        )


def _text_of(letter: Letter) -> str:
    parts = [letter.text.rstrip("\n")]
    parts += [f"{link.words}\n{link.address}" for link in letter.links]
    if letter.signature:
        parts.append(f"-- \n{letter.signature.text}")
    if letter.matter:
        parts.append(f"{letter.matter.words}\n{letter.matter.address}")
    if letter.quote:
        quoted = "\n".join(f"> {line}".rstrip() for line in letter.quote.text.strip().splitlines())
        parts.append(f"{letter.quote.introduction}\n{quoted}")
    return "\n\n".join(parts) + "\n"


def _html_of(letter: Letter) -> str:
    links = "".join(f'\n<p><a href="{escape(link.address)}">{escape(link.words)}</a></p>' for link in letter.links)
    signature = f'\n<div class="goodword_signature">-- <br>\n{letter.signature.html}</div>' if letter.signature else ""
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n'
        f"{letter.html}{links}{signature}{_matter_html(letter)}{_quoted_html(letter)}\n</body></html>\n"
    )


def _matter_html(letter: Letter) -> str:
    if letter.matter is None:
        return ""
    words, address = escape(letter.matter.words), escape(letter.matter.address)
    return f'\n<p class="goodword_matter" style="font-size:.875em"><a href="{address}">{words}</a></p>'


def _quoted_html(letter: Letter) -> str:
    quoted = ""
    if letter.quote:
        lines = letter.quote.html or "<br>\n".join(escape(line) for line in letter.quote.text.strip().splitlines())
        quoted = (
            f'\n<div class="goodword_quote"><p>{escape(letter.quote.introduction)}</p>\n'
            f'<blockquote type="cite" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">{lines}'
            "</blockquote></div>"
        )
    return quoted
