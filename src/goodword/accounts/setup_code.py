"""The one-time code of the first run: printed where only the installer looks, asked for in the browser."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from goodword.accounts.queries import organization
from goodword.core.errors import Invalid

_FILE = "setup-code"
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no words; nothing that reads like a digit


def setup_code_file() -> Path:
    """Where the code is kept until it was used."""
    return Path(settings.GOODWORD.data) / _FILE


def new_code() -> str:
    """Twelve random letters that people can read out and type."""
    return "-".join("".join(secrets.choice(_LETTERS) for _place in range(4)) for _part in range(3))


def current_setup_code() -> str | None:
    """The code, the same until it was used, kept in the data folder for its owner only; None once founded."""
    path = setup_code_file()
    if organization() is not None:
        path.unlink(missing_ok=True)
        return None
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of ours was first
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(new_code())
    return path.read_text().strip()


def _letters(code: str) -> bytes:
    return "".join(letter for letter in code.upper() if letter.isalnum()).encode()


def check_setup_code(typed: str) -> None:
    """Let pass whoever typed the code, with or without its hyphens. Raises Invalid."""
    code = current_setup_code()
    if code is None or not secrets.compare_digest(_letters(code), _letters(typed)):
        raise Invalid(code=_("This is not the code. It stands in the console where Goodword was started."))
