import pytest

from goodword.core.actor import Actor
from tests.cast import Cast, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def olive(cast: Cast) -> Actor:
    return Actor.agent(cast.olive.pk)


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return Actor.agent(cast.adam.pk)
