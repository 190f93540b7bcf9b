"""What tests of screens lean on: the cast, a letter of Odile's, and a browser in which Mara is signed in."""

import pytest
from django.test import Client

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """Mara's browser."""
    client.force_login(cast.mara)
    return client
