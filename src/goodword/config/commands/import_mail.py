"""Import old mail from an mbox file or a Maildir, as history.

It sends nothing and alarms nobody. Interrupted, it is simply run again: what is there already is skipped.
"""

import argparse
import sys
from pathlib import Path

NAME = "import"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["mbox", "maildir"], help="what the path holds")
    parser.add_argument("path", type=Path, help="the mbox file or the Maildir")
    parser.add_argument("--mailbox", required=True, metavar="ADDRESS", help="the mailbox whose history it is")


def run(options: argparse.Namespace) -> int:
    from goodword.channels.email.importing import import_folder, maildir, mbox
    from goodword.channels.email.queries import mailbox_at
    from goodword.config.progress import mail_progress

    mailbox = mailbox_at(options.mailbox)
    folder = (mbox if options.kind == "mbox" else maildir)(options.path)
    with mail_progress(folder.size) as show:
        tally = import_folder(folder, mailbox_id=mailbox.pk, on_progress=show)
    sys.stdout.write(f"{tally.new} imported, {tally.known} were there already, {tally.unreadable} could not be read.\n")
    return 0
