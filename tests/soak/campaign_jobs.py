"""The job of the kill campaign: it leaves its mark once, and a trace of every run that a SIGKILL cannot take back."""

import os
import time
from pathlib import Path

from django.db import connection

from goodword.core.jobs import job


@job(attempts=100)
def leave_a_mark(number: int, seconds: float) -> None:
    trace("begin", number)
    time.sleep(seconds)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO soak_mark (number) VALUES (%s) ON CONFLICT DO NOTHING", [number])
    trace("end", number)


def trace(what: str, number: int) -> None:
    """Append one line at once; the monotonic clock is the same for all processes of the machine."""
    line = f"{what} {number} {time.monotonic()}\n".encode()
    path = Path(os.environ["SOAK_TRACES"], str(os.getpid()))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, line)
    os.close(descriptor)
