"""All parts in one process, for the smallest host: the web on the main thread, the others beside it."""

import logging
import signal
import threading

from goodword.config.processes.child import Work, stop_on_signals
from goodword.config.processes.supervisor import FIRST_PAUSE, GRACE, LONGEST_PAUSE

log = logging.getLogger(__name__)


def run_together(main: Work, others: dict[str, Work]) -> int:
    """Run every part until SIGTERM or SIGINT. One that fails starts again, later and later."""
    stop = threading.Event()
    stop_on_signals(stop, signal.SIGTERM, signal.SIGINT)
    threads = [
        threading.Thread(target=keep_running, args=(name, work, stop), name=name, daemon=True)
        for name, work in others.items()
    ]
    for thread in threads:
        thread.start()
    try:
        main(stop)
    finally:
        stop.set()
        for thread in threads:
            thread.join(GRACE)
    return 1 if any(thread.is_alive() for thread in threads) else 0


def keep_running(name: str, work: Work, stop: threading.Event) -> None:
    """Run the part again and again until `stop` is set; after a failure later and later."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            work(stop)
        except Exception:
            log.exception("a part of the desk failed", extra={"part": name, "again_in": pause})
        stop.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
