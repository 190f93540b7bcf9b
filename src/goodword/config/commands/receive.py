"""Take in one mail from standard input, for a mail server's pipe.

Exit status as mail servers expect: 0 when the mail is safely stored, 67 when no mailbox of ours is meant, 65 when there
is no mail, 75 for anything that may be better in a while, so that the mail server keeps the mail and tries again.
"""

import argparse
import logging
import os
import shutil
import sys
import tempfile
from typing import IO, BinaryIO, cast

SETS_UP_DJANGO = True
DATA_ERROR, NO_USER, TRY_LATER = 65, 67, 75
_IN_MEMORY = 1024 * 1024
_HEAD = 2 * _IN_MEMORY  # bytes in which the addresses are looked for
_DELIVERED_TO = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mailbox", metavar="ADDRESS", default="", help="the mailbox it is for (else its headers say)")
    parser.add_argument("--from", dest="sender", metavar="ADDRESS", default="", help="the envelope's sender")


def run(options: argparse.Namespace) -> int:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as raw:
        try:
            shutil.copyfileobj(sys.stdin.buffer, raw)
            if not _says_anything(raw):
                sys.stderr.write("goodword: there is no mail on standard input\n")
                return DATA_ERROR
            from goodword.config.command import set_up_django

            set_up_django()
            return _take_in(raw, options)
        except Exception:  # whatever it was: the mail server still has the mail
            logging.getLogger(__name__).exception("mail could not be stored")
            return TRY_LATER


def _says_anything(raw: IO[bytes]) -> bool:
    raw.seek(0)
    return any(chunk.strip() for chunk in iter(lambda: raw.read(_IN_MEMORY), b""))


def _take_in(raw: IO[bytes], options: argparse.Namespace) -> int:
    from goodword.channels.email.actions.taking_in import store_mail
    from goodword.channels.email.actions.troubles import DoorLog
    from goodword.channels.email.choices import Source
    from goodword.channels.email.queries import mailbox_at
    from goodword.channels.email.threading import mailbox_address_of
    from goodword.core.errors import NotFound

    asked = [options.mailbox] if options.mailbox else _addressed(raw)
    with DoorLog.of(Source.STDIN).noting():
        for address in asked:
            try:
                mailbox = mailbox_at(mailbox_address_of(address))
            except NotFound:
                continue
            store_mail(
                cast(BinaryIO, raw),
                mailbox_id=mailbox.pk,
                source=Source.STDIN,
                envelope_from=options.sender,
                envelope_to=address,
            )
            return 0
    sys.stderr.write("goodword: no mailbox has any of the mail's addresses; say --mailbox ADDRESS\n")
    return NO_USER


def _addressed(raw: IO[bytes]) -> list[str]:
    """The addresses it was delivered or written to, the surest first."""
    from goodword.channels.email.reading.headers import addresses
    from goodword.channels.email.reading.mime import take_headers

    raw.seek(0)
    headers, _ = take_headers(raw.read(_HEAD))
    named = [os.environ.get(name, "") for name in ("ORIGINAL_RECIPIENT", "RECIPIENT")]
    named += [headers.get(name, "") for name in _DELIVERED_TO]
    return [address for value in named for _name, address in addresses(value)]
