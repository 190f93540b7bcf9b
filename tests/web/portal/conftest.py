"""Odile's matter with the pharmacy line, her link to its page, and what Mara does at the desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from goodword.conversations.actions.delivery import mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.matters import open_matter
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.matter_links import matter_token
from goodword.conversations.types import Conversation, MatterLink, Message
from goodword.core.actor import SYSTEM, Actor
from tests.frozen_time import Clock

Answer = Callable[..., Message]


@pytest.fixture
def link(conversation: Conversation) -> MatterLink:
    return open_matter(conversation.pk, person_id=conversation.customer_id, by=SYSTEM)


@pytest.fixture
def path(link: MatterLink) -> str:
    return f"/matter/{matter_token(link)}"


@pytest.fixture
def answer(conversation: Conversation, mara: Actor, clock: Clock) -> Answer:
    """A letter of Mara's that has left."""

    def send(html: str, says: Says = Says.NOTHING) -> Message:
        message = send_reply(conversation.pk, by=mara, html=html, says=says)
        clock.forward(seconds=11)
        mark_reply_sending(message.pk)
        return mark_reply_sent(message.pk)

    return send


@dataclass
class Visitor:
    """Odile at her page, with a browser that keeps nothing."""

    client: Client
    path: str

    def read(self, done: str = "") -> str:
        return self.client.get(f"{self.path}?done={done}" if done else self.path).content.decode()

    def once(self) -> str:
        """What a form of the page carries."""
        return str(re.findall(r'name="once" value="([^"]+)"', self.read())[0])

    def send(self, part: str, **form: Any) -> Any:
        """Send a form of the page: fresh, unless `once` is given."""
        return self.client.post(f"{self.path}/{part}", {"once": form.pop("once", None) or self.once(), **form})


@pytest.fixture
def visitor(path: str) -> Visitor:
    return Visitor(Client(), path)


@pytest.fixture
def page(visitor: Visitor) -> Callable[[], str]:
    """What Odile reads now."""
    return visitor.read
