"""Through the door as people go through it, so that the session is one of the desk's own."""

from django.test import Client

from goodword.accounts.models import Agent
from tests.cast import PASSWORD


def walk_in(agent: Agent, browser: Client | None = None) -> Client:
    """Sign the agent in with their password, in this browser or a new one."""
    browser = browser or Client()
    answer = browser.post("/sign-in", {"login": agent.email, "password": PASSWORD})
    assert answer.headers.get("Location") == "/today", answer.content
    return browser
