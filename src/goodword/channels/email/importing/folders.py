"""From a folder of old mail into a mailbox, batch by batch."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import BinaryIO

from goodword.channels.email.actions.importing import Imported, import_batch
from goodword.channels.email.importing.sources import Folder
from goodword.channels.email.reading.sources import LARGE

BATCH = 200
_BATCH_BYTES = 16 * 1024 * 1024
# Between batches somebody else gets at the database: an import must not keep a running desk waiting.
_BREATH = 0.005

Progress = Callable[[Imported, int], None]


def import_folder(folder: Folder, *, mailbox_id: int, on_progress: Progress) -> Imported:
    """Take in all the mail of the folder as history of the mailbox. Interrupted at any point, it is simply run again.

    `on_progress(so_far, bytes_done)` is called after each batch, when that batch is safely stored.
    """
    tally = Imported()
    for batch, done in _batches(folder):
        tally += import_batch(batch, mailbox_id=mailbox_id, source=folder.source)
        on_progress(tally, done)
        time.sleep(_BREATH)
    return tally


def _batches(folder: Folder) -> Iterator[tuple[list[bytes | BinaryIO], int]]:
    """Some mails at a time; the files of large ones are closed when the next batch is asked for."""
    batch, weight, done = list[bytes | BinaryIO](), 0, 0
    with ExitStack() as opened:
        for raw, done in folder:
            batch.append(raw if isinstance(raw, bytes) else opened.enter_context(raw))
            weight += len(raw) if isinstance(raw, bytes) else LARGE
            if len(batch) >= BATCH or weight >= _BATCH_BYTES:
                yield batch, done
                opened.close()
                batch, weight = [], 0
        if batch:
            yield batch, done
