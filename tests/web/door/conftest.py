import pytest

from tests.cast import Cast, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()
