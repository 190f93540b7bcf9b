import pytest
from django.test import Client

from tests.cast import Cast, found_cast
from tests.entrance import walk_in


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def adam(cast: Cast) -> Client:
    return walk_in(cast.adam)


@pytest.fixture
def olive(cast: Cast) -> Client:
    return walk_in(cast.olive)


@pytest.fixture
def mara(cast: Cast) -> Client:
    return walk_in(cast.mara)
