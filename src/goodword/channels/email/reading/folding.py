"""Signatures and quoted history in a sanitized letter are put into `<details class="quoted">`. Nothing is left out."""

import re
from dataclasses import dataclass
from html import unescape

from goodword.channels.email.reading.quoting import (
    header_label,
    is_attribution,
    is_forward_mark,
    is_header_block,
    is_separator,
)
from goodword.channels.email.reading.signatures import is_device_notice

OPENING = '<details class="quoted"><summary>…</summary>'
CLOSING = "</details>"

_TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
_VOID = frozenset({"br", "hr", "img", "wbr"})
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "span", "strong", "u", "small", "big", "s", "code"})
# A container holds the whole quote; after a mark everything is history.
_CONTAINER = re.compile(
    r'class="[^"]*(?:gmail_quote|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-cite-prefix)|type="cite"'
    r'|id="isReplyContent"'
)
_MARK = re.compile(
    r'id="(?:appendonsend|divRplyFwdMsg|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)"'
    r'|style="[^"]*border-top:\s?solid #(?:E1E1E1|B5C4DF|e1e1e1|b5c4df)'
)
_SIGNATURE = re.compile(
    r'class="[^"]*(?:gmail_signature|moz-signature|protonmail_signature_block|tutanota_signature)'
    r'|id="(?:ms-outlook-mobile-signature|AppleMailSignature|lineBreakAtBeginningOfSignature|Signature)"'
)
_NOTHING = re.compile(r"(?:<br[^<>]*>|&nbsp;|\s)*+")
_LOOK_AHEAD = 600
_LONGEST_WORDS = 400
_BLOCK_LINES = 8
_MOST_SIGNATURES = 5


def _words(html: str) -> str:
    return unescape(_TAG.sub(" ", html)).replace("\xa0", " ").strip()


@dataclass(slots=True)
class _Line:
    """A line as it is shown: where it (or the element it is) begins, inside of which element, and its words."""

    begins: int
    parent: int
    opens: bool = False
    words: str = ""
    lowest: int = 0

    @property
    def is_inside(self) -> bool:
        """Whether the element that it begins in is still open: else nothing can be folded from here on."""
        return self.lowest >= self.parent


@dataclass(slots=True)
class _Fold:
    """A stretch to fold, in the element at depth `parent`.

    `is_mark`: all that follows in there is history; else words that come after it are an answer.
    """

    begins: int
    parent: int
    is_mark: bool = False
    ends: int = -1


