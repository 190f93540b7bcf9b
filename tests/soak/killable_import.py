"""An import to be killed: `killable_import.py MBOX ADDRESS BATCH [FAULT]`; small batches make more places for it.

A fault breaks the import on purpose, to see that the campaign notices.
"""

import secrets
import sys

import django

django.setup()

from goodword.channels.email.actions import importing  # noqa: E402
from goodword.channels.email.importing import folders  # noqa: E402
from goodword.config.command import main  # noqa: E402

if __name__ == "__main__":
    folders.BATCH = int(sys.argv[3])
    if "forgetful" in sys.argv[4:]:
        importing.fingerprint = lambda _raw: secrets.token_hex(32)
    if "careless" in sys.argv[4:]:
        whole = importing._take_in
        importing._take_in = lambda batch, *where: whole(batch[1:], *where)
    sys.exit(main(["import", "mbox", sys.argv[1], "--mailbox", sys.argv[2]]))
