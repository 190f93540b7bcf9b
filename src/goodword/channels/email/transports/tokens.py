"""Signing in to a mail server with a token instead of a password: XOAUTH2 and OAUTHBEARER (RFC 7628)."""

from collections.abc import Callable, Iterable

from goodword.channels.email.transports.errors import Server, TokenRefused

TokenSource = Callable[[str], str]
"""Gives the access token, or a newer one than the token that the server refused. Raises TransportError."""

OAUTHBEARER, XOAUTH2 = "OAUTHBEARER", "XOAUTH2"
_SHORT_ANSWERS = {OAUTHBEARER: b"\x01", XOAUTH2: b""}


class TokenAnswer:
    """What we say during one sign-in. `words` are the server's reason, which it gives before it says no."""

    def __init__(self, mechanism: str, server: Server, username: str, token: str) -> None:
        self._mechanism = mechanism
        self._first = _first_words(mechanism, server, username, token)
        self._has_begun = False
        self.words = ""

    def __call__(self, challenge: bytes | None = None) -> bytes:
        if not self._has_begun:
            self._has_begun = True
            return self._first
        self.words = (challenge or b"").decode("utf-8", "replace")
        return _SHORT_ANSWERS[self._mechanism]


def sign_in_with(source: TokenSource, give: Callable[[str], None]) -> None:
    """Give the token; if the server refuses it, once more with a newer one. Raises TokenRefused."""
    token = source("")
    try:
        give(token)
    except TokenRefused:
        newer = source(token)
        if newer == token:
            raise
        give(newer)


def mechanism_among(offered: Iterable[str]) -> str | None:
    """The one to use of those that the server offers; None without any."""
    names = {name.upper() for name in offered}
    return next((name for name in (OAUTHBEARER, XOAUTH2) if name in names), None)


def _first_words(mechanism: str, server: Server, username: str, token: str) -> bytes:
    if mechanism == XOAUTH2:
        return f"user={username}\1auth=Bearer {token}\1\1".encode()
    who = username.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={who},\1host={server.host}\1port={server.port}\1auth=Bearer {token}\1\1".encode()
