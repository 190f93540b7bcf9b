"""Names of attached files, made safe to keep, to show and to download."""

import mimetypes

from goodword.channels.email.reading.charsets import storable
from goodword.channels.email.reading.headers import decode_words

_LONGEST = 150
_LONGEST_ENDING = 12
_UNSAFE = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))
_ENDINGS = {
    "text/plain": ".txt",
    "message/delivery-status": ".txt",
    "text/rfc822-headers": ".txt",
    "image/jpeg": ".jpg",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
}


def safe_filename(name: str, content_type: str) -> str:
    """A name without folders, controls and direction overrides, at most 150 characters; made up if there is none."""
    name = decode_words(storable(name)).replace("\\", "/").rsplit("/", 1)[-1].translate(_UNSAFE).strip(" .")
    if not name:
        ending = _ENDINGS.get(content_type) or mimetypes.guess_extension(content_type) or ""
        return f"file{ending}"
    if len(name) <= _LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        return name[:_LONGEST]
    return f"{stem[: _LONGEST - len(ending) - 1]}.{ending}"
