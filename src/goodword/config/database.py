"""From a database address to Django's settings, with what each engine needs to be fast and safe."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from environs import EnvError

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; "
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000"
)


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": SQLITE_PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def database(url: str) -> dict[str, Any]:
    """Django's entry for a `sqlite:///path` or `postgresql://…` address. Raises EnvError for any other."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return _sqlite(rest.removeprefix("/") if rest.startswith("//") else rest)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise EnvError("DATABASE_URL must start with sqlite:// or postgresql://; see docs/run/settings.md")
