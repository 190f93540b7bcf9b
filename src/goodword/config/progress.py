"""A bar for long work on the command line, with counts and speed; plain lines where there is no terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from goodword.channels.email.actions.importing import Imported

_LINE_EVERY = 10.0


def _words(so_far: Imported, begun: float) -> str:
    speed = so_far.total / max(time.monotonic() - begun, 0.001)
    return f"{so_far.new:,} new, {so_far.known:,} known, {so_far.unreadable:,} unreadable ({speed:,.0f}/s)"


@contextmanager
def mail_progress(size: int) -> Iterator[Callable[[Imported, int], None]]:
    """Shows how far an import is; `size` in bytes. Yields what is to be called with the tally and the bytes done."""
    begun = time.monotonic()
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain(begun, size)
        return
    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=size)
        yield lambda so_far, done: bar.update(task, completed=done, description=_words(so_far, begun))


def _plain(begun: float, size: int) -> Callable[[Imported, int], None]:
    said_at = begun

    def show(so_far: Imported, done: int) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= _LINE_EVERY or done >= size:
            said_at = time.monotonic()
            sys.stderr.write(f"{done * 100 // max(size, 1)}%: {_words(so_far, begun)}\n")

    return show
