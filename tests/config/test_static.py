"""Static files are collected once for each content, without anybody asking."""

import os
from pathlib import Path

import pytest
from pytest_django import Settings

from goodword.config.static import STAMP, collect_when_changed


@pytest.fixture
def root(settings: Settings, tmp_path: Path) -> Path:
    source = tmp_path / "source"
    source.mkdir()
    (source / "desk.css").write_text("body { color: black } " * 100)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    return tmp_path / "static"


def test_the_first_start_collects_under_hashed_names_compressed(root: Path) -> None:
    assert collect_when_changed()
    names = sorted(path.name for path in root.glob("desk.*"))
    assert [name.count(".") for name in names] == [2, 3, 1, 2]
    assert [path.suffix for path in map(Path, names)] == [".css", ".gz", ".css", ".gz"]


def test_the_next_start_does_not_even_when_times_differ(root: Path) -> None:
    collect_when_changed()
    os.utime(root.parent / "source" / "desk.css", (1, 1))
    assert not collect_when_changed()


def test_another_content_is_collected(root: Path) -> None:
    collect_when_changed()
    (root.parent / "source" / "desk.css").write_text("body { color: blue }")
    assert collect_when_changed()


def test_what_an_interrupted_start_left_is_replaced(root: Path) -> None:
    collect_when_changed()
    (root / STAMP).unlink()
    (root / "half").write_text("")
    assert collect_when_changed()
    assert not (root / "half").exists()
