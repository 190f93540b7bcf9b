"""An import to be killed: `killable_import.py MBOX ADDRESS BATCH`. Small batches make more places to be killed at."""

import sys

import django

django.setup()

from goodword.channels.email.importing import folders  # noqa: E402
from goodword.config.command import main  # noqa: E402

if __name__ == "__main__":
    folders.BATCH = int(sys.argv[3])
    sys.exit(main(["import", "mbox", sys.argv[1], "--mailbox", sys.argv[2]]))
