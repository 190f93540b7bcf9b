"""Between HTML and plain text, both ways, in linear time."""

import html as entities
import re

from goodword.core.markup.letters import clean_letter_html
from goodword.core.markup.masking import without_signed_links

PREVIEW_LENGTH = 200
_DEEPEST_QUOTE = 20

_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_HREF = re.compile(r' href="([^"]*)"')
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINES = frozenset(
    ["address", "center", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr"]
)
_PARAGRAPHS = frozenset(
    [
        "blockquote",
        "dl",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ol",
        "p",
        "pre",
        "table",
        "ul",
        "article",
        "section",
        "header",
        "footer",
    ]
)
_VOID = frozenset({"br", "hr", "img", "wbr"})
_LINK = re.compile(
    r"(?P<web>\b(?:https?://|www\.)[^\s<>\"]{1,2000})"
    r"|(?P<mail>(?<![\w.+-])[A-Za-z0-9_.+-]{1,64}+@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'\")]}>…"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\u034f\u00ad]")


def _prefix(quote: int) -> str:
    return "> " * min(quote, _DEEPEST_QUOTE)


class _Page:
    """Lines as they are laid out: quote depth, pending blank lines, spaces folded outside of `<pre>`."""

    def __init__(self, *, links: bool) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.links = links
        self.depth = self.quote = self.gap_quote = self.preformatted = 0
        self.hidden_at = 0
        self.href: tuple[str, int] | None = None
        self.wants_gap = False

    def text(self, raw: str) -> None:
        if self.hidden_at or not raw:
            return
        text = entities.unescape(raw).replace("\xa0", " ")
        if self.preformatted:
            first, *rest = text.split("\n")
            self.line.append(first)
            for line in rest:
                self.break_line()
                self.line.append(line)
            return
        text = _SPACES.sub(" ", text)
        if text != " " or self.line:
            self.line.append(text if self.line else text.lstrip(" "))

    def break_line(self, *, gap: bool = False, force: bool = False) -> None:
        line = "".join(self.line).rstrip() if self.preformatted else " ".join("".join(self.line).split(" ")).strip()
        self.line = []
        if line or force or self.preformatted:
            if self.wants_gap and self.lines:
                self.lines.append(_prefix(min(self.gap_quote, self.quote)))
            self.lines.append(_prefix(self.quote) + line)
            self.wants_gap = False
        if gap:
            self.gap_quote = min(self.gap_quote, self.quote) if self.wants_gap else self.quote
            self.wants_gap = True

    def tag(self, end: bool, name: str, attributes: str) -> None:  # noqa: FBT001
        if name not in _VOID:
            self._nest(end, attributes)
        if self.hidden_at:
            return
        if name == "br":
            self.break_line(force=True)
        elif name in {"td", "th"} and not end and self.line:
            self.line.append("  ")
        elif name == "a" and self.links:
            self._link(end, attributes)
        elif name in _PARAGRAPHS or name in _LINES or name == "hr":
            self._block(end, name)

    def _nest(self, end: bool, attributes: str) -> None:  # noqa: FBT001
        if end:
            if self.hidden_at == self.depth:
                self.hidden_at = 0
            self.depth -= 1
            return
        self.depth += 1
        if not self.hidden_at and "display:none" in attributes:
            self.hidden_at = self.depth

    def _link(self, end: bool, attributes: str) -> None:  # noqa: FBT001
        if not end:
            found = _HREF.search(attributes)
            self.href = (entities.unescape(found[1]), len(self.line)) if found else None
        elif self.href:
            address, begun = self.href
            shown = "".join(self.line[begun:]).strip()
            bare = address.removeprefix("mailto:").removeprefix("tel:")
            if shown and shown.rstrip("/") != bare.rstrip("/"):
                self.line.append(f" <{bare}>")
            self.href = None

    def _block(self, end: bool, name: str) -> None:  # noqa: FBT001
        self.break_line(gap=name in _PARAGRAPHS)
        if name == "blockquote":
            self.quote = max(0, self.quote + (-1 if end else 1))
        elif name == "pre":
            self.preformatted = max(0, self.preformatted + (-1 if end else 1))
        elif name == "li" and not end:
            self.line.append("- ")


def text_of_clean_html(html: str, *, links: bool = False) -> str:
    """The words of HTML that one of the cleaners here made. `links` adds the address after a link's words."""
    page, at = _Page(links=links), 0
    for tag in _TAG.finditer(html):
        page.text(html[at : tag.start()])
        page.tag(bool(tag[1]), tag[2], tag[3])
        at = tag.end()
    page.text(html[at:])
    page.break_line()
    return "\n".join(line.rstrip() for line in page.lines).strip("\n")


def html_to_text(html: str) -> str:
    """The words of any HTML, laid out in lines: quotes with `> `, lists with `- `, addresses of links in `<…>`."""
    return text_of_clean_html(clean_letter_html(html).html, links=True)


def _linked(found: re.Match[str]) -> str:
    whole = found.group()
    shown = whole.rstrip(_TRAILING)
    rest = entities.escape(whole[len(shown) :], quote=False)
    scheme = "mailto:" if found["mail"] else "" if "://" in shown else "https://"
    href, words = entities.escape(scheme + shown), entities.escape(shown, quote=False)
    return f'<a href="{href}" target="_blank" rel="noopener noreferrer">{words}</a>{rest}'


def _line_to_html(line: str) -> str:
    out, at = [], 0
    for found in _LINK.finditer(line):
        out += [entities.escape(line[at : found.start()], quote=False), _linked(found)]
        at = found.end()
    out.append(entities.escape(line[at:], quote=False))
    return "".join(out)


def text_to_html(text: str) -> str:
    """Plain text as safe HTML: a paragraph for each block, `<br>` for each line, web and mail addresses as links."""
    paragraphs: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            paragraphs[-1].append(_line_to_html(line.rstrip()))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "".join(f"<p>{'<br>'.join(lines)}</p>" for lines in paragraphs if lines)


def preview_of(text: str) -> str:
    """The beginning of a text on one line of at most 200 characters, cut between words if it can be; of a signed link
    as colleagues read it."""
    line = " ".join(_CONTROL.sub("", without_signed_links(text[: PREVIEW_LENGTH * 10])).split())
    if len(line) <= PREVIEW_LENGTH:
        return line
    cut = line[: PREVIEW_LENGTH - 1]
    at = cut.rfind(" ")
    return f"{cut[:at] if at > PREVIEW_LENGTH // 2 else cut}…"
