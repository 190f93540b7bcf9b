from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.config.running_desk import Desk, own_database


@pytest.fixture
def new_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Make installations, each with its own data folder and database: `new_desk(GOODWORD_WEB_THREADS="2")`."""
    with ExitStack() as made:

        def make(**settings: str) -> Desk:
            folder = tmp_path / f"desk-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            desk = Desk(folder, made.enter_context(own_database(folder)), **settings)
            made.callback(desk.end)
            return desk

        yield make


@pytest.fixture
def desk(new_desk: Callable[..., Desk]) -> Desk:
    return new_desk()
