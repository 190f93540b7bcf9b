"""A conversation of Odile's with the pharmacy line, in which something has to be put right."""

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)
