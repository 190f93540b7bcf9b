"""Why a mail came back: from a server's status code and its words, in whichever language it speaks."""

import re

from goodword.channels.email.choices import BounceReason

_HARD = frozenset({BounceReason.NO_MAILBOX, BounceReason.NO_DOMAIN, BounceReason.CLOSED, BounceReason.UNKNOWN})
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
REPLY_CODE = re.compile(r"(?<![\d.:])([45]\d\d)(?=[ -]|\Z)")

# By the two last figures of an enhanced status code (RFC 3463 and its registry, and what Exchange made of them).
_BY_STATUS = {
    "1.1": BounceReason.NO_MAILBOX,
    "1.3": BounceReason.NO_MAILBOX,
    "1.6": BounceReason.NO_MAILBOX,
    "1.10": BounceReason.NO_MAILBOX,
    "1.2": BounceReason.NO_DOMAIN,
    "4.4": BounceReason.NO_DOMAIN,
    "4.3": BounceReason.NO_DOMAIN,
    "2.0": BounceReason.CLOSED,
    "2.1": BounceReason.CLOSED,
    "2.2": BounceReason.FULL,
    "3.1": BounceReason.FULL,
    "2.3": BounceReason.TOO_LARGE,
    "3.4": BounceReason.TOO_LARGE,
    "4.6": BounceReason.LOOP,
    "4.14": BounceReason.LOOP,
    "4.7": BounceReason.UNREACHABLE,
}
_BY_SUBJECT = {
    "3": BounceReason.UNREACHABLE,
    "4": BounceReason.UNREACHABLE,
    "6": BounceReason.REFUSED,
    "7": BounceReason.REFUSED,
}

