"""What every test may lean on.

- `ENGINE=sqlite|postgres` chooses the engine; the database is a real one on disk, with the settings of production.
- `clock`: time stands still at `clock.START` unless moved; tests marked `real_time` and those of journeys, soak and
  servers see the real time.
- `assert_query_count("screen")`: a context that compares with `tests/query_counts.json`; `UPDATE_QUERY_COUNTS=1`
  rewrites the file.
- `campaign`: the size and seed of a long campaign; 1% of it unless `SOAK=full`.
- No network but loopback; warnings are errors; with `CI=true` a skip is a failure.
"""

from tests import engines, network

engines.prepare()
network.block_network()

import django

django.setup()

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests.append_only import let_tests_flush
from tests.campaigns import campaign, pytest_terminal_summary
from tests.frozen_time import clock, frozen_time
from tests.query_counts import assert_query_count
from tests.schema import django_db_keepdb, django_db_setup
from tests.servers.fixtures import dovecot, exim, sign_in_server, the_dovecot, the_exim
from tests.skips import pytest_make_collect_report, pytest_runtest_makereport

let_tests_flush()
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64  # the algorithm, without its price,
Argon2PasswordHasher.parallelism = 1  # nor that of starting threads for it

if "CI" not in os.environ:  # there, Hypothesis sets no deadlines by itself, and draws the same each time
    hypothesis.settings.register_profile("unhurried", deadline=None)
    hypothesis.settings.load_profile("unhurried")

_LONG = {"journeys", "soak", "servers"}


def pytest_configure(config: pytest.Config) -> None:
    """Workers must come here before Django's settings are read, so they do not inherit the name of the module."""
    if config.getoption("numprocesses", None):
        del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_report_header() -> str:
    return f"engine: {engines.engine()}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folders = set(item.path.relative_to(Path(__file__).parent).parts)
        if folders & _LONG:
            item.add_marker(pytest.mark.real_time)
        if "soak" in folders:
            item.add_marker(pytest.mark.soak)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite is tested as a file with its journal, never in memory."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(settings.GOODWORD.data / "test.sqlite3")


@pytest.fixture(autouse=True)
def _house_language() -> Iterator[None]:
    """What one test reads in Spanish, the next does not."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Real transactions leave rows in the cache's table, which is no model's and so is not flushed."""
    yield
    marker = request.node.get_closest_marker("django_db")
    real = {"transactional_db", "live_server"} & set(request.fixturenames)
    if real or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock():
            cache.clear()
