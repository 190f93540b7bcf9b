"""A conversation of Odile's with the pharmacy line, to which things are promised."""

from datetime import timedelta

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Target
from goodword.promises.types import ServicePolicy
from tests.cast import Cast, conversation_with_odile, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def policy(cast: Cast) -> ServicePolicy:
    """A first reply within two hours on the wall's clock, a next one within four, a resolution within three days."""
    hours = {Target.FIRST_REPLY: 2, Target.NEXT_REPLY: 4, Target.RESOLUTION: 72, Target.CALLBACK: 1}
    targets = {target: Term(allowed=timedelta(hours=number)) for target, number in hours.items()}
    return create_policy(Terms(name="Everybody", targets=targets), by=Actor.agent(cast.olive.pk))


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)
