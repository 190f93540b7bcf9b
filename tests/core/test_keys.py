"""The key file is made once, whole, and for its owner only."""

import subprocess
import sys
from pathlib import Path

from goodword.core.keys import KEY_FILE, blob_key, secret_key

MAKE = """
import sys; from pathlib import Path; from goodword.core.keys import secret_key
print(secret_key(Path(sys.argv[1])))
"""


def test_the_keys_stay_the_same(tmp_path: Path) -> None:
    assert secret_key(tmp_path) == secret_key(tmp_path)
    assert len(blob_key(tmp_path)) == 32
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    starting = [
        subprocess.Popen([sys.executable, "-c", MAKE, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    printed = {process.communicate()[0] for process in starting}

    assert printed == {secret_key(tmp_path) + "\n"}
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
