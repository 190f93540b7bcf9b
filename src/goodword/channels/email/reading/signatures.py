"""Where the signature under a letter begins: it is folded with the history, never deleted."""

import re

from goodword.channels.email.reading.manners import DEVICES, SENT_FROM, SENT_FROM_AT_THE_END

_MOST_LINES = 25
_MOST_LETTERS = 2_500
_LONGEST_NOTICE = 140
_NOTICES = 3

_BEGINS = re.compile(SENT_FROM, re.IGNORECASE)
_ENDS = re.compile(rf"{SENT_FROM_AT_THE_END}(?:\s*<[^<>\s]{{1,100}}>)?[.。]?$")
_DEVICE = re.compile(DEVICES, re.IGNORECASE)
_ADDRESS = re.compile(r"<?https?://\S{1,200}>?")


def is_device_notice(line: str) -> bool:
    """Whether the line is what a phone or a program writes under a mail: "Sent from my iPhone"."""
    line = line.strip(" \t*_-–—\xa0")
    if not line or len(line) > _LONGEST_NOTICE:
        return False
    return bool((_BEGINS.match(line) or _ENDS.search(line)) and _DEVICE.search(line))


def signature_from(text: str) -> int:
    """The place where the signature at the end of a letter begins; the text's length if there is none."""
    lines = text.rstrip().split("\n")
    at = _delimiter(lines)
    if at is None:
        at = _notice(lines)
    place = sum(len(line) + 1 for line in lines[:at]) if at is not None else len(text)
    return place if text[:place].strip() else len(text)


def _delimiter(lines: list[str]) -> int | None:
    """The line "-- ", if what follows is short enough for a signature."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _MOST_LINES), -1):
        if lines[at] in {"-- ", "--", "--\xa0", "—"}:
            return at if sum(map(len, lines[at:])) <= _MOST_LETTERS else None
        if lines[at].startswith(">"):
            return None
    return None


def _notice(lines: list[str]) -> int | None:
    """The first of the device's lines at the very end; the address it advertises may follow."""
    found, seen = None, 0
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at].strip()
        if not line:
            continue
        seen += 1
        if is_device_notice(line):
            found = at
        elif not (found is None and _ADDRESS.fullmatch(line)):
            break
        if seen >= _NOTICES:
            break
    return found
