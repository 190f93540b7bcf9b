"""The parts that make up the desk, and what they share: everything heavy is loaded once, before the fork."""

import ctypes
import gc
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module

from babel import Locale
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import reverse
from django.utils import translation

from goodword.channels.email.process import run_mail
from goodword.config.processes.child import Work
from goodword.config.processes.listening import Certificate
from goodword.config.processes.supervisor import Part
from goodword.config.processes.together import keep_running
from goodword.config.processes.web import run_web
from goodword.core.jobs.worker import run_worker
from goodword.promises.watcher import run_watcher
from goodword.seeds.post import run_post

_FOUND_LATE = (  # by their names only, when the parts already run
    "django.db.models.sql.compiler",
    "goodword.config.schedule",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
    "uvicorn.protocols.http.httptools_impl",
)


def load() -> None:
    """Import what the children will need, so that they share its memory; then keep the collector off it."""
    get_wsgi_application()
    for name in (settings.ROOT_URLCONF, *_FOUND_LATE):
        import_module(name)
    for language, _name in settings.LANGUAGES:
        _load_language(language)
    gc.collect()
    with suppress(AttributeError):  # glibc has it: what was freed while loading goes back to the system
        ctypes.CDLL(None).malloc_trim(0)
    gc.freeze()


def _load_language(language: str) -> None:
    """The words, the addresses and the dates of a language, which would else be read by each child for itself."""
    with translation.override(language):
        translation.gettext("")
        reverse("account_login")
    _months = Locale.parse(language, sep="-").months


def web(listener: socket.socket, certificate: Certificate | None) -> Work:
    """The part that answers browsers on this socket."""

    def run(stop: threading.Event) -> None:
        run_web(listener, certificate, stop)

    return run


def worker(stop: threading.Event) -> None:
    """The part that runs jobs and the schedule, and watches promises."""
    try:
        with _beside("promises", run_watcher):
            run_worker(stop)
    finally:
        connections.close_all()


def mail(stop: threading.Event) -> None:
    """The part that holds the connections to mail servers, and in a demo also the customers' post."""
    try:
        # Beside the mail part, because a demo may be planted in the browser at any moment of the first run.
        with _beside("post", partial(run_post, settings.GOODWORD.data)):
            run_mail(stop)
    finally:
        connections.close_all()


@contextmanager
def _beside(name: str, work: Work) -> Iterator[None]:
    """Run something small on a thread of its own for as long as the part runs."""
    stop = threading.Event()
    thread = threading.Thread(target=keep_running, args=(name, work, stop), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def all_parts(web_work: Work, processes: int) -> list[Part]:
    """The parts for the supervisor, with so many web processes."""
    webs = [Part(f"web-{number}", web_work) for number in range(1, processes + 1)]
    return [*webs, Part("worker", worker), Part("mail", mail)]
