"""DKIM signatures (RFC 6376) for domains whose relay does not sign. A key that fails never holds mail up."""

import re
from collections import Counter

import structlog
from django.utils.translation import gettext as _

from goodword.channels.email.actions.domains import note_signing
from goodword.channels.email.models import SigningKey
from goodword.core.keys import SecretUnreadable, decrypt

log = structlog.get_logger("goodword.mail")

_LINE_END = re.compile(rb"\r\n|\r|\n")
# Each is signed once more than it is there, so that nobody on the way can add another one.
_SIGNED = (
    b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"reply-to", b"in-reply-to", b"references",
    b"mime-version", b"content-type", b"content-transfer-encoding", b"auto-submitted",
    b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


def signed(raw: bytes, domain: str) -> bytes:
    """The mail with a signature in front if the desk signs for the domain; as it is if not, or if the key is broken."""
    name = domain.strip().lower()
    key = SigningKey.objects.select_related("domain").filter(domain__name=name, in_use=True).first()
    if key is None:
        return raw
    from dkim import DKIMException  # noqa: PLC0415 (5 MB with its resolver, and few desks sign themselves)

    try:
        mail = with_signature(raw, domain=name, selector=key.selector, secret=decrypt(key.key_secret))
    except (DKIMException, SecretUnreadable, ValueError, LookupError, TypeError) as error:
        log.error("mail left unsigned", domain=name, error=type(error).__name__)
        note_signing(name, _("Mail leaves unsigned: the key cannot be used. Make a new one, and publish its record."))
        return raw
    if key.domain.signing_problem:
        note_signing(name, "")
    return mail


def with_signature(raw: bytes, *, domain: str, selector: str, secret: str) -> bytes:
    """The mail, its lines ended as on the wire, behind its signature. Raises dkim.DKIMException, ValueError."""
    import dkim  # noqa: PLC0415

    mail = _LINE_END.sub(b"\r\n", raw)
    head = mail.partition(b"\r\n\r\n")[0]
    there = Counter(match.group(1).lower() for match in re.finditer(rb"^([!-9;-~]+)[ \t]*:", head, re.MULTILINE))
    names = [name for name in _SIGNED for _time in range(there[name] + 1)]
    signature: bytes = dkim.sign(
        mail,
        selector.encode(),
        domain.encode(),
        secret.encode(),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=names,
    )
    return signature + mail
