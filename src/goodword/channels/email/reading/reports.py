"""Reports about mail of ours: bounces (RFC 3464, RFC 6533, and those in plain words) and complaints (RFC 5965)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goodword.channels.email.choices import BounceReason, MailKind
from goodword.channels.email.reading.charsets import decode_text
from goodword.channels.email.reading.headers import addresses, message_ids
from goodword.channels.email.reading.mime import Part, take_headers
from goodword.channels.email.reading.reasons import STATUS, reason_of, status_in
from goodword.channels.email.reading.returned import (
    Outcome,
    Returned,
    comes_back,
    is_from_a_server,
    our_marks,
    returned_in_words,
    server_words,
    words_about,
)

_STATUS_PARTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ORIGINALS = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers"}
)
_OUTCOMES = {
    "failed": Outcome.FAILED,
    "delayed": Outcome.DELAYED,
    "delivered": Outcome.ARRIVED,
    "relayed": Outcome.ARRIVED,
    "expanded": Outcome.ARRIVED,
}
_COMPLAINTS = frozenset({"abuse", "fraud", "virus", "other", "miscategorized", "opt-out", "opt-out-list"})
_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40})[ \t]*:[ \t]*(.*)$")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_UTF8_XTEXT = re.compile(r"\\x\{([0-9A-F]{2,6})\}", re.IGNORECASE)
_MOST_REPORT = 200_000
_MOST_RECIPIENTS = 100
_DEEPEST = 4
_HIDDEN = re.compile(r"redacted|^[^@]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody's server says of mails of ours, believed only if `message_ids` holds one that we sent there."""

    kind: MailKind
    returned: tuple[Returned, ...]
    message_ids: tuple[str, ...]


def report_of(mail: Part, *, sender: str = "", name: str = "", subject: str = "", text: str = "") -> Report | None:
    """The report that the mail is; None when it is none. `text` is the letter as people read it."""
    if mail.content_type.startswith("text/") and not comes_back(mail.headers, sender, name, subject, text):
        return None
    parts = list(_parts(mail))
    complaint = _complaint(mail, parts, sender)
    if complaint is not None:
        return complaint
    status = next((part for part in parts if part.content_type in _STATUS_PARTS), None)
    if status is not None and _is_believable(mail, sender, name):
        found = _recipients(_decoded(status), text)
    elif comes_back(mail.headers, sender, name, subject, text):
        found = _recipients(text, text) or returned_in_words(
            text, failed=mail.headers.get("x-failed-recipients", ""), own=mail.headers.get("to", "")
        )
    else:
        return None
    return Report(MailKind.BOUNCE, found, _message_ids(mail, parts, text))


def _is_believable(mail: Part, sender: str, name: str) -> bool:
    """A person may send the pieces of a report on; a server says that it is the server."""
    headers = mail.headers
    return (
        mail.content_type == "multipart/report"
        or is_from_a_server(headers, sender, name)
        or headers.get("return-path", "").strip() == "<>"
        or headers.get("auto-submitted", "no").strip().lower().startswith("auto-")
    )


def _parts(part: Part, depth: int = 0) -> Iterator[Part]:
    for child in part.children:
        yield child
        if depth < _DEEPEST:
            yield from _parts(child, depth + 1)


def _decoded(part: Part) -> str:
    return decode_text(part.beginning(_MOST_REPORT), part.parameter("charset") or "utf-8").replace("\r\n", "\n")


def _blocks(text: str) -> Iterator[dict[str, str]]:
    """The groups of fields, folded lines joined."""
    block: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        if not line.strip():
            if block:
                yield block
            block, last = {}, ""
        elif line[0] in " \t" and last:
            block[last] += " " + line.strip()
        elif field := _FIELD.match(line):
            last = field[1].lower()
            if last == "final-recipient" and last in block:  # groups that nobody separated
                yield block
                block = {}
            block.setdefault(last, field[2].strip())
    if block:
        yield block


def _recipients(fields: str, text: str) -> tuple[Returned, ...]:
    found = []
    for block in _blocks(fields):
        named = [block.get(name, "") for name in ("original-recipient", "final-recipient", "x-actual-recipient")]
        known = tuple(dict.fromkeys(filter(None, map(address_of, named))))
        if known and ("final-recipient" in block or "original-recipient" in block):
            found.append(_recipient(block, known, text))
        if len(found) >= _MOST_RECIPIENTS:
            break
    return tuple(found)


