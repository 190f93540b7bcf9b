"""Mail that came back without a report for machines: what mail servers write to people, as the usual ones write it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from goodword.channels.email.choices import BounceReason
from goodword.channels.email.reading.reasons import REPLY_CODE, STATUS, is_hard, reason_of, status_in

_DAEMONS = frozenset(
    {
        "mailer-daemon",
        "mail-daemon",
        "mailerdaemon",
        "maildaemon",
        "mailer_daemon",
        "daemon",
        "mailer-deamon",
        "mdaemon",
    }
)
_NAMES = re.compile(
    r"mail(?:er)? delivery (?:sub)?system|mail delivery service|mailer[- ]?daemon|mail router", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"\s*(?:undeliver(?:ed|able)|delivery (?:status notification|failure|failed|has failed|report|delayed|"
    r"notification)|"
    r"returned (?:mail|to sender)|failure notice|mail (?:delivery|system) (?:failed|failure|error|system)|"
    r"message (?:delivery failure|undeliverable)|"
    r"warning: (?:could not send|message .{1,40} delayed)|non[- ]?delivery|nondeliverable|"
    r"your message .{1,200} couldn.t be delivered|"
    r"unzustellbar|mail konnte nicht|no se (?:puede|ha podido) entregar|mensaje (?:devuelto|no entregado)|"
    r"non remis|[ée]chec de (?:la )?remise|"
    r"n[ãa]o entregue|falha na entrega|mancat[ao] (?:consegna|recapito)|non recapitabile|onbestelbaar|"
    r"niedostarczon|niedor[ęe]czon|zwrot wiadomo|"
    r"недоставлен|не доставлен|сообщение не|"
    r"(?:来自.{1,60}的)?(?:系统)?退信|未送达|配信(?:不能|エラー)|送信(?:失敗|エラー))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"qmail-send program|wasn.t able to deliver your message|"
    r"this message was created automatically by (?:the )?mail (?:delivery|system)|"
    r"this is the (?:mail system|mail delivery agent|postfix|courier|mailer-daemon)|sorry to have to inform you|"
    r"delivery has failed to these recipients|did not reach (?:some or all of )?the (?:following|"
    r"intended) recipient|couldn.t be delivered|could not be delivered|"
    r"(?:wasn.t|was not|not been|were not) delivered to|delivery to the following recipients? (?:failed|"
    r"has been delayed)|unable to deliver (?:your |the )?message|"
    r"message (?:that you sent )?(?:was undeliverable|is undeliverable|has not yet been delivered|"
    r"not delivered)|undeliverable to|"
    r"had permanent fatal errors|had transient non-fatal errors|had delivery problems|"
    r"failed addresses follow|original message was received at|"
    r"could not deliver|cannot be delivered|can ?not be sent|delivery (?:attempt|attempts) .{0,20}failed|"
    r"your message .{0,200}has been delayed|"
    r"user mailbox exceeds|returned to you|permanent failure|fatal errors|delivery failure|undelivered mail|"
    r"no se (?:ha podido|pudo|puede) entregar|konnte(?:n)? nicht (?:zugestellt|ausgeliefert|übermittelt)|"
    r"nicht zustellbar|n.a pas pu être (?:remis|distribu|délivr)|"
    r"n[ãa]o (?:p[ôo]de ser|foi) entregue|non [èe] stato (?:possibile|recapitat|consegnat)|"
    r"kon(?:den)? niet worden (?:bezorgd|afgeleverd)|nie (?:mogła|może|została) .{0,20}(?:dostarczon|"
    r"doręczon)|"
    r"не (?:может быть|было|удалось) (?:доставлено|доставить|отправить)|退回|无法(?:发送|投递|送达)|未能(?:发送|送达)|"
    r"配信できません|送信できません",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"not yet been delivered|no action is required|will (?:be retried|keep trying|continue to (?:try|"
    r"retry))|has been delayed|still being retried|"
    r"warning message only|do(?:es)? not need to resend|delivery .{0,20}temporarily|temporarily deferred|"
    r"transient non-fatal|wird weiterhin versucht|se seguirá intentando",
    re.IGNORECASE,
)
_COPY = re.compile(
    r"^.{0,40}(?:below this line is a copy|(?:this is a |attached )?copy of (?:the|"
    r"your) (?:original )?message\b.{0,60}(?:headers|:|--)|header of the original|"
    r"original message(?: headers| follows)?\s*(?:-|:|\.|$)|"
    r"returned message|unsent message|message text follows|original mail follows|mensaje original|"
    r"ursprüngliche nachricht|message d.origine|message headers? follow).*$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[^\s<>()\[\]{},;:\"'|@=]{1,64}@[^\s<>()\[\]{},;:\"'|@/]{1,255}[^\s<>()\[\]{},;:\"'|@/.!?]")
_OUR_MARK = re.compile(r"<gw\.[A-Za-z0-9_-]{16,80}@[^<>\s]{1,255}>")
_END = re.compile(r"\n[ \t]*\n|\n(?:Message-ID|Giving up on|>>>|<<<)|##", re.IGNORECASE)
_WEAK_SIGN = 600
_MOST_TEXT = 60_000
_MOST_ADDRESSES = 20
_MOST_WORDS = 300


class Outcome(StrEnum):
    """What became of the mail for one recipient."""

    FAILED = "failed"
    DELAYED = "delayed"
    ARRIVED = "arrived"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class Returned:
    """One recipient of a mail of ours: every address that names them, what became of it, and the server's words."""

    addresses: tuple[str, ...]
    outcome: Outcome
    status: str = ""
    words: str = ""
    reason: BounceReason = BounceReason.UNKNOWN

    @property
    def is_hard(self) -> bool:
        return self.outcome is Outcome.FAILED and is_hard(self.reason, self.status)


