"""Where the history that a reply carries along begins. Quotes are folded, never deleted.

Interleaved answers stay whole. Our own line splitter decides; quotequail is asked for a second opinion where a line
looks like an attribution that we do not know. Every step is linear: lines are looked at once, and cut before an
expression sees them.
"""

import re

import quotequail

from goodword.channels.email.reading import manners
from goodword.channels.email.reading.signatures import signature_from

_LONGEST_LINE = 300
_WRAPPED = 3
_HEADER_LINES = 3
_MOST_OPINIONS = 20

_VERBS = re.compile(manners.WROTE, re.IGNORECASE)
_DATED = re.compile(r"\d|@")
# Some programs leave the verb out: "2026年11月17日(火) 10:00 Ana <ana@…>:".
_BRACKETED = re.compile(r"[<＜(][^\s<>()]{1,100}@[^\s<>()]{1,100}[>＞)]")
_DAY, _HOUR = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}"), re.compile(r"\d{1,2}[:.hч時点时]\s?\d{2}")
_INTRODUCED = re.compile(manners.INTRODUCED)
_SEPARATOR = re.compile(rf"[-_ \xa0]{{2,30}}(?:{manners.ORIGINAL})[-_ \xa0]{{2,30}}", re.IGNORECASE)
_FORWARD = re.compile(rf"[-_ ]{{0,30}}(?:{manners.FORWARDED})[-_: ：]{{0,30}}", re.IGNORECASE)
_LABELS = rf"(?P<from>{manners.FROM})|(?P<sent>{manners.SENT})|{manners.OTHER}"
_HEADERS = re.compile(rf"[*_ ]{{0,3}}(?:{_LABELS})[*_ ]{{0,3}}\s?[:：]", re.IGNORECASE)


def is_attribution(text: str) -> bool:
    """Whether the text is the line that introduces a quote: "On Monday, Ana <ana@…> wrote:"."""
    line = text.strip()
    if not line.endswith((":", "：")) or len(line) > _WRAPPED * _LONGEST_LINE:
        return False
    if _VERBS.search(line) and _DATED.search(line):
        return True
    address = _BRACKETED.search(line)
    return bool(address and _DAY.search(line, 0, address.start()) and _HOUR.search(line, 0, address.start()))


def is_separator(text: str) -> bool:
    """Whether the text is a line like "-----Original Message-----"."""
    return len(text) < _LONGEST_LINE and bool(_SEPARATOR.fullmatch(text.strip()))


def is_forward_mark(text: str) -> bool:
    """Whether the text is a line like "---------- Forwarded message ---------"."""
    return len(text) < _LONGEST_LINE and bool(_FORWARD.fullmatch(text.strip()))


def header_label(text: str) -> str:
    """ "from", "sent" or "other" when the text begins as a line of a header block does; else nothing."""
    found = _HEADERS.match(text[:40])
    return "" if not found else "from" if found["from"] else "sent" if found["sent"] else "other"


def _attribution_before(lines: list[str], at: int) -> int:
    """Where the attribution that ends right before line `at` begins; `at` if there is none."""
    last = at - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    joined = ""
    for first in range(last, max(-1, last - _WRAPPED), -1):
        joined = f"{lines[first].strip()} {joined}"
        if not lines[first].strip() or len(joined) > _WRAPPED * _LONGEST_LINE:
            break
        if is_attribution(joined):
            return _whole_attribution(lines, first)
    return at


def _whole_attribution(lines: list[str], first: int) -> int:
    """The verb may stand in the last of the lines: "On Monday, Ana Pérez" / "<ana@…> wrote:"."""
    line = lines[first].lstrip("> ")
    above = lines[first - 1].strip() if first else ""
    if line.startswith("<") or (above and _INTRODUCED.match(above)):
        return max(first - 1, 0)
    return first


def _outlook_block(lines: list[str], at: int) -> bool:
    """From:, Sent:, To:, Subject: in a row, as Outlook writes them above what it quotes; GMX begins with Sent:."""
    return header_label(lines[at]) in {"from", "sent"} and is_header_block(lines[at : at + 6])


def is_header_block(lines: list[str]) -> bool:
    """Whether at least three of these lines begin as those of a header block do, one of them telling who wrote."""
    labels = [header_label(line) for line in lines]
    return "from" in labels and len(labels) - labels.count("") >= _HEADER_LINES


def _top_posted(lines: list[str]) -> int | None:
    """The line of a separator or of an Outlook block: everything after it is history."""
    for at, line in enumerate(lines):
        if line.startswith(">") or is_forward_mark(line):
            return None
        if len(line) < _LONGEST_LINE and (is_separator(line) or _outlook_block(lines, at)):
            ruled = at and lines[at - 1].strip() and not lines[at - 1].strip().strip("_-")
            return at - 1 if ruled else at
    return None


def _prefixed(lines: list[str]) -> int | None:
    """The line where a block of `>` at the very end begins; None if there is none, or answers stand between quotes."""
    at = len(lines)
    while at and (lines[at - 1].startswith(">") or not lines[at - 1].strip()):
        at -= 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at == len(lines) or any(line.startswith(">") for line in lines[:at]):
        return None
    return _attribution_before(lines, at)


def _introduced(lines: list[str]) -> int | None:
    """The line of an attribution after which nothing is marked: some phones quote so."""
    if any(line.startswith(">") or is_forward_mark(line) for line in lines):
        return None
    opinions = 0
    for at, line in enumerate(lines):
        if not line.rstrip().endswith((":", "：")) or len(line) > _LONGEST_LINE or not any(lines[at + 1 : at + 4]):
            continue
        begun = _attribution_before(lines, at + 1)
        if begun <= at:
            return begun
        opinions += 1
        if opinions <= _MOST_OPINIONS and _second_opinion(lines, at):
            return at
    return None


def _second_opinion(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    return bool(_DATED.search(line)) and len(quotequail.quote(f"{line}\nx", quote_intro_line=True)) > 1


def quoted_from(text: str) -> int:
    """The place in the text where quoted history begins; its length if there is none, or if there is nothing else."""
    lines = text.split("\n")
    for find in (_top_posted, _prefixed, _introduced):
        at = find(lines)
        if at is not None:
            place = sum(len(line) + 1 for line in lines[:at])
            return place if text[:place].strip() else len(text)
    return len(text)


def folded_from(text: str, *, history: bool = True) -> int:
    """Where what need not be read begins: the signature, quoted history, or the first of both."""
    place = quoted_from(text) if history else len(text)
    signature = signature_from(text[:place])
    return signature if signature < len(text[:place].rstrip()) else place