def _recipient(block: dict[str, str], known: tuple[str, ...], text: str) -> Returned:
    diagnostic = block.get("diagnostic-code", "").partition(";")[2].strip() or block.get("diagnostic-code", "")
    told = " ".join(filter(None, (words_about(text, address) for address in known)))
    status = _exact_status(block.get("status", ""), diagnostic or told)
    outcome = _OUTCOMES.get(block.get("action", "").partition(" ")[0].lower())
    if outcome is None:
        outcome = {"2": Outcome.ARRIVED, "4": Outcome.DELAYED}.get(status[:1], Outcome.FAILED)
    reason = reason_of(status, f"{diagnostic} {block.get('x-supplementary-info', '')}".strip() or told)
    if reason is BounceReason.UNKNOWN and told:
        reason = reason_of(status, told)
    known = (*known, *_generated_from(text, known))
    return Returned(known, outcome, status, (diagnostic or server_words(told))[:300], reason)


def _generated_from(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The address that was forwarded to a known one, as Exim tells it."""
    pairs = re.findall(r"([^\s<>()]{3,320})\s{1,20}\(generated from ([^\s()]{3,320})\)", text[:_MOST_REPORT])
    return tuple(origin.strip("<>").lower() for target, origin in pairs if target.lower() in known)


def _exact_status(given: str, diagnostic: str) -> str:
    """The status field, unless it is a general one and the server's own words have a better."""
    field, said = STATUS.search(given), STATUS.search(diagnostic)
    if field is None or (field.group().endswith(".0.0") and said is not None and said[1] == field[1]):
        return said.group() if said else field.group() if field else status_in(diagnostic)
    return field.group()


def address_of(value: str) -> str:
    """The address of "rfc822; ana+2Bx@example.org" and its like (utf-8, x400 has none), lower case; "" without one."""
    kind, semicolon, rest = value.partition(";")
    text = (rest if semicolon else kind).strip()
    if kind.strip().lower() == "utf-8":
        text = _UTF8_XTEXT.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), text)
    elif "+" in text and _is_xtext(text):
        text = _XTEXT.sub(lambda found: chr(int(found[1], 16)), text)
    text = text.strip().strip("<>").strip()
    return text.lower()[:320] if "@" in text and not re.search(r"\s", text) else ""


def _is_xtext(text: str) -> bool:
    """Every plus sign begins a code: an address such as ana+shop@ is left as it is, ana+2Bshop@ is not."""
    return all(_XTEXT.match(text, at.start()) for at in re.finditer(r"\+", text))


def _message_ids(mail: Part, parts: list[Part], text: str) -> tuple[str, ...]:
    """Every Message-ID that can be of the mail it is about, the surest first."""
    found: dict[str, None] = {}
    for part in parts:
        if part.content_type in _ORIGINALS or part.filename.lower().endswith(".eml"):
            content = part.beginning(_MOST_REPORT)
            found |= dict.fromkeys(message_ids(take_headers(content.lstrip())[0].get("message-id", "")))
            found |= dict.fromkeys(our_marks(content.decode("utf-8", "replace")))
        elif part.content_type in _STATUS_PARTS or part.content_type == "message/feedback-report":
            found |= dict.fromkeys(our_marks(_decoded(part)))
    for header in ("x-original-message-id", "original-message-id", "in-reply-to", "references"):
        found |= dict.fromkeys(message_ids(mail.headers.get(header, "")))
    return tuple(found | dict.fromkeys(our_marks(text)))


def _complaint(mail: Part, parts: list[Part], sender: str) -> Report | None:
    feedback = next((part for part in parts if part.content_type == "message/feedback-report"), None)
    original = next((part for part in parts if part.content_type in _ORIGINALS), None)
    headers = take_headers(original.beginning(_MOST_REPORT).lstrip())[0] if original else {}
    hotmail = headers.get("x-hmxmroriginalrecipient", "")
    if feedback is not None:
        fields: dict[str, str] = {}
        for block in _blocks(_decoded(feedback)):
            fields = {**block, **fields}
        if fields.get("feedback-type", "abuse").strip().lower() not in _COMPLAINTS:
            return None
        named = [fields.get(name, "") for name in ("original-rcpt-to", "removal-recipient")]
    elif hotmail and re.search(r"@(?:hotmail|outlook|microsoft|live)\.com\Z", sender.lower()):
        named = [hotmail]
    else:
        return None
    to = [address for _name, address in addresses(headers.get("to", ""))]
    known = tuple(dict.fromkeys(a.strip().strip("<>").lower() for a in (*named, *to) if a and not _HIDDEN.search(a)))
    returned = (Returned(known, Outcome.COMPLAINED),)
    return Report(MailKind.COMPLAINT, returned, _message_ids(mail, parts, ""))