def is_from_a_server(headers: Mapping[str, str], sender: str, name: str = "") -> bool:
    """Whether a mail server calls itself the sender. A postmaster may be a person, who writes with a sender."""
    local = sender.lower().partition("@")[0]
    return local in _DAEMONS or bool(_NAMES.search(name)) or bool(_NAMES.search(headers.get("from", "")))


def comes_back(headers: Mapping[str, str], sender: str, name: str, subject: str, text: str) -> bool:
    """Whether these are the words of a server about a mail of ours; a person who quotes such words is none."""
    is_sure = (
        is_from_a_server(headers, sender, name)
        or headers.get("return-path", "").strip() == "<>"
        or headers.get("auto-submitted", "no").strip().lower().startswith("auto-")
        or any(header in headers for header in ("x-failed-recipients", "x-ms-embedded-report"))
    )
    if "x-failed-recipients" in headers:
        return True
    if is_sure:
        return bool(_OPENING.search(text[:_MOST_TEXT])) and (
            bool(_SUBJECT.match(subject)) or is_from_a_server(headers, sender, name)
        )
    return bool(_SUBJECT.match(subject) and _OPENING.search(text[:_WEAK_SIGN]) and our_marks(text[:_MOST_TEXT]))


def our_marks(text: str) -> tuple[str, ...]:
    """What looks like a Message-ID of ours, wherever it stands."""
    return tuple(dict.fromkeys(_OUR_MARK.findall(text)))[:_MOST_ADDRESSES]


def returned_in_words(text: str, *, failed: str = "", own: str = "") -> tuple[Returned, ...]:
    """The recipients that the words name. `failed` is an X-Failed-Recipients header, `own` those the report went to."""
    text = text[:_MOST_TEXT]
    cut = _COPY.search(text)
    spoken = text[: cut.start()] if cut else text
    ours = {address.lower() for address in _ADDRESS.findall(own)}
    stretches = _stretches(spoken, ours)
    named = [address.lower() for address in _ADDRESS.findall(failed)] or list(stretches)
    outcome = Outcome.DELAYED if _DELAY.search(spoken) else Outcome.FAILED
    return tuple(
        _returned(address, outcome, stretches.get(address, spoken), spoken) for address in named[:_MOST_ADDRESSES]
    )


def words_about(text: str, address: str) -> str:
    """What the words say of this recipient."""
    cut = _COPY.search(text[:_MOST_TEXT])
    return _stretches(text[: cut.start()] if cut else text[:_MOST_TEXT], set()).get(address.lower(), "")


def _stretches(spoken: str, ours: set[str]) -> dict[str, str]:
    """For each address what stands from its line to the next address, all such places together."""
    places: list[tuple[int, str]] = []
    for found in _addresses_in(spoken, ours):
        if not places or places[-1][1] != found.group().lower():
            places.append((spoken.rfind("\n", 0, found.start()) + 1, found.group().lower()))
    stretches: dict[str, str] = {}
    for (begin, address), (end, _next) in zip(places, [*places, (len(spoken), "")][1:], strict=True):
        stretches[address] = (stretches.get(address, "") + "\n\n" + spoken[begin:end])[:4000]
    return stretches


def _addresses_in(spoken: str, ours: set[str]) -> Iterator[re.Match[str]]:
    count = 0
    for found in _ADDRESS.finditer(spoken):
        address = found.group().lower()
        if address in ours or address.startswith(("postmaster@", "mailer-daemon@", "gw.")):
            continue
        count += 1
        if count > 10 * _MOST_ADDRESSES:
            return
        yield found


def _returned(address: str, outcome: Outcome, words: str, spoken: str) -> Returned:
    status = status_in(words) or status_in(spoken)
    reason = reason_of(status, words)
    if reason is BounceReason.UNKNOWN:
        reason = reason_of(status, spoken)
    return Returned((address,), outcome, status, server_words(words) or server_words(spoken), reason)


def server_words(words: str) -> str:
    """The server's own sentence: from its code on to the end of the paragraph, on one line."""
    found = REPLY_CODE.search(words) or STATUS.search(words)
    if found is None:
        return ""
    sentence = _END.split(words[found.start() :], maxsplit=1)[0]
    return " ".join(sentence.split()).rstrip(">)' ")[:_MOST_WORDS]
