import pytest

from goodword.core.actor import Actor
from goodword.people.models import Customer
from tests.cast import Cast, found_cast, odile


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def hartwell(cast: Cast) -> Customer:
    """Odile Hartwell, known by her address."""
    return odile()
