"""How often one may try at the door. Nothing here can shut a person out for long because of what others do.

A failed password counts against the network address, against the pair of e-mail and network address, and, for browsers
that nobody has signed in from, against the e-mail address. A browser that has been inside counts for itself only, and
signing in by e-mailed code is never counted by the e-mail address alone: so a flood from elsewhere leaves both open.
The figures stand in `rates.py`.
"""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest

from goodword.web.door.devices import device_known_for


def _pair(request: HttpRequest, address: str) -> str:
    return f"{address}|{network_of(request)}"


def network_of(request: HttpRequest) -> str:
    """The network address the request came from, as allauth sees it behind the configured proxies."""
    return str(get_adapter(request).get_client_ip(request))


def _password_limits(request: HttpRequest, address: str) -> list[tuple[str, str | None]]:
    device = device_known_for(request, address)
    if device is not None:
        return [("password_from_device", f"{device}|{address}")]
    return [
        ("password_from_network", None),
        ("password_for_pair", _pair(request, address)),
        ("password_for_address", address),
    ]


def may_try_password(request: HttpRequest, address: str) -> bool:
    """Whether another password may be tried for this address from this browser now."""
    limits = _password_limits(request, address.strip().lower())
    return all(ratelimit.consume(request, action=action, key=key, dry_run=True) for action, key in limits)


def count_failed_password(request: HttpRequest, address: str) -> None:
    """Count a wrong password; right ones are not counted."""
    for action, key in _password_limits(request, address.strip().lower()):
        ratelimit.consume(request, action=action, key=key)


def may_ask_for_mail(request: HttpRequest, address: str) -> bool:
    """Count a wish for a code or a reset link, and say whether the mail may be sent."""
    pair = _pair(request, address.strip().lower())
    return all(
        [
            ratelimit.consume(request, action="mail_from_network"),
            ratelimit.consume(request, action="mail_for_pair", key=pair),
        ]
    )
