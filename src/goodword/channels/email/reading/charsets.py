"""From bytes to text, whatever the sender declared: the declared charset, UTF-8, a good guess for long text."""

import codecs
import re

_GUESSABLE = 200
_SAMPLE = 20_000
_STAND_INS = {"iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}
# Python's other "encodings" are no charsets, and some of them cost quadratic time.
_FAMILIES = (
    "utf-",
    "iso8859",
    "iso2022",
    "cp",
    "koi8",
    "mac-",
    "gb",
    "big5",
    "euc",
    "shift_jis",
    "johab",
    "hz",
    "tis",
    "kz",
)
_META = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def _codec(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset.strip("\"' ")).name
    except (LookupError, ValueError):
        return None
    if not name.startswith(_FAMILIES):
        return None
    return _STAND_INS.get(name, name)


def _try(content: bytes, codec: str | None) -> str | None:
    if codec is None:
        return None
    try:
        return content.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def storable(text: str) -> str:
    """The text without what no database keeps: NUL and halves of surrogate pairs."""
    return _FORBIDDEN.sub("", text)


def declared_in_html(content: bytes) -> str:
    """The charset an HTML document names in its head, if any."""
    found = _META.search(content, 0, 2048)
    return found[1].decode("ascii") if found else ""


def decode_text(content: bytes, declared: str = "") -> str:
    """The text, with what cannot be decoded replaced. Never fails."""
    if content.isascii() and not declared.lower().startswith(("utf-7", "utf-16", "utf-32", "iso-2022", "hz")):
        return storable(content.decode("ascii"))
    codec = _codec(declared) if declared else None
    text = _try(content, codec)
    if text is None and codec != "utf-8":
        text = _try(content, "utf-8")
    if text is None and codec and len(content) >= _GUESSABLE and content.count(b"\xef\xbf\xbd") == 0:
        text = _mostly(content, codec)
    if text is None and len(content) >= _GUESSABLE:
        text = _guess(content)
    return storable(text if text is not None else content.decode("cp1252", "replace"))


def _mostly(content: bytes, codec: str) -> str | None:
    """The declared charset is right though a few bytes are broken."""
    text = content.decode(codec, "replace")
    return text if text.count("\ufffd") * 100 <= len(text) else None


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 (4 MB of tables, and few letters need a guess)

    best = from_bytes(content[:_SAMPLE]).best()
    return content.decode(best.encoding, "replace") if best and _codec(best.encoding) else None
