"""Who sent this, and when: HMAC-SHA256 over the moment and the body, as Stripe signs and as we sign. Pure.

The header reads `t=<seconds since 1970>,v1=<hex digest of "<t>.<body>">`; several `v1` may stand in it while a secret
is being changed.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

TOLERANCE = timedelta(minutes=5)
HEADER = "Goodword-Signature"
STRIPE_HEADER = "Stripe-Signature"
_MOST_PARTS = 20


def signature(body: bytes, secret: str, at: datetime) -> str:
    """The header for a body that leaves at this moment."""
    moment = int(at.timestamp())
    return f"t={moment},v1={_digest(body, secret, moment)}"


def is_authentic(body: bytes, header: str, secret: str, *, at: datetime) -> bool:
    """Whether the body was signed with the secret, not longer ago (nor further ahead) than the tolerance."""
    moment, given = _read(header)
    if not secret or moment is None or abs(at.timestamp() - moment) > TOLERANCE.total_seconds():
        return False
    expected = _digest(body, secret, moment).encode()
    return any(hmac.compare_digest(expected, one.encode("utf-8", "replace")) for one in given)


def _digest(body: bytes, secret: str, moment: int) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()


def _read(header: str) -> tuple[int | None, list[str]]:
    moment, given = None, []
    for part in header.split(",")[:_MOST_PARTS]:
        name, _sign, value = part.strip().partition("=")
        if name == "t" and value.isascii() and value.isdecimal() and len(value) <= 12:  # noqa: PLR2004
            moment = int(value)
        elif name == "v1":
            given.append(value)
    return moment, given
