"""Who opens a stream: found by the session cookie, as on every page. Runs in a thread, with a database."""

from collections.abc import Callable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from goodword.core.errors import DomainError
from goodword.core.live.topics import check


def _session_key(cookies: str) -> str:
    try:
        morsel = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


KeptOut = Callable[[HttpRequest, Any], bool]
_rules: list[KeptOut] = []


def keep_out(rule: KeptOut) -> None:
    """Let nobody follow of whom `rule(request, viewer)` says that they are not wholly in; the request has a session."""
    _rules[:] = [rule]


def viewer_of(cookies: str) -> Any | None:
    """The signed-in person whose cookies these are, or None."""
    key = _session_key(cookies)
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    viewer = get_user(request)
    if not viewer.is_authenticated or any(rule(request, viewer) for rule in _rules):
        return None
    return viewer


def admitted(cookies: str, topics: tuple[str, ...]) -> tuple[Any | None, tuple[str, ...], HTTPStatus]:
    """The viewer, those of the topics they may follow, and the status to answer when that is none."""
    close_old_connections()
    viewer = viewer_of(cookies)
    if viewer is None:
        return None, (), HTTPStatus.UNAUTHORIZED
    allowed, status = list[str](), HTTPStatus.NOT_FOUND
    for topic in topics:
        try:
            check(viewer, topic)
            allowed.append(topic)
        except DomainError as refusal:
            status = HTTPStatus(refusal.status)
    return viewer, tuple(allowed), HTTPStatus.OK if allowed else status
