"""A worker process to be killed: `killable_worker.py LEASE_SECONDS [FAULT…]`. A fault breaks the engine on purpose."""

import signal
import sys
import threading
from datetime import timedelta

import django

django.setup()

from goodword.core.jobs import claims  # noqa: E402
from goodword.core.jobs.worker import run_worker  # noqa: E402


def main(lease: str, *faults: str) -> None:
    if "never-take-over" in faults:
        claims.take_over_expired = lambda: 0
    if "never-renew" in faults:
        claims.renew = lambda *_: 0
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    run_worker(stop, threads=4, lease=timedelta(seconds=float(lease)))


if __name__ == "__main__":
    main(*sys.argv[1:])
