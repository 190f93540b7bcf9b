"""Files that a customer adds on the page: looked at, never trusted."""

from collections.abc import Sequence
from typing import Any, BinaryIO, Final, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from goodword.conversations.arrivals import ArrivedFile
from goodword.core.blobs import store_blob
from goodword.core.errors import Invalid
from goodword.web.files.views import PICTURES

MOST_FILES = 10
_MEGABYTE = 1024 * 1024
_UNKNOWN = "application/octet-stream"
_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


def most_bytes() -> int:
    """How large the files of one letter may be together: less than a request may, so that what was typed comes back."""
    return min(50 * _MEGABYTE, settings.GOODWORD.max_upload_megabytes * _MEGABYTE // 2)


def uploaded(request: HttpRequest) -> list["UploadedFile[bytes]"]:
    """The files of the form. Raises Invalid for too many, or too large ones."""
    files = request.FILES.getlist("file")
    if len(files) > MOST_FILES:
        raise Invalid(file=_("Add at most %(most)s files at a time.") % {"most": MOST_FILES})
    if sum(one.size or 0 for one in files) > most_bytes():
        words = _(
            "These files are too large: together at most %(most)s. Send a smaller one, or the rest in a second letter."
        )
        raise Invalid(file=words % {"most": filesizeformat(most_bytes())})
    return [one for one in files if one.size]


def stored(files: Sequence["UploadedFile[bytes]"]) -> list[ArrivedFile]:
    """The files as they go into a letter; their bytes are kept."""
    return [_stored(one) for one in files]


def _stored(upload: "UploadedFile[bytes]") -> ArrivedFile:
    content: Any = upload.file
    kind = type_of(content.read(16), upload.content_type or "")
    content.seek(0)
    blob = store_blob(cast(BinaryIO, content))
    return ArrivedFile(blob_key=blob.key, filename=upload.name or "file", content_type=kind, size=blob.size)


def type_of(beginning: bytes, said: str) -> str:
    """What the file is: a picture by its first bytes, whatever was said; else what was said, if it says no picture."""
    for sign, kind in _BEGINNINGS:
        if beginning.startswith(sign):
            return kind
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    said = said.partition(";")[0].strip().lower()
    return _UNKNOWN if said in PICTURES or not said else said[:120]
