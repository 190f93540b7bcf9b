"""What agents write in the composer: words, lists, quotes, links, and pictures of our own files."""

import re

import nh3

from goodword.core.markup.letters import LINKS
from goodword.core.markup.wellformed import well_formed

_OWN_FILE = re.compile(r"/files/[A-Za-z0-9/_.:=~-]{1,500}(?:\?[A-Za-z0-9/_.:=&%~-]{0,500})?")


def _filter(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if _OWN_FILE.fullmatch(value) and "//" not in value and "/.." not in value else None
    if attribute == "href":
        return value if value.strip().lower().startswith(LINKS) else None
    if attribute == "data-mention":
        return value if _WHO.fullmatch(value) else None
    if attribute in {"width", "height", "data-attachment"}:
        return value if value.isascii() and value.isdigit() and len(value) < 12 else None  # noqa: PLR2004
    return value


_TAGS = {"p", "br", "b", "strong", "i", "em", "u", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "img"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height", "data-attachment"}}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
    set_tag_attribute_values={"a": {"target": "_blank"}},
    clean_content_tags={"script", "style"},
)
_SOURCELESS = re.compile(r'<img(?! [^>]*\bsrc=")[^>]*>')


_WHO = re.compile(r"(?:agent|team):[0-9]{1,18}")
_NOTE_CLEANER = nh3.Cleaner(
    tags=_TAGS | {"span"},
    attributes=_ATTRIBUTES | {"span": {"data-mention"}},
    attribute_filter=_filter,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
    set_tag_attribute_values={"a": {"target": "_blank"}},
    clean_content_tags={"script", "style"},
)


def clean_note_html(html: str) -> str:
    """The same for a note, in which colleagues may be named: `<span data-mention="agent:3">@Mara</span>`."""
    return _SOURCELESS.sub("", _NOTE_CLEANER.clean(well_formed(html.replace("\0", "")))).strip()


def clean_written_html(html: str) -> str:
    """Keep what the composer can write and drop the rest. Images must be files of ours (`/files/…`)."""
    return _SOURCELESS.sub("", _CLEANER.clean(well_formed(html.replace("\0", "")))).strip()
