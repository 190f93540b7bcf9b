"""By which way somebody has just come in, and whence."""

from typing import TypedDict

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from goodword.accounts.choices import Way
from goodword.accounts.types import Agent
from goodword.web.door.limits import network_of

_WAYS = {"password": Way.PASSWORD, "code": Way.CODE, "password_reset": Way.RESET, "socialaccount": Way.SINGLE_SIGN_ON}


class Whence(TypedDict):
    network: str
    user_agent: str


def whence(request: HttpRequest) -> Whence:
    """The network address and the program of whoever asks."""
    return {"network": network_of(request), "user_agent": request.headers.get("User-Agent", "")}


def way_in(request: HttpRequest, user: Agent) -> tuple[Way, bool]:
    """What opened the door, as allauth noted it in the session, and whether a second step was asked for and given.

    A passkey that signs in by itself is the way, not a second step. Nothing noted is an invitation or the first run.
    """
    records = get_authentication_records(request, user)
    if any(one.get("passwordless") for one in records):
        return Way.PASSKEY, False
    second_step = any(one.get("method") == "mfa" for one in records)
    ways = [_WAYS[one["method"]] for one in records if one.get("method") in _WAYS]
    return (ways[-1] if ways else Way.INVITATION), second_step
