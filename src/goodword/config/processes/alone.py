"""One part of the desk as a process of its own, under systemd or in a container."""

import signal
import threading

from django.db import connections

from goodword.config.processes.child import Work, stop_on_signals
from goodword.config.processes.prepare import require_migrated


def run_alone(work: Work) -> int:
    """Run the part until SIGTERM or SIGINT. Raises DatabaseNotReady; who supervises it restarts it."""
    require_migrated()
    connections.close_all()
    stop = threading.Event()
    stop_on_signals(stop, signal.SIGTERM, signal.SIGINT)
    work(stop)
    return 0
