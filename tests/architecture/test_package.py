"""What `pip install` brings is the whole house: programs, templates, pictures and catalogs."""

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.architecture.tree import PACKAGE, ROOT


def test_the_wheel_holds_every_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert files
    assert not [name for path in files if (name := str(path.relative_to(PACKAGE.parent))) not in held]
