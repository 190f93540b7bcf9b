"""How fast mail comes in: `python bench/ingest.py [sqlite|postgres] [MAILS]` prints a row of the table.

The mail is mixed (a seeded mailing list: two thirds reply, half has HTML, a fifth has files). Read: taking it apart,
without any storage. Live: each mail stored durably in a transaction of its own, then read, one after the other, in one
process. Import: batches from an mbox. The database is a new one, with the settings of production.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
ENGINE = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
MAILS = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
SEED = 20261101
HEAD = "| Engine | Mails | Read/s | Live/s | Import/s | CPU ms per imported mail |\n|---|---|---|---|---|---|"


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of this process on a processor."""
    begin, begin_cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin, time.process_time() - begin_cpu


def measure(folder: Path) -> str:
    """Run all three measures and return the row."""
    import django

    django.setup()
    from django.core.management import call_command

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
    mails = list(mailing_list(mails=MAILS, seed=SEED))
    write_mbox(folder / "list.mbox", mails=MAILS, seed=SEED)

    def take_in_all() -> None:
        for raw in mails:
            read_mail(store_mail(raw, mailbox_id=live.pk, source=Source.SMTP).pk)

    reading, _ = timed(lambda: [read_message(raw) for raw in mails])
    living, _ = timed(take_in_all)
    importing, cpu = timed(
        lambda: import_folder(mbox(folder / "list.mbox"), mailbox_id=old.pk, on_progress=lambda *_: None)
    )
    assert Message.objects.count() == 2 * MAILS
    rates = " | ".join(f"{MAILS / seconds:,.0f}" for seconds in (reading, living, importing))
    return f"| {ENGINE} | {MAILS:,} | {rates} | {cpu / MAILS * 1000:.1f} |"


if __name__ == "__main__":
    os.environ["ENGINE"] = ENGINE
    from tests import engines

    engines.prepare()
    with tempfile.TemporaryDirectory(prefix="goodword-ingest-") as scratch:
        print(f"{HEAD}\n{measure(Path(scratch))}")
