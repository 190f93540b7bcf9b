"""A forwarded mail inside the text of another: who wrote it, to whom, when, about what. Pure and linear."""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from goodword.channels.email.reading.headers import addresses, without_controls
from goodword.channels.email.reading.message import Kind, MailAddress
from goodword.channels.email.reading.written_dates import written_date

# What programs write before each line of the block above what they forward, in the languages people write.
_FROM = "from|de|von|da|van|od|от|от кого|发件人|寄件者|差出人|보낸 사람|från|fra|lähettäjä|kimden|feladó|kimtől"
_TO = "to|para|an|à|a|pour|aan|do|кому|收件人|收件者|宛先|받는 사람|till|til|vastaanottaja|kime|címzett"
_CC = "cc|kopie|copie|copia|kopia|dw|копия|抄送|副本|참조|kopi|bilgi"
_DATE = (
    "date|sent|fecha|enviado|enviado el|datum|gesendet|envoyé|data|inviato|verzonden|wysłano|enviada|enviada em|"
    "enviado em|elküldve|дата|отправлено|日期|发送时间|寄件日期|送信日時|日付|날짜|보낸 날짜|"
    "skickat|sendt|lähetetty|tarih|dátum"
)
_SUBJECT = (
    "subject|asunto|betreff|objet|assunto|oggetto|onderwerp|temat|тема|主题|主旨|件名|제목|ämne|emne|aihe|konu|tárgy"
)
_NAMES = {"from": _FROM, "to": _TO, "cc": _CC, "date": _DATE, "subject": _SUBJECT}
_LABELS = {label: name for name, labels in _NAMES.items() for label in labels.split("|")}
_LINE = re.compile(r"[\s>*_]{0,8}([^\W\d_][^:：*_<>@]{0,20}?)[\s*_]{0,3}[:：][*_]{0,2}(.*)", re.DOTALL)
_QUOTED = re.compile(r"\A[ \t]{0,3}>[ ]?")
_RULE = re.compile(r"[\s>*_]{0,8}(?:[-_=]{2,}.*|[^.!?]{2,60}[:：])\s*")
_LONGEST_LINE = 2000
_MOST_LINES_OF_BLOCK = 20
_FEWEST_FIELDS = 2


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The mail that was forwarded, and the forwarder's own `words` above it."""

    words: str
    sender: MailAddress
    recipients: tuple[tuple[Kind, MailAddress], ...]
    subject: str
    date: datetime | None
    text: str


def forwarded_in(text: str, zone: tzinfo) -> Forwarded | None:
    """The mail forwarded in the text; None if there is no block of headers with the sender's address.

    `zone` is that of dates that name none.
    """
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if not _field(line):
            continue
        fields, end = _block(lines, at)
        sender = next(iter(addresses(fields.get("from", ""))), None)
        if sender is not None and len(fields) >= _FEWEST_FIELDS:
            return Forwarded(
                words=_words(lines[:at]),
                sender=MailAddress(*sender),
                recipients=_recipients(fields),
                subject=without_controls(fields.get("subject", ""))[:500],
                date=written_date(fields.get("date", ""), zone),
                text=_letter(lines[end:], is_quoted=bool(_QUOTED.match(line))),
            )
    return None


def _field(line: str) -> tuple[str, str] | None:
    """The header's name and value, if the line begins as one does."""
    found = _LINE.match(line[:_LONGEST_LINE])
    name = _LABELS.get(" ".join(found[1].casefold().split())) if found else None
    return (name, found[2].strip()) if found and name else None


def _block(lines: list[str], at: int) -> tuple[dict[str, str], int]:
    """The headers from line `at` on, and where the letter begins. A long list may run over several lines."""
    fields: dict[str, str] = {}
    name = ""
    for end in range(at, min(len(lines), at + _MOST_LINES_OF_BLOCK)):
        line = _QUOTED.sub("", lines[end], count=1)
        found = _field(line)
        if found and found[0] not in fields:
            name = found[0]
            fields[name] = found[1]
        elif not line.strip():
            return fields, end
        elif name:
            fields[name] += f" {line.strip()[:_LONGEST_LINE]}"
    return fields, min(len(lines), at + _MOST_LINES_OF_BLOCK)


def _recipients(fields: dict[str, str]) -> tuple[tuple[Kind, MailAddress], ...]:
    kinds: tuple[Kind, Kind] = ("to", "cc")
    return tuple((kind, MailAddress(*one)) for kind in kinds for one in addresses(fields.get(kind, "")))


def _words(above: list[str]) -> str:
    """What stands above, without the line that announces the forwarded mail."""
    kept = "\n".join(above).rstrip().split("\n")
    while kept and (not kept[-1].strip() or _RULE.fullmatch(kept[-1][:_LONGEST_LINE])):
        kept.pop()
    return "\n".join(kept).strip()


def _letter(lines: list[str], *, is_quoted: bool) -> str:
    """The letter below the block; Apple's programs quote it."""
    if is_quoted:
        lines = [_QUOTED.sub("", line, count=1) for line in lines]
    return "\n".join(lines).strip("\n")
