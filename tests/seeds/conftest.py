import dataclasses
from pathlib import Path

import pytest
from django.conf import settings as desk_settings
from pytest_django.fixtures import Settings


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of this test's own: what is planted must not make a demo of the others'."""
    tmp_path.chmod(0o700)
    settings.GOODWORD = dataclasses.replace(desk_settings.GOODWORD, data=tmp_path)
    return tmp_path
