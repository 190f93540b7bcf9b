"""The import contracts hold, and each of them breaks when it is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, ROOT

_BAD = {
    "accounts/queries.py": ("import goodword.people.models", "A room imports only from the rooms below it"),
    "conversations/events.py": ("import goodword.conversations.queries", "Layers inside conversations"),
    "web/inbox/views.py": ("import goodword.people.models", "Screens annotate through a room's types"),
    "people/actions/__init__.py": ("import smtplib", "Only transports speak to the network"),
    "channels/email/events.py": ("import goodword.channels.paper", "Kinds of channels do not know each other"),
    "core/clock.py": ("import goodword.core.actor", "No two modules of a room import each other"),
    "core/actor.py": ("import goodword.core.clock", "No two modules of a room import each other"),
}


def lint(package_parent: Path) -> str:
    program = Path(sys.executable).parent / "lint-imports"
    environment = os.environ | {"PYTHONPATH": str(package_parent), "COLUMNS": "200"}
    command: list[str | Path] = [program, "--no-logo", "--no-cache", "--config", ROOT / ".importlinter"]
    done = subprocess.run(command, check=False, env=environment, cwd=package_parent, capture_output=True, text=True)
    return done.stdout


def test_the_contracts_hold() -> None:
    assert "0 broken" in (found := lint(PACKAGE.parent)), found


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a copy of the house with every kind of bad import in it."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, house / "goodword", ignore=lambda _, names: [n for n in names if n == "static"])
    (house / "goodword/channels/paper").mkdir()
    (house / "goodword/channels/paper/__init__.py").touch()
    for name, (line, _) in _BAD.items():
        with (house / "goodword" / name).open("a") as file:
            file.write(f"\n{line}\n")
    return lint(house)


@pytest.mark.parametrize("contract", sorted({contract for _, contract in _BAD.values()}))
def test_a_bad_import_breaks_its_contract(broken: str, contract: str) -> None:
    assert any(line.startswith(contract) and "BROKEN" in line for line in broken.splitlines()), broken
