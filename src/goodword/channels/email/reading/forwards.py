"""Forwarded mail: what was forwarded is the letter, not history."""

import re

from goodword.channels.email.reading.errors import UnreadableMail
from goodword.channels.email.reading.gathering import MOST_UNPACKED, Gatherer
from goodword.channels.email.reading.headers import decode_words
from goodword.channels.email.reading.mime import Part, take_inside
from goodword.channels.email.reading.pieces import Piece

_PREFIX = re.compile(
    r"\s*(?:(?:re|aw|sv|antw|odp|回复|答复|回覆)\s*[:：]\s*){0,3}"
    r"\[?\s*(?:fwd?|fw|wg|rv|reenv|tr|transf|enc|i|inoltro|doorst|pd|pdał|fs|vs|vb|ytnl|ил|пересл|转发|轉寄|转寄|転送)\s*[:：]",
    re.IGNORECASE,
)
_TOLD = ("From", "Date", "Subject", "To")


def is_forward(subject: str) -> bool:
    """Whether the subject says so, in any of the ways mail programs do."""
    return bool(_PREFIX.match(subject[:200]))


def told_by_headers(part: Part) -> tuple[list[Piece], Gatherer]:
    """The mail that the part carries, told as a letter: who wrote it, when, and its words; and what came with it."""
    gatherer = Gatherer(folds=False, wrappings=0)
    try:
        mail = take_inside(part, MOST_UNPACKED)
    except UnreadableMail:
        return [], gatherer
    pieces = gatherer.gather(mail)
    told = [f"{name}: {decode_words(mail.headers.get(name.lower(), ''))[:300]}" for name in _TOLD]
    return [Piece(text="\n".join(line for line in told if not line.endswith(": "))), *pieces], gatherer
