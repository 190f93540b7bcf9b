"""How fast mail comes in: `python -m bench.ingest [MAILS]` prints a row of the table.

The mail is mixed (a seeded mailing list: two thirds reply, half has HTML, a fifth has files). Read: taking it apart,
without any storage. Live: each mail stored durably in a transaction of its own, then read, one after the other, in one
process. Import: batches from an mbox. On a new SQLite file, or on the empty database that `DATABASE_URL` names.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SEED = 20261101
HEAD = "| Engine | Mails | Read/s | Live/s | Import/s | CPU ms per imported mail |\n|---|---|---|---|---|---|"


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of this process on a processor."""
    begin, begin_cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin, time.process_time() - begin_cpu


def measure(folder: Path, count: int) -> str:
    """Run all three measures and return the row."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.mailing_list import mailing_list, write_mbox
    from goodword.channels.email.actions.reading import read_mail
    from goodword.channels.email.actions.taking_in import store_mail
    from goodword.channels.email.choices import Source
    from goodword.channels.email.importing import import_folder, mbox
    from goodword.channels.email.reading import read_message
    from goodword.conversations.actions.mailboxes import add_mailbox
    from goodword.conversations.models import Message
    from goodword.core.actor import SYSTEM

    call_command("migrate", verbosity=0)
    live, old = (add_mailbox(by=SYSTEM, address=f"{name}@wrenfield.example", name=name, team=None) for name in "ab")
    mails = list(mailing_list(mails=count, seed=SEED))
    write_mbox(folder / "list.mbox", mails=count, seed=SEED)

    def take_in_all() -> None:
        for raw in mails:
            read_mail(store_mail(raw, mailbox_id=live.pk, source=Source.SMTP).pk)

    reading, _ = timed(lambda: [read_message(raw) for raw in mails])
    living, _ = timed(take_in_all)
    importing, cpu = timed(
        lambda: import_folder(mbox(folder / "list.mbox"), mailbox_id=old.pk, on_progress=lambda *_: None)
    )
    assert Message.objects.count() == 2 * count
    rates = " | ".join(f"{count / seconds:,.0f}" for seconds in (reading, living, importing))
    return f"| {connection.vendor} | {count:,} | {rates} | {cpu / count * 1000:.1f} |"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as scratch:
        os.environ |= {"GOODWORD_DATA": f"{scratch}/data", "DJANGO_SETTINGS_MODULE": "goodword.config.settings"}
        print(f"{HEAD}\n{measure(Path(scratch), int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)}")