class _Scan:
    """One pass: where the quote begins, where its parent ends, whether words stand after it, and the signatures."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.quote: _Fold | None = None
        self.signatures: list[_Fold] = []
        self.depth = self.inside = 0
        self.opened: list[int] = []
        self.has_words_after = False
        self.is_forward = False
        self.lines: list[_Line] = [_Line(0, 0)]

    def run(self) -> None:
        at = 0
        for tag in _TAG.finditer(self.html):
            if tag.start() > at:
                self._text(self.html[at : tag.start()])
            at = tag.end()
            if tag[2] not in _INLINE and self.quote is None:
                self._break(tag)
            if tag[2] in _VOID:
                continue
            if tag[1]:
                self._leave(tag)
            else:
                self._enter(tag)
        self._text(self.html[at:])
        if self.quote is None:
            self._line_ends(len(self.html))

    def _text(self, html: str) -> None:
        if self.quote is None:
            line = self.lines[-1]
            if len(line.words) < _LONGEST_WORDS:
                line.words += unescape(html[:_LONGEST_WORDS]).replace("\xa0", " ")
        elif not self.inside and not self.has_words_after:
            self.has_words_after = bool(_words(html))

    def _break(self, tag: re.Match[str]) -> None:
        """A line ends; the next one begins here."""
        line = self.lines[-1]
        if line.words:
            self._line_ends(tag.start())
        else:
            self.lines.pop()
        opens = not tag[1] and tag[2] not in _VOID
        begins = tag.start() if opens or tag[2] == "hr" else tag.end()
        parent = self.depth - bool(tag[1])
        self.lines.append(_Line(begins, parent, opens=opens, lowest=parent))
        if len(self.lines) > _BLOCK_LINES:
            del self.lines[0]

    def _line_ends(self, at: int) -> None:
        """Words may begin history or sign the letter where no element does: "-----Original Message-----", a device."""
        line = self.lines[-1]
        line.words = line.words.strip()
        if not line.words:
            self.lines.pop()
        elif is_forward_mark(line.words):
            self.is_forward = True
        elif is_separator(line.words):
            self._begin(line, is_mark=True)
        elif header_label(line.words):
            self._header_block()
        elif is_device_notice(line.words) and len(self.signatures) < _MOST_SIGNATURES and line.is_inside:
            is_bare = not line.opens and self.depth == line.parent
            if line.opens or is_bare:
                self.signatures.append(_Fold(line.begins, line.parent, ends=at if is_bare else -1))

    def _header_block(self) -> None:
        """History begins with the first line of the block which the last line makes complete."""
        lines = self.lines
        first = len(lines) - 1
        while first and header_label(lines[first - 1].words):
            first -= 1
        if header_label(lines[first].words) in {"from", "sent"} and is_header_block(
            [one.words for one in lines[first:]]
        ):
            self._begin(lines[first], is_mark=True)

    def _begin(self, line: _Line, *, is_mark: bool = False) -> None:
        if line.is_inside:
            self._begin_at(line.begins, line.parent, is_mark=is_mark)

    def _begin_at(self, begins: int, parent: int, *, is_mark: bool) -> None:
        """History begins there, or where an element does that holds nothing before it: all of it is one fold."""
        while parent and begins - self.opened[parent - 1] < _LOOK_AHEAD:
            above = self.opened[parent - 1]
            if "<img" in self.html[above:begins] or _words(self.html[above:begins]):
                break
            begins, parent = above, parent - 1
        self.quote = _Fold(begins, parent, is_mark)

    def _enter(self, tag: re.Match[str]) -> None:
        attributes = tag[3]
        self.depth += 1
        self.opened.append(tag.start())
        if self.inside:
            return
        is_marked = "=" in attributes
        if is_marked and _SIGNATURE.search(attributes):
            self.signatures = [*self.signatures[1 - _MOST_SIGNATURES :], _Fold(tag.start(), self.depth - 1)]
            if self.quote is not None:  # what stands in it is no answer
                self.inside = self.depth
                return
        is_mark = is_marked and bool(_MARK.search(attributes))
        if not (is_mark or self._is_container(tag)):
            return
        self.inside = self.depth
        if self.quote is None:
            above = next((line for line in reversed(self.lines) if line.words), None)
            if above and not is_mark and is_attribution(above.words):
                self._begin(above)
            if self.quote is None:
                self._begin_at(tag.start(), self.depth - 1, is_mark=is_mark)

    def _leave(self, tag: re.Match[str]) -> None:
        if self.inside == self.depth:
            self.inside = 0
        self.depth -= 1
        self.opened.pop()
        for signature in self.signatures:
            if signature.ends < 0 and signature.parent == self.depth:
                signature.ends = tag.end()
        quote = self.quote
        if quote is None:
            for line in self.lines:
                line.lowest = min(line.lowest, self.depth)
        elif quote.ends < 0 and self.depth < quote.parent:
            quote.ends = tag.start()

    def _is_container(self, tag: re.Match[str]) -> bool:
        if tag[3] and _CONTAINER.search(tag[3]):
            return not self._holds_a_forward(tag)
        if tag[2] != "blockquote" or self.quote is not None:
            return False
        above = next((line.words for line in reversed(self.lines) if line.words), "")
        return is_attribution(above) or is_attribution(self._above(2))

    def _above(self, count: int) -> str:
        return " ".join(line.words for line in [line for line in self.lines if line.words][-count:])

    def _holds_a_forward(self, tag: re.Match[str]) -> bool:
        """Gmail puts what it forwards into the same box as what it quotes."""
        first = next(filter(None, map(str.strip, _lines(self.html[tag.end() : tag.end() + _LOOK_AHEAD]))), "")
        self.is_forward = self.is_forward or is_forward_mark(first)
        return self.is_forward


def _lines(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]*>?", "\n", html)).replace("\xa0", " ").split("\n")


def _signature_folds(scan: _Scan, until: int) -> list[tuple[int, int]]:
    """Signatures before the quote after which nothing else stands."""
    html, end = scan.html, until
    folds: list[tuple[int, int]] = []
    for fold in reversed(scan.signatures):
        if fold.ends < 0 or fold.ends > end or _words(html[fold.ends : end]):
            break
        if not _words(html[: fold.begins]) and "<img" not in html[: fold.begins]:
            break
        if not _words(html[fold.begins : fold.ends]) and "<img" not in html[fold.begins : fold.ends]:
            continue
        folds.append((fold.begins, fold.ends))
        end = fold.begins
    return folds[:1]


def fold_quotes(html: str) -> str:
    """The letter with its quoted history and its signature folded.

    Unchanged when there is none, or when answers stand between quotes.
    """
    scan = _Scan(html)
    scan.run()
    quote = scan.quote
    folds: list[tuple[int, int]] = []
    if quote is not None and not scan.is_forward and (quote.is_mark or not scan.has_words_after):
        before = html[: quote.begins]
        if _words(before) or "<img" in before:
            folds.append((quote.begins, quote.ends if quote.ends >= 0 else len(html)))
    until = folds[0][0] if folds else len(html)
    for begins, ends in _signature_folds(scan, until):
        if folds and _NOTHING.fullmatch(html, ends, until):
            folds = [(begins, folds[0][1])]
        else:
            folds.append((begins, ends))
    for begins, ends in sorted(folds, reverse=True):
        html = f"{html[:begins]}{OPENING}{html[begins:ends]}{CLOSING}{html[ends:]}"
    return html


def unfolded(html: str) -> str:
    """The letter as it was before."""
    return html.replace(OPENING, "").replace(CLOSING, "")


def before_folds(html: str) -> str:
    """What is in sight at the beginning of the letter: all of it if nothing is folded."""
    return html.partition(OPENING)[0]
