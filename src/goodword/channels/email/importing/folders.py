"""From a folder of old mail into a mailbox, batch by batch."""

import time
from collections.abc import Callable

from goodword.channels.email.actions.importing import Imported, import_batch
from goodword.channels.email.importing.sources import Folder

BATCH = 200
_BATCH_BYTES = 16 * 1024 * 1024
# Between batches somebody else gets at the database: an import must not keep a running desk waiting.
_BREATH = 0.005

Progress = Callable[[Imported, int], None]


def import_folder(folder: Folder, *, mailbox_id: int, on_progress: Progress) -> Imported:
    """Take in all the mail of the folder as history of the mailbox. Interrupted at any point, it is simply run again.

    `on_progress(so_far, bytes_done)` is called after each batch, when that batch is safely stored.
    """
    tally, batch, weight = Imported(), list[bytes](), 0
    done = 0
    for raw, done in folder:
        batch.append(raw)
        weight += len(raw)
        if len(batch) >= BATCH or weight >= _BATCH_BYTES:
            tally += import_batch(batch, mailbox_id=mailbox_id, source=folder.source)
            on_progress(tally, done)
            batch, weight = [], 0
            time.sleep(_BREATH)
    if batch:
        tally += import_batch(batch, mailbox_id=mailbox_id, source=folder.source)
        on_progress(tally, done)
    return tally
