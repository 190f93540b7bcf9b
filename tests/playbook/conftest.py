"""A house that writes by its playbook."""

import pytest

from goodword.core.actor import Actor
from tests.cast import Cast, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)
