"""What the desk holds in memory before its parts are forked."""

import json
import os
import subprocess
import sys
from pathlib import Path

# Each takes several megabytes, and most desks never need it.
SELDOM = {"aiosmtpd", "anymail", "charset_normalizer", "dkim", "dns", "httpx2", "requests", "rich"}

LOAD = """
import json, sys, threading
import django
django.setup()
from django.db import connections
from django.utils.translation import trans_real
from goodword.config.processes import parts
parts.load()
told = {
    "modules": sorted(name for name in sys.modules if "." not in name),
    "catalogs": sorted(trans_real._translations),
    "threads": threading.active_count(),
    "connected": any(one.connection is not None for one in connections.all(initialized_only=True)),
    "sign_on": "allauth.socialaccount.providers.openid_connect.provider" in sys.modules,
}
print(json.dumps(told))
"""


def loaded(folder: Path, **further: str) -> dict[str, object]:
    """What a process says of itself that has loaded everything and would now fork."""
    own = {"GOODWORD_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "goodword.config.settings", **further}
    asked = [sys.executable, "-c", LOAD]
    answer = subprocess.run(asked, env={**os.environ, **own}, check=True, capture_output=True, text=True)
    told: dict[str, object] = json.loads(answer.stdout)
    return told


def test_what_few_desks_need_is_not_loaded_for_all(tmp_path: Path) -> None:
    told = loaded(tmp_path)

    assert isinstance(told["modules"], list)
    assert SELDOM & set(told["modules"]) == set()


def test_what_every_part_needs_is_there_and_nothing_that_a_fork_would_break(tmp_path: Path) -> None:
    told = loaded(tmp_path)

    assert (told["catalogs"], told["threads"], told["connected"]) == (["en", "es"], 1, False)


def test_a_sign_in_of_the_organization_is_loaded_where_there_is_one(tmp_path: Path) -> None:
    assert loaded(tmp_path)["sign_on"] is False

    issuer = {"ISSUER": "https://login.example", "CLIENT_ID": "desk", "CLIENT_SECRET": "quiet"}
    told = loaded(tmp_path, **{f"GOODWORD_OIDC_{name}": value for name, value in issuer.items()})

    assert told["sign_on"] is True
