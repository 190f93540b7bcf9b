"""What somebody wrote, to be quoted below an answer: their words and shapes, without pictures and older quotes."""

import nh3

_QUOTABLE = nh3.Cleaner(
    tags={
        *("p", "div", "span", "br", "hr", "b", "strong", "i", "em", "u", "s", "a", "ul", "ol", "li", "blockquote"),
        *("code", "pre", "h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "td", "th"),
    },
    attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"dir", "lang"}},
    url_schemes={"http", "https", "mailto", "tel"},
    clean_content_tags={"details", "script", "style", "head", "title"},
)


def quotable_html(clean: str) -> str:
    """A letter's sanitized HTML as it may be sent back: no picture tells a stranger that our answer was read."""
    return _QUOTABLE.clean(clean).strip()
