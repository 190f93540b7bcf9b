"""Work done by a forked child whose answer comes back, so that the parent stays without connections and threads."""

import logging
import os
import signal
import sys
from collections.abc import Callable

from goodword.core.errors import DomainError

log = logging.getLogger(__name__)


class Errand:
    """Begins at once; what is expected to fail is told on standard error."""

    def __init__(self, work: Callable[[], str]) -> None:
        read_end, write_end = os.pipe()
        sys.stdout.flush()
        self._pid = os.fork()
        if not self._pid:
            os.close(read_end)
            _do(work, write_end)
        os.close(write_end)
        self._read_end = read_end

    def result(self) -> str | None:
        """Wait for the answer; None when the work failed."""
        with os.fdopen(self._read_end) as pipe:
            answer = pipe.read()
        _, status = os.waitpid(self._pid, 0)
        return None if status else answer


def _do(work: Callable[[], str], write_end: int) -> None:
    code = 1
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        os.write(write_end, work().encode())
        code = 0
    except DomainError as error:
        sys.stderr.write(f"goodword: {error}\n")
    except BaseException:
        log.exception("preparing failed")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
