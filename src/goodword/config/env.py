"""Every setting an operator can give, read once and typed. A bad value names its variable and stops the start.

Any variable may be given as `NAME_FILE=/path` instead, for secrets kept in files.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from environs import Env


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `docs/run/settings.md` documents, name by name."""

    data: Path
    database_url: str
    address: str
    allowed_hosts: tuple[str, ...]
    files_url: str
    debug: bool
    language: str
    time_zone: str
    smtp_listen: str
    lmtp_listen: str
    web_threads: int
    demo: bool


def _read_files(environment: dict[str, str]) -> None:
    for name in [n for n in environment if n.startswith("GOODWORD_") and n.endswith("_FILE")]:
        os.environ.setdefault(name.removesuffix("_FILE"), Path(environment[name]).read_text().strip())


def read_settings() -> Settings:
    """Read the environment. Raises environs.EnvError naming the variable that does not fit."""
    _read_files(dict(os.environ))
    env = Env()
    data = Path(env.str("GOODWORD_DATA", str(Path.home() / ".local" / "share" / "goodword"))).expanduser().resolve()
    with env.prefixed("GOODWORD_"):
        return Settings(
            data=data,
            database_url=os.environ.get("DATABASE_URL", "") or f"sqlite:///{data / 'goodword.sqlite3'}",
            address=env.str("ADDRESS", "http://127.0.0.1:8000"),
            allowed_hosts=tuple(env.list("ALLOWED_HOSTS", [])),
            files_url=env.str("FILES_URL", ""),
            debug=env.bool("DEBUG", False),
            language=env.str("LANGUAGE", "en"),
            time_zone=env.str("TIME_ZONE", "UTC"),
            smtp_listen=env.str("SMTP_LISTEN", ""),
            lmtp_listen=env.str("LMTP_LISTEN", ""),
            web_threads=env.int("WEB_THREADS", 4),
            demo=env.bool("DEMO", False),
        )
