"""A part of the desk as a process to be killed: `killable_part.py mail`, `worker` or `promises`."""

import signal
import sys
import threading
from datetime import timedelta

import django

django.setup()

from goodword.channels.email.process import run_mail  # noqa: E402
from goodword.core.jobs.worker import run_worker  # noqa: E402
from goodword.promises.watcher import run_watcher  # noqa: E402


def main(part: str) -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    if part == "mail":
        run_mail(stop)
    elif part == "promises":
        run_watcher(stop)
    else:
        run_worker(stop, threads=2, lease=timedelta(seconds=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
