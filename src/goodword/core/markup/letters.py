"""What customers' mail may show: their words, pictures and layout; nothing that runs, asks, loads or leaks."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import nh3

from goodword.core.markup.wellformed import KNOWN, well_formed

# Marks a remote address on its way through the sanitizer; unguessable, so that no letter can write one itself.
_REMOTE = f"remote-{secrets.token_hex(16)}:"

QUOTE_MARKS = frozenset(
    [
        "gmail_quote",
        "gmail_quote_container",
        "gmail_extra",
        "gmail_attr",
        "yahoo_quoted",
        "moz-cite-prefix",
        "protonmail_quote",
        "tutanota_quote",
        "zmail_extra",
        "gmail_signature",
        "moz-signature",
        "protonmail_signature_block",
        "tutanota_signature",
    ]
)
QUOTE_IDS = frozenset(
    [
        "appendonsend",
        "divRplyFwdMsg",
        "OLK_SRC_BODY_SECTION",
        "mail-editor-reference-message-container",
        "isReplyContent",
        "ms-outlook-mobile-signature",
        "AppleMailSignature",
        "lineBreakAtBeginningOfSignature",
        "Signature",
    ]
)

_LAYOUT = {"align", "valign", "bgcolor", "width", "height", "dir", "lang", "title", "style", "class", "id"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": _LAYOUT,
    "a": {"href"},
    "img": {"src", "alt", "border", "hspace", "vspace"},
    "font": {"color", "face", "size"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan", "nowrap"},
    "th": {"colspan", "rowspan", "nowrap"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "blockquote": {"type"},
    "hr": {"size", "noshade", "color"},
}
_STYLES = {
    *[
        "color",
        "background",
        "background-color",
        "font",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "font-variant",
        "line-height",
    ],
    *[
        "text-align",
        "text-decoration",
        "text-transform",
        "text-indent",
        "letter-spacing",
        "word-spacing",
        "white-space",
        "word-break",
    ],
    *[
        "vertical-align",
        "direction",
        "width",
        "height",
        "max-width",
        "min-width",
        "max-height",
        "display",
        "overflow",
        "opacity",
        "visibility",
    ],
    *["border", "border-collapse", "border-spacing", "border-color", "border-style", "border-width", "border-radius"],
    *(
        f"border-{side}{part}"
        for side in ("top", "right", "bottom", "left")
        for part in ("", "-color", "-style", "-width")
    ),
    *(f"{box}{side}" for box in ("margin", "padding") for side in ("", "-top", "-right", "-bottom", "-left")),
    *["list-style", "list-style-type", "list-style-position", "table-layout", "float", "clear"],
}
_COLOR_CALL = re.compile(r"\b(?:rgba?|hsla?)\(", re.IGNORECASE)
_PICTURE_TYPES = ("data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp")
LINKS = ("http://", "https://", "mailto:", "tel:")
_IMAGE = re.compile(r'<img(?: [a-z-]+="[^"]*")*+>')


@dataclass(frozen=True, slots=True)
class CleanLetter:
    """Sanitized HTML, and how many remote images wait in it until the reader asks for them."""

    html: str
    remote_images: int


@lru_cache(maxsize=2048)
def _safe_style(style: str) -> str | None:
    """The declarations that can neither load nor escape: no function but a color's, no escapes, no at-rules."""
    kept = [
        declaration
        for declaration in style.split(";")
        if not any(mark in declaration for mark in "\\@<") and _COLOR_CALL.sub("", declaration).find("(") < 0
    ]
    return ";".join(kept) or None


def _image_source(value: str) -> str | None:
    source = value.strip()
    head = source[:16].lower()
    if head.startswith(("http://", "https://")):
        return f"{_REMOTE}{source}"
    return source if head.startswith("cid:") or head.startswith(_PICTURE_TYPES) else None


def _filter(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "style":
        return _safe_style(value) if len(value) < 2000 else None  # noqa: PLR2004
    if attribute == "src":
        return _image_source(value)
    if attribute == "class":
        return " ".join(mark for mark in value.split() if mark in QUOTE_MARKS) or None
    if attribute == "id":
        return value if value in QUOTE_IDS else None
    if attribute == "href":
        return value if value[:12].strip().lower().startswith(LINKS) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(KNOWN),
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    filter_style_properties=_STYLES,
    url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
    url_relative="deny",
    link_rel="noopener noreferrer",
    set_tag_attribute_values={"a": {"target": "_blank"}},
    clean_content_tags={"script", "style"},
)


def clean_letter_html(html: str) -> CleanLetter:
    """Sanitize a customer's letter. Linear in its length.

    Remote images keep their address in `data-src` and load nothing; images of the mail itself keep `src="cid:…"`; links
    open apart and tell nothing of where they were followed from.
    """
    clean = _CLEANER.clean(well_formed(html.replace("\0", "")))
    remote = clean.count(f'src="{_REMOTE}')
    return CleanLetter(clean.replace(f'src="{_REMOTE}', 'data-src="'), remote)


def show_remote_images(html: str) -> str:
    """The sanitized letter with its remote images loading: for the reader who asked for them."""
    return _IMAGE.sub(lambda image: image.group().replace(' data-src="', ' src="', 1), html)


def with_inline_images(html: str, address_of: Callable[[str], str | None]) -> str:
    """The sanitized letter with `cid:` images at the addresses `address_of(content_id)` gives; None leaves one out."""

    def place(image: re.Match[str]) -> str:
        before, mark, rest = image.group().partition(' src="cid:')
        if not mark:
            return before
        content_id, _, after = rest.partition('"')
        address = address_of(content_id.replace("&amp;", "&"))
        return f'{before} src="{escape(address)}"{after}' if address else f"{before}{after}"

    return _IMAGE.sub(place, html)
