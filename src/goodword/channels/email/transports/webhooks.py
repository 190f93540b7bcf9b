"""What mail providers bring by HTTP: letters, and what became of ours. Who brings it must know the secret.

Each provider words and signs it in its own way; Anymail knows them. The letter is taken as raw MIME where the provider
gives that, and put together from its parts where it does not.
"""

import base64
import binascii
import hashlib
import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from anymail.webhooks.base import AnymailCoreWebhookView

# The module and the beginning of its classes' names, for providers that bring the whole letter in the request.
LETTERS = {
    "mailersend": "MailerSendInbound",
    "mailgun": "MailgunInbound",
    "mailjet": "MailjetInbound",
    "mandrill": "MandrillCombined",
    "postal": "PostalInbound",
    "postmark": "PostmarkInbound",
    "sendgrid": "SendGridInbound",
    "sparkpost": "SparkPostInbound",
}
REPORTS = {
    "brevo": "BrevoTracking",
    "mailersend": "MailerSendTracking",
    "mailgun": "MailgunTracking",
    "mailjet": "MailjetTracking",
    "mandrill": "MandrillCombined",
    "postal": "PostalTracking",
    "postmark": "PostmarkTracking",
    "sendgrid": "SendGridTracking",
    "sparkpost": "SparkPostTracking",
}


class NotConfigured(Exception):
    """There is no such provider, or this desk was not told what it must know to believe it."""


class NotAuthentic(Exception):
    """Whoever sent this does not know the secret, or did not sign it."""


class Became(StrEnum):
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class BroughtLetter:
    """A letter as the provider gave it, and whom it was for."""

    raw: bytes
    envelope_from: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldOutcome:
    """What the provider says became of a mail of ours for one recipient."""

    became: Became
    recipient: str
    message_id: str
    words: str
    reason: str


def check_secret(request: HttpRequest) -> None:
    """Looks at the request's head only. Raises NotConfigured and NotAuthentic."""
    secret = settings.ANYMAIL.get("WEBHOOK_SECRET", "")
    if not secret:
        raise NotConfigured
    from anymail.utils import get_request_basic_auth  # noqa: PLC0415 (8 MB with requests, and few desks use it)

    if not constant_time_compare(get_request_basic_auth(request) or "", secret):
        raise NotAuthentic


def letters_in(provider: str, request: HttpRequest) -> list[BroughtLetter]:
    """The letters that the request brings. Raises NotConfigured, NotAuthentic, and anything for what it cannot read."""
    provider = provider.removesuffix("-mime")  # Mailgun gives raw mail to addresses with this word in them
    events = _events(LETTERS, provider, request)
    return [_letter(provider, event, request) for event in events if event.event_type == "inbound"]


def outcomes_in(provider: str, request: HttpRequest) -> list[ToldOutcome]:
    """What the request tells of our mail and concerns us. Raises like `letters_in`."""
    return [told for event in _events(REPORTS, provider, request) if (told := _outcome(event))]


def _events(views: Mapping[str, str], provider: str, request: HttpRequest) -> list[Any]:
    check_secret(request)
    if provider not in views:
        raise NotConfigured
    from anymail.exceptions import AnymailWebhookValidationFailure  # noqa: PLC0415

    view = _view(f"anymail.webhooks.{provider}", f"{views[provider]}WebhookView")
    view.setup(request)
    try:
        view.run_validators(request)
    except AnymailWebhookValidationFailure as failure:
        raise NotAuthentic from failure
    except ImproperlyConfigured as problem:
        raise NotConfigured from problem
    return list(view.parse_events(request))


def _view(module: str, name: str) -> "AnymailCoreWebhookView":
    kind: type[AnymailCoreWebhookView] = getattr(import_module(module), name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Anymail's word about a provider that it cannot test any more
        try:
            return kind()
        except ImproperlyConfigured as problem:  # this provider signs, and we were not given its key
            raise NotConfigured from problem


def _letter(provider: str, event: Any, request: HttpRequest) -> BroughtLetter:
    raw = _raw(provider, event.esp_event, request)
    message = event.message
    named = _named(provider, event.esp_event, request) or [message.envelope_recipient or ""]
    if not any(named):
        named = [address.addr_spec for address in (*message.to, *message.cc, *message.bcc)]
    return BroughtLetter(raw or _put_together(message), message.envelope_sender or "", tuple(filter(None, named)))


def _put_together(message: EmailMessage) -> bytes:
    """The letter from its parts, the same bytes each time it is brought: else it would be another letter each time."""
    digest = hashlib.blake2b(digest_size=16)
    for part in message.walk():
        if not part.is_multipart():
            digest.update(part.as_bytes())
    for number, part in enumerate(message.walk()):
        if part.get_content_maintype() == "multipart" and part.get_boundary() is None:
            part.set_boundary(f"={number}.{digest.hexdigest()}")
    return message.as_bytes()


def _raw(provider: str, told: Any, request: HttpRequest) -> bytes:
    """The letter's own bytes, if they are there."""
    find = _RAW.get(provider)
    try:
        return _bytes(find(told, request)) if find else b""
    except (KeyError, TypeError, AttributeError, binascii.Error):
        return b""


def _bytes(raw: str | bytes | None) -> bytes:
    return raw if isinstance(raw, bytes) else (raw or "").encode("utf-8", "surrogateescape")


def _sparkpost(told: Any, _request: HttpRequest) -> str | bytes:
    content = told["msys"]["relay_message"]["content"]
    raw = content["email_rfc822"]
    return base64.b64decode(raw) if content.get("email_rfc822_is_base64") else raw


def _postal(told: Any, _request: HttpRequest) -> str | bytes:
    return base64.b64decode(told["message"]) if told.get("base64") is True else told["message"]


_RAW: dict[str, Callable[[Any, HttpRequest], str | bytes | None]] = {
    "mailersend": lambda told, _request: told["data"]["raw"],
    "mailgun": lambda _told, request: request.POST.get("body-mime"),
    "mandrill": lambda told, _request: told["msg"]["raw_msg"],
    "postal": _postal,
    "postmark": lambda told, _request: told["RawEmail"],
    "sendgrid": lambda _told, request: request.POST.get("email"),
    "sparkpost": _sparkpost,
}


def _named(provider: str, told: Any, request: HttpRequest) -> list[str]:
    """Everybody the envelope names, where it may name several."""
    try:
        if provider == "sendgrid":
            return [str(address) for address in json.loads(request.POST["envelope"])["to"]]
        if provider == "mailersend":
            return [str(one["email"]) for one in told["data"]["recipients"]["rcptTo"]]
    except (KeyError, TypeError, ValueError):
        return []
    return []


_BECAME = {
    "delivered": Became.DELIVERED,
    "bounced": Became.BOUNCED,
    "rejected": Became.BOUNCED,
    "complained": Became.COMPLAINED,
}


def _outcome(event: Any) -> ToldOutcome | None:
    became = _BECAME.get(event.event_type)
    if became is None or not event.recipient:
        return None
    return ToldOutcome(
        became=became,
        recipient=str(event.recipient),
        message_id=str(event.message_id or ""),
        words=str(event.mta_response or event.description or ""),
        reason=str(event.reject_reason or ""),
    )
