from collections.abc import Iterator

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from tests.cast import Cast, found_cast
from tests.channels.email.scripted_relay import ScriptedRelay


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return Actor.agent(cast.adam.pk)


@pytest.fixture
def relay() -> Iterator[ScriptedRelay]:
    with ScriptedRelay() as relay:
        yield relay


@pytest.fixture
def visits(cast: Cast, adam: Actor, relay: ScriptedRelay) -> Mailbox:
    """A second mailbox, which can send."""
    mailbox = add_mailbox(by=adam, address="visits@wrenfield.example", name="Visits", team=None)
    connect_mailbox(mailbox.pk, by=adam, smtp=relay.access)
    return mailbox
