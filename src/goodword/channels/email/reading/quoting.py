"""Where the history that a reply carries along begins. Quotes are folded, never deleted.

Interleaved answers stay whole. Our own line splitter decides; quotequail is asked for a second opinion where a line
looks like an attribution that we do not know. Every step is linear: lines are looked at once, and cut before an
expression sees them.
"""

import re

import quotequail

_LONGEST_LINE = 300
_WRAPPED = 3
_HEADER_LINES = 3
_MOST_OPINIONS = 20

_VERBS = re.compile(
    r"\b(?:wrote|writes|escribi[óo]|escribe|schrieb|schreibt|a écrit|écrit|a ecrit|ha scritto|escreveu|schreef"
    r"|geschreven|napisał|napisała|skrev|написал|написала|пишет)\b|写道|書きました|님이 작성",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d|@")
_SEPARATOR = re.compile(
    r"[-_ ]{2,20}(?:Original Message|Mensaje original|Ursprüngliche Nachricht|Message d'origine|Messaggio originale"
    r"|Mensagem original|Oorspronkelijk bericht|Original-Nachricht|Message original)[-_ ]{2,20}",
    re.IGNORECASE,
)
_HEADERS = re.compile(
    r"[*_ ]{0,3}(?P<from>From|De|Von|Da|Van)?(?:Sent|To|Cc|Subject|Date|Enviado(?: el)?|Fecha|Para|Asunto|Gesendet"
    r"|Datum|An|Betreff|Envoyé|Date|À|A|Objet|Inviato|Oggetto|Verzonden|Aan|Onderwerp)?[*_ ]{0,3}[:：]"
)


def is_attribution(text: str) -> bool:
    """Whether the text is the line that introduces a quote: "On Monday, Ana <ana@…> wrote:"."""
    line = text.strip()
    if not line.endswith((":", "：")) or len(line) > _WRAPPED * _LONGEST_LINE:
        return False
    return bool(_VERBS.search(line) and _DATED.search(line))


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
    if line.startswith("<") or (above and re.match(r"(?:On|El|Am|Le|Il|Em|Op|Den|W dniu)\b", above)):
        return max(first - 1, 0)
    return first


def _outlook_block(lines: list[str], at: int) -> bool:
    """From:, Sent:, To:, Subject: in a row, as Outlook writes them above what it quotes."""
    first = _HEADERS.match(lines[at][:40])
    if not (first and first["from"]):
        return False
    return sum(bool(_HEADERS.match(line[:40])) for line in lines[at : at + 6]) >= _HEADER_LINES


def _top_posted(lines: list[str]) -> int | None:
    """The line of a separator or of an Outlook block: everything after it is history."""
    for at, line in enumerate(lines):
        if line.startswith(">"):
            return None
        if len(line) < _LONGEST_LINE and (_SEPARATOR.fullmatch(line.strip()) or _outlook_block(lines, at)):
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
    if any(line.startswith(">") for line in lines):
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
