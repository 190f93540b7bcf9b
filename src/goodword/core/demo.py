"""Whether this is a demo: a file in the data folder says so, where its customers' post listens, and the password."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Demo:
    """What the file says. The password is that of everybody in the invented agency."""

    port: int
    password: str


def _file() -> Path:
    return Path(settings.GOODWORD.data) / "demo"


def is_demo() -> bool:
    """Whether a demo was planted in this data folder. No query; cheap enough for every page."""
    return _file().exists()


def read_demo() -> Demo | None:
    """The demo of this data folder; None where people work in earnest."""
    try:
        return Demo(**json.loads(_file().read_text()))
    except FileNotFoundError:
        return None


def keep_demo(demo: Demo) -> None:
    """Mark the data folder as a demo's, for its owner's eyes only; whoever reads meanwhile sees the old or the new."""
    aside = _file().with_suffix(".new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(demo), file)
    aside.replace(_file())
