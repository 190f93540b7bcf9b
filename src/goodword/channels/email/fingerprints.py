"""What makes two copies of a mail the same mail, whichever way and however often they come."""

import hashlib

from goodword.channels.email.reading.headers import message_ids
from goodword.channels.email.reading.mime import take_headers

_IDENTIFYING = ("date", "from", "subject")


def fingerprint(raw: bytes) -> str:
    """64 characters from the Message-ID (or date, sender and subject if there is none) and the body.

    Headers that are added on the way do not count, nor do line ends and the space before them.
    """
    headers, body = take_headers(raw)
    identifier = next(iter(message_ids(headers.get("message-id", ""))), "")
    names = identifier or "\n".join(headers.get(name, "") for name in _IDENTIFYING)
    digest = hashlib.blake2b(names.encode("utf-8", "replace"), digest_size=32)
    digest.update(b"\0")
    digest.update(b"\n".join(line.rstrip() for line in raw[body:].rstrip().split(b"\n")))
    return digest.hexdigest()
