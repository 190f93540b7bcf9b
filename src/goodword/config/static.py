"""Static files: collected once per version into the data folder, under names that hold a hash of the content.

Nobody runs `collectstatic`: `collect_when_changed` does it at the start, when a file of the package is another one
than last time. The web process then answers them from the event loop, without a thread of the desk.
"""

import fcntl
import hashlib
import shutil
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise import WhiteNoise
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = "collected-from"
UNUSED = ["htmx-2*", "htmax-*", "hx-sse-*", "hx-ws-*", "*-2*.js"]  # what django-htmx brings beside what we load


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed and compressed names, once collected; before that (tests, development) the plain ones."""

    support_js_module_import_aggregation = True  # scripts import one another by their hashed names too

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name


def _fingerprint() -> str:
    """By content: times differ between the machines that share a data folder."""
    whole = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            content = Path(storage.path(name)).read_bytes()
            whole.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def collect_when_changed() -> bool:
    """Collect the static files into the data folder unless these very ones are there. True when it was needed."""
    root = Path(settings.STATIC_ROOT)
    stamp, fingerprint = root / STAMP, _fingerprint()
    with root.with_name("static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # parts that start together, each by itself
        if stamp.exists() and stamp.read_text() == fingerprint:
            return False
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
        stamp.write_text(fingerprint)
    return True


class StaticApp:
    """Answers `/static/…` from the collected files; a name with a hash may be kept by the browser for ever."""

    def __init__(self) -> None:
        root = Path(settings.STATIC_ROOT)
        debug = settings.DEBUG
        self._files = WhiteNoise(
            None, autorefresh=debug, max_age=0 if debug else 60, immutable_file_test=r"\.[0-9a-f]{12}\.[a-z0-9.]+$"
        )
        for folder in [*settings.STATICFILES_DIRS] if debug or not root.is_dir() else [root]:
            self._files.add_files(str(folder), prefix=settings.STATIC_URL)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:  # noqa: ARG002 (ASGI)
        path = scope["path"]
        found = self._files.find_file(path) if self._files.autorefresh else self._files.files.get(path)
        if found is None or scope["method"] not in {"GET", "HEAD"}:
            await _answer(send, HTTPStatus.NOT_FOUND, [("Content-Type", "text/plain")], b"Not found\n")
            return
        response = found.get_response(scope["method"], _environ(scope))
        body = response.file.read() if response.file is not None else b""
        if response.file is not None:
            response.file.close()
        await _answer(send, response.status, list(response.headers), body)


def _environ(scope: dict[str, Any]) -> dict[str, str]:
    return {
        "HTTP_" + name.decode("latin-1").upper().replace("-", "_"): value.decode("latin-1")
        for name, value in scope["headers"]
    }


async def _answer(send: Any, status: HTTPStatus, headers: list[tuple[str, str]], body: bytes) -> None:
    encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": int(status), "headers": encoded})
    await send({"type": "http.response.body", "body": body})
