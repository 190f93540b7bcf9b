"""How fast mail comes in: `python -m bench.ingest [MAILS]` prints a row of the table.

The mail is what a desk is sent, seeded: a third are replies, half has HTML, a fifth has files. Parsing: taking it apart
without any storage. Live: what comes by IMAP or to the listeners, stored durably in steps of 20 as it is fetched, then
read by the job that reads; one process does both, in turn. One by one: the same, but each mail is stored and read
before the next one comes. Import: old mail from an mbox. On a new SQLite file, or on the empty database that
`DATABASE_URL` names.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SEED = 20261101
STEP = 20
HEAD = (
    "| Engine | Mails | Parsed/s | CPU ms each | Live/s | CPU ms each | One by one/s | Imported/s | CPU ms each |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and of this process on a processor."""
    begin, begin_cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begin, time.process_time() - begin_cpu


def measure(folder: Path, count: int) -> str:
    """Run all four measures and return the row."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bench.mailing_list import desk_mail, write_mbox
    from goodword.channels.email.actions.taking_in import IncomingMail, store_mails
    from goodword.channels.email.choices import Source
    from goodword.channels.email.importing import import_folder, mbox
    from goodword.channels.email.jobs.reading import read_waiting_mail
    from goodword.channels.email.reading import read_message
    from goodword.conversations.actions.mailboxes import add_mailbox
    from goodword.conversations.models import Message
    from goodword.core.actor import SYSTEM

    call_command("migrate", verbosity=0)
    boxes = [add_mailbox(by=SYSTEM, address=f"{name}@wrenfield.example", name=name, team=None) for name in "abc"]
    mails, others = (list(desk_mail(mails=count, seed=seed)) for seed in (SEED, SEED + 1))
    few = list(desk_mail(mails=count // 10, seed=SEED + 2))
    write_mbox(folder / "old.mbox", others)

    def take_in(raws: list[bytes], mailbox_id: int, step: int) -> None:
        for at in range(0, len(raws), step):
            batch = [IncomingMail(raw) for raw in raws[at : at + step]]
            store_mails(batch, mailbox_id=mailbox_id, source=Source.SMTP)
            read_waiting_mail.func()

    parsing, parse_cpu = timed(lambda: [read_message(raw) for raw in mails])
    living, live_cpu = timed(lambda: take_in(mails, boxes[0].pk, STEP))
    single, _ = timed(lambda: take_in(few, boxes[1].pk, 1))
    importing, import_cpu = timed(
        lambda: import_folder(mbox(folder / "old.mbox"), mailbox_id=boxes[2].pk, on_progress=lambda *_: None)
    )
    assert Message.objects.count() == 2 * count + len(few)
    return (
        f"| {connection.vendor} | {count:,} | {count / parsing:,.0f} | {parse_cpu / count * 1000:.2f} "
        f"| {count / living:,.0f} | {live_cpu / count * 1000:.1f} | {len(few) / single:,.0f} "
        f"| {count / importing:,.0f} | {import_cpu / count * 1000:.1f} |"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as scratch:
        os.environ |= {"GOODWORD_DATA": f"{scratch}/data", "DJANGO_SETTINGS_MODULE": "goodword.config.settings"}
        print(f"{HEAD}\n{measure(Path(scratch), int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)}")
