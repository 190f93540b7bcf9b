"""What tests of screens lean on: the cast, and a browser in which somebody is signed in."""

import pytest
from django.test import Client

from tests.cast import Cast, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """Mara's browser."""
    client.force_login(cast.mara)
    return client
