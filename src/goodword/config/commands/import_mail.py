"""Import old mail from an mbox file or a Maildir, as history.

It sends nothing and alarms nobody. Interrupted, it is simply run again: what is there already is skipped.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

NAME = "import"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["mbox", "maildir"], help="what the path holds")
    parser.add_argument("path", type=Path, help="the mbox file or the Maildir")
    parser.add_argument("--mailbox", required=True, metavar="ADDRESS", help="the mailbox whose history it is")
    parser.add_argument("--dry-run", action="store_true", help="only say what is there: nothing is written")


def run(options: argparse.Namespace) -> int:
    from goodword.channels.email.importing import import_folder, maildir, mbox
    from goodword.channels.email.importing.surveying import survey_folder
    from goodword.channels.email.queries import mailbox_at
    from goodword.config.progress import mail_progress

    mailbox = mailbox_at(options.mailbox)
    folder = (mbox if options.kind == "mbox" else maildir)(options.path)
    if options.dry_run:
        return _tell(survey_folder(folder, mailbox_id=mailbox.pk))
    with mail_progress(folder.size) as show:
        tally = import_folder(folder, mailbox_id=mailbox.pk, on_progress=show)
    sys.stdout.write(f"{tally.new} imported, {tally.known} were there already, {tally.unreadable} could not be read.\n")
    return 0


def _tell(found: dict[str, Any]) -> int:
    months = [month for month in found["months"] if month]
    times = f" from {months[0]} to {months[-1]}" if months else ""
    sys.stdout.write(
        f"{found['mails']:,} mails{times}, {found['size'] / 1_000_000:,.1f} MB; {found['here']:,} are here already.\n"
        f"{found['people']:,} people wrote them, {found['new_people']:,} of them new to the desk; about "
        f"{found['conversations']:,} conversations would be made.\nNothing was written.\n"
    )
    return 0
