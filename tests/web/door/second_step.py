"""An authenticator app, as tests hold it."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from goodword.accounts.actions.second_step import note_second_step
from goodword.accounts.models import Agent
from tests.cast import PASSWORD

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(key: str = KEY, steps: int = 0) -> str:
    """What the app shows, or showed some steps of thirty seconds away."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + steps))


def give_app(agent: Agent) -> Authenticator:
    """Set up an app for the agent without the screens."""
    app = TOTP.activate(agent, KEY).instance
    note_second_step(agent.pk, way="totp", is_there=True)
    return app


def at_second_step(agent: Agent) -> Client:
    """A browser in which the password was right."""
    browser = Client()
    answer = browser.post("/sign-in", {"login": agent.email, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/sign-in/second-step"), answer.headers
    return browser
