"""Browsers that were inside before: a signed cookie, so that a flood from elsewhere cannot shut their owner out."""

import secrets
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE: Final = "goodword_device"
LASTS: Final = 365 * 24 * 3600  # seconds
MOST_PEOPLE: Final = 12
_SALT: Final = "goodword.door.device"


def _mark(address: str) -> str:
    """What the cookie keeps of an address: enough to know it again, not to read it."""
    return salted_hmac(_SALT, address.strip().lower()).hexdigest()[:24]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return secrets.token_urlsafe(12), []
    return str(device), [str(mark) for mark in marks]


def device_known_for(request: HttpRequest, address: str) -> str | None:
    """The browser's own name if somebody signed in with this address there before; None for a stranger."""
    device, marks = _read(request)
    return device if _mark(address) in marks else None


def remember_device(request: HttpRequest, response: HttpResponse, address: str) -> None:
    """Let the browser show, for a year, that this address has signed in there."""
    device, marks = _read(request)
    mark = _mark(address)
    kept = [mark, *(other for other in marks if other != mark)][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps([device, kept], salt=_SALT),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
