"""Who writes to an address that mail came back from is told, before and when it leaves."""

import pytest
from django.test import Client

from goodword.conversations.types import Conversation
from goodword.people.actions.standing import mark_complained, mark_undeliverable
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
WARNING = "Mail to o.hartwell@example.org came back on November 2: the mailbox does not exist."


def test_the_composer_says_that_mail_came_back(cast: Cast, conversation: Conversation, client: Client) -> None:
    client.force_login(cast.mara)
    address = f"/conversations/{conversation.pk}/composer/reply"
    assert WARNING not in client.get(address, headers=HTMX).content.decode()

    mark_undeliverable("o.hartwell@example.org", hard=True, reason="no-mailbox")
    mark_complained("o.hartwell@example.org")

    shown = client.get(address, headers=HTMX).content.decode()
    assert WARNING in shown
    assert "o.hartwell@example.org complained about our mail on November 2." in shown


def test_sending_asks_once_more(cast: Cast, conversation: Conversation, client: Client) -> None:
    client.force_login(cast.mara)
    mark_undeliverable("o.hartwell@example.org", hard=True, reason="no-mailbox")
    address = f"/conversations/{conversation.pk}/replies"
    to = {"to": "o.hartwell@example.org", "subject": "Dressings", "html": "<p>Tomorrow.</p>"}

    asked = client.post(address, to, headers=HTMX)
    client.post(address, {**to, "anyway": "send"}, headers=HTMX)

    assert WARNING in asked.content.decode()
    assert conversation.messages.filter(direction="out").count() == 1
