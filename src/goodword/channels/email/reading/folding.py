"""Quoted history in a sanitized letter is put into `<details class="quoted">`. Nothing is left out."""

import re
from html import unescape

from goodword.channels.email.reading.quoting import is_attribution

OPENING = '<details class="quoted"><summary>…</summary>'
CLOSING = "</details>"

_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_VOID = frozenset({"br", "hr", "img", "wbr"})
# A container holds the whole quote; after a mark everything is history.
_CONTAINER = re.compile(
    r'class="[^"]*(?:gmail_quote|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-cite-prefix)|type="cite"'
)
_MARK = re.compile(
    r'id="(?:appendonsend|divRplyFwdMsg|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)"'
    r'|style="[^"]*border-top:\s?solid #(?:E1E1E1|B5C4DF|e1e1e1|b5c4df)'
)
_LOOK_BACK = 600


def _words(html: str) -> str:
    return unescape(_TAG.sub(" ", html)).replace("\xa0", " ").strip()


class _Scan:
    """One pass: where the quote begins, where its parent ends, and whether words stand after it outside of quotes."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.begins: int | None = None
        self.ends = len(html)
        self.begin_depth = self.depth = 0
        self.inside = 0
        self.is_mark = False
        self.has_words_after = False

    def run(self) -> None:
        at = 0
        for tag in _TAG.finditer(self.html):
            if self.begins is not None and not self.inside and not self.has_words_after:
                self.has_words_after = bool(_words(self.html[at : tag.start()]))
            at = tag.end()
            if tag[2] in _VOID:
                continue
            if tag[1]:
                self._leave(tag.start())
            else:
                self._enter(tag)
        if self.begins is not None and not self.inside and _words(self.html[at:]):
            self.has_words_after = True

    def _enter(self, tag: re.Match[str]) -> None:
        self.depth += 1
        is_mark = bool(_MARK.search(tag[3]))
        if self.inside or not (is_mark or self._is_container(tag)):
            return
        self.inside = self.depth
        if self.begins is None:
            self.begins, self.begin_depth, self.is_mark = tag.start(), self.depth, is_mark

    def _leave(self, at: int) -> None:
        if self.inside == self.depth:
            self.inside = 0
        self.depth -= 1
        if self.begins is not None and self.depth == self.begin_depth - 2 and self.ends == len(self.html):
            self.ends = at

    def _is_container(self, tag: re.Match[str]) -> bool:
        if _CONTAINER.search(tag[3]):
            return True
        if tag[2] != "blockquote" or self.begins is not None:
            return False
        before = self.html[max(0, tag.start() - _LOOK_BACK) : tag.start()]
        return is_attribution(_words(before)[-300:])


def fold_quotes(html: str) -> str:
    """The letter with its quoted history folded; unchanged when there is none or when answers stand between quotes."""
    scan = _Scan(html)
    scan.run()
    if scan.begins is None or (scan.has_words_after and not scan.is_mark):
        return html
    if not _words(html[: scan.begins]) and "<img" not in html[: scan.begins]:
        return html
    begins, ends = scan.begins, scan.ends
    return f"{html[:begins]}{OPENING}{html[begins:ends]}{CLOSING}{html[ends:]}"
