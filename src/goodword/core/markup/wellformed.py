"""From any HTML to well-formed HTML of bounded depth, in linear time.

Browsers' parsing rules cost quadratic time on crafted input (deep nesting, thousands of attributes, text straight
inside tables, formatting that is never closed). What leaves here cannot trigger any of that, so that the sanitizer
behind it stays fast whatever a stranger sends. It is a rewriting, not a wall: safety is the sanitizer's, which always
runs after.
"""

import re
from itertools import islice

MAX_DEPTH = 150
_MOST_TAGS = 50_000  # what follows is words: a tag takes half a kilobyte while it is cleaned
_MAX_ATTRIBUTES = 40
_WHOLE_ATTRIBUTES = 300

_VOID = frozenset({"br", "hr", "img", "wbr"})
_SECTIONS = frozenset({"tbody", "thead", "tfoot"})
_CELLS = frozenset({"td", "th", "caption"})
_STRUCTURE = frozenset({"table", "tr"}) | _SECTIONS
_WALLS = frozenset({"table"}) | _CELLS
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "bdi",
        "bdo",
        "time",
    ]
)
KNOWN = _VOID | _CELLS | _STRUCTURE | _BLOCKS | _INLINE
_CLOSE_THEMSELVES = {"li": frozenset({"ul", "ol"}), "dd": frozenset({"dl"}), "dt": frozenset({"dl"}), "a": frozenset()}

_SPACE = r"[ \t\n\f\r]"
_ATTRIBUTE = re.compile(
    rf"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:\"[^\"]*+\"|'[^']*+'|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+|))?+"
)
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<raw>script|style|title|textarea|xmp|iframe|noembed|noframes)(?=[ \t\n\f\r/>]).*?(?:</(?P=raw)[^>]*+>?|\Z)"
    rf"|<(?P<end>/?)(?P<name>[a-z][^ \t\n\f\r/>]*+)(?P<attributes>(?:[ \t\n\f\r/]++|{_ATTRIBUTE.pattern})*+)>?"
    r"|<[!?/][^>]*+>?",
    re.IGNORECASE | re.DOTALL,
)


class _Builder:
    """Writes tags so that every one is closed in order. `walls` are the places of cells and tables in the stack."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.stack: list[str] = []
        self.walls: list[int] = []

    def text(self, text: str) -> None:
        if self.stack and self.stack[-1] in _STRUCTURE:
            if not text.strip():
                return
            self._enter_cell()
        self.out.append(text.replace("<", "&lt;") if "<" in text else text)

    def start(self, name: str, attributes: str) -> None:
        if name in _CELLS or name == "tr" or name in _SECTIONS:
            self._start_table_part(name, attributes)
            return
        self._enter_cell()
        if name in _BLOCKS:
            self._close(name="p", floor=self._floor)
        if name in _CLOSE_THEMSELVES:
            self._close_itself(name)
        if name in _VOID:
            self.out.append(f"<{name}{attributes}>")
        elif len(self.stack) < MAX_DEPTH:
            self._push(name, attributes)

    def end(self, name: str) -> None:
        if name in _VOID:
            return
        if name not in _WALLS and name not in _STRUCTURE:
            self._close(name=name, floor=self._floor)
        elif name in self.stack:
            self._close(name=name, floor=self._table)

    def finish(self) -> str:
        self._pop_to(0)
        return "".join(self.out)

    @property
    def _floor(self) -> int:
        """Nothing below the innermost table or cell may be closed by what is written inside it."""
        return self.walls[-1] + 1 if self.walls else 0

    @property
    def _table(self) -> int:
        """Where the innermost table stands; the length of the stack if there is none."""
        for place in reversed(self.walls):
            if self.stack[place] == "table":
                return place
        return len(self.stack)

    def _push(self, name: str, attributes: str) -> None:
        if name in _WALLS:
            self.walls.append(len(self.stack))
        self.stack.append(name)
        self.out.append(f"<{name}{attributes}>")

    def _pop_to(self, place: int) -> None:
        while len(self.stack) > place:
            self.out.append(f"</{self.stack.pop()}>")
        while self.walls and self.walls[-1] >= place:
            self.walls.pop()

    def _close(self, *, name: str, floor: int) -> None:
        above = self.stack[floor:]
        if name in above:
            self._pop_to(len(self.stack) - 1 - above[::-1].index(name))

    def _close_itself(self, name: str) -> None:
        holders = _CLOSE_THEMSELVES[name]
        for place in range(len(self.stack) - 1, self._floor - 1, -1):
            if self.stack[place] == name:
                self._pop_to(place)
                return
            if self.stack[place] in holders:
                return

    def _enter_cell(self) -> None:
        """Text straight inside a table is put into a cell: browsers would move it out, one piece at a time."""
        if self.stack and self.stack[-1] in _STRUCTURE:
            if self.stack[-1] != "tr":
                self._push("tr", "")
            self._push("td", "")

    def _start_table_part(self, name: str, attributes: str) -> None:
        table = self._table
        if table == len(self.stack):
            return
        if name in _CELLS and "tr" in self.stack[table:]:
            self._pop_to(table + self.stack[table:].index("tr") + 1)
        elif name == "tr" and len(self.stack) > table + 1 and self.stack[table + 1] in _SECTIONS:
            self._pop_to(table + 2)
        else:
            self._pop_to(table + 1)
        if name in {"td", "th"} and self.stack[-1] != "tr":
            self._push("tr", "")
        self._push(name, attributes)


def well_formed(html: str) -> str:
    """The same letter with every tag closed in order, of bounded depth and number, comments and scripts left out."""
    builder, at, left = _Builder(), 0, _MOST_TAGS
    for token in _TOKEN.finditer(html):
        if token.start() > at:
            builder.text(html[at : token.start()])
        at = token.end()
        name = (token["name"] or "").lower()
        if name not in KNOWN:
            continue
        if token["end"]:
            builder.end(name)
        elif left:
            left -= 1
            builder.start(name, _bounded(token["attributes"]))
    if at < len(html):
        builder.text(html[at:])
    return builder.finish()


def _bounded(attributes: str) -> str:
    if len(attributes) <= _WHOLE_ATTRIBUTES:
        return f" {attributes.rstrip('/')}" if attributes else ""
    found = islice(_ATTRIBUTE.finditer(attributes), _MAX_ATTRIBUTES)
    return "".join(f" {attribute.group()}" for attribute in found)
