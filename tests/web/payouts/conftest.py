import pytest
from django.test import Client

from tests.cast import Cast
from tests.recovery.payouts.given import Given


@pytest.fixture
def given(cast: Cast) -> Given:
    return Given.at(cast)


@pytest.fixture
def finance(client: Client, cast: Cast) -> Client:
    """The browser of Tess, who leads."""
    client.force_login(cast.tess)
    return client


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """The browser of Adam, who administers."""
    client.force_login(cast.adam)
    return client