# Looked for in this order: the words say more than a general code, and "full" more than "no such mailbox".
_BY_WORDS = [
    (BounceReason.FULL, (
        r"(?:mail ?box|inbox|account|user).{0,40}(?:is full|full\b|over ?quota|exceed\w* (?:its |"
        r"the )?(?:allowed |size|quota|storage))|"
        r"over ?quota|quota (?:is )?exceeded|exceeded (?:\w+ ){0,3}quota|insufficient (?:system )?storage|"
        r"out of storage|mailbox full|"
        r"buz[oó]n (?:est[aá] )?lleno|cuota excedida|postfach (?:ist )?(?:voll|überfüllt)|speicherplatz|"
        r"bo[iî]te .{0,20}pleine|"
        r"caixa .{0,20}cheia|casella .{0,20}piena|mailbox vol\b|skrzynka .{0,20}(?:pełna|przepełniona)|"
        r"ящик переполнен|"
        r"邮箱(?:已|空间)?.{0,4}满|容量.{0,6}超|メールボックス.{0,10}(?:いっぱい|容量)"
    )),
    (BounceReason.LOOP, r"mail loop|too many hops|routing loop|loops back|hop count exceeded"),
    (BounceReason.TOO_LARGE, (
        r"(?:message|mail|size).{0,30}(?:too (?:large|big)|exceeds? .{0,30}(?:size|limit|maximum))|size limit|"
        r"nachricht.{0,20}zu gro(?:ß|ss)|demasiado grande|trop volumineux"
    )),
    (BounceReason.CLOSED, (
        r"(?:account|mailbox|user|address|recipient).{0,40}(?:disabled|inactive|suspended|deactivated|"
        r"locked|closed|no longer (?:active|available|accepts|in use|valid))|"
        r"(?:has )?left the (?:company|organi[sz]ation)|cuenta .{0,20}(?:inactiva|deshabilitada|"
        r"desactivada)|(?:konto|postfach) .{0,20}(?:deaktiviert|gesperrt)|"
        r"compte .{0,20}d[ée]sactiv|账[户号].{0,6}(?:停用|冻结)"
    )),
    (BounceReason.NO_DOMAIN, (
        r"host (?:or domain )?(?:name )?(?:unknown|not found)|domain .{0,60}(?:not found|does not exist|"
        r"doesn.t exist|couldn.t be found)|unknown (?:domain|host)|"
        r"no mx|name or service not known|nxdomain|couldn.t find any host|unrouteable mail domain|"
        r"all relevant mx records point to non-existent|"
        r"dominio .{0,40}no (?:existe|encontrado)|domain .{0,30}nicht gefunden|domaine .{0,30}introuvable|"
        r"域名.{0,10}(?:不存在|无法)"
    )),
    (BounceReason.NO_MAILBOX, (
        r"(?:user|recipient|address|mailbox|account|addressee).{0,15}unknown|unknown .{0,15}(?:user|"
        r"recipient|address|mailbox|account)|"
        r"no such (?:user|recipient|mailbox|address|person|account|local)|(?:user|recipient|mailbox|"
        r"address|account).{0,80}(?:does ?n[o']t exist|does not exist|not found|wasn.t found|"
        r"couldn.t be found|could not be found|not exist|not listed|not a valid|is invalid|"
        r"doesn.t have an? )|"
        r"invalid (?:recipient|mailbox|address|user)|unrouteable address|"
        r"no mailbox (?:here )?by that name|no valid recipients|not listed in|recipientnotfound|"
        r"account .{0,60}(?:does not exist|is unavailable)|address not found|"
        r"recipient address rejected(?!.{0,40}(?:greylist|grey|policy|spam))|does not like recipient|"
        r"address couldn.t be found|mailbox unavailable|does not have an? .{0,30}account|"
        r"usuario (?:desconocido|no existe|inexistente)|(?:direcci[oó]n|buz[oó]n|"
        r"cuenta) .{0,40}no (?:existe|encontrad[oa])|"
        r"(?:empf(?:ä|ae)nger|benutzer|adresse|postfach).{0,60}(?:unbekannt|existiert nicht|"
        r"nicht gefunden|nicht bekannt)|"
        r"(?:destinataire|utilisateur|adresse|compte).{0,60}(?:inconnue?|n.existe pas|introuvable)|"
        r"(?:utente|indirizzo|casella).{0,60}(?:sconosciut|inesistente|non esiste)|"
        r"(?:usu[aá]rio|endere[cç]o|conta).{0,60}(?:desconhecid|inexistente|n[aã]o existe)|(?:gebruiker|"
        r"adres).{0,60}(?:onbekend|bestaat niet)|"
        r"(?:użytkownik|adres|skrzynka).{0,60}(?:nieznany|nie istnieje)|(?:пользовател|адрес|ящик|"
        r"получател).{0,60}(?:не существует|не найден|неизвестен)|"
        r"(?:用户|邮箱|地址|收件人|帐号|账号).{0,20}(?:不存在|未找到|无效)|(?:宛先|ユーザ|アドレス|メールアドレス).{0,30}(?:存在し|見つかり|不明)"
    )),
    (BounceReason.REFUSED, (
        r"spam|black ?list|block ?list|blocked|reputation|\bdmarc\b|\bspf\b|\bdkim\b|"
        r"content (?:was )?rejected|rejected .{0,20}(?:policy|content)|policy|virus|access denied|"
        r"not authori[sz]ed|permission|unsolicited|relay(?:ing)? (?:access )?(?:denied|not permitted)|"
        r"authentication required|suspicious"
    )),
    (BounceReason.UNREACHABLE, (
        r"timed? ?out|connection (?:refused|reset|dropped|lost)|could not connect|unable to connect|"
        r"no route to host|retry time(?:out)? .{0,20}exceeded|"
        r"too long|expired|gr[ea]ylist|temporarily|try again|deferred|unreachable|resources|giving up"
    )),
]  # fmt: skip
_WORDS = [(reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _BY_WORDS]
_DECIDED_BY_WORDS = frozenset({BounceReason.FULL, BounceReason.LOOP})
_MOST = 2000


def reason_of(status: str, words: str) -> BounceReason:
    """The reason by an enhanced status code (empty if there is none) and what the server said."""
    spoken = _by_words(words)
    found = STATUS.search(status)
    if found is None:
        return spoken
    figures = f"{found[2]}.{found[3]}"
    if spoken in _DECIDED_BY_WORDS:
        return spoken
    if found.group() == "5.4.1":  # how Exchange Online says that there is no such mailbox
        return BounceReason.NO_MAILBOX
    if figures in _BY_STATUS:
        return _BY_STATUS[figures]
    if spoken is not BounceReason.UNKNOWN:
        return spoken
    return _BY_SUBJECT.get(found[2], BounceReason.UNKNOWN)


def _by_words(words: str) -> BounceReason:
    line = " ".join(words[:_MOST].split())
    return next((reason for reason, pattern in _WORDS if pattern.search(line)), BounceReason.UNKNOWN)


def is_hard(reason: BounceReason, status: str) -> bool:
    """Whether writing again to the address is of no use. A temporary code never is hard, whatever the words."""
    return reason in _HARD and not status.startswith("4")


def status_in(words: str) -> str:
    """The first code that the words hold: "5.1.1", else "550", else nothing."""
    found = STATUS.search(words) or REPLY_CODE.search(words)
    return found.group() if found else ""
