"""Short-lived signed addresses of files. Whoever makes one has checked that the reader may see the file."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from goodword.conversations.types import Attachment
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.markup import with_inline_images

_PERIOD = timedelta(hours=1)
_signer = Signer(salt="goodword.web.files")


@dataclass(frozen=True, slots=True)
class Served:
    """All that is needed to hand out a file, without asking the database."""

    key: str
    name: str
    type: str
    size: int

    @classmethod
    def of(cls, attachment: Attachment) -> "Served":
        return cls(attachment.blob_id, attachment.filename, attachment.content_type, attachment.size)


def _period(at: float) -> int:
    return int(at // _PERIOD.total_seconds())


def addresses_until() -> int:
    """The period before which the addresses made now are good."""
    return _period(now().timestamp()) + 2


def file_address(attachment: Attachment) -> str:
    """Where the file can be fetched for the next one to two hours.

    The address stays the same within the hour, so that a refreshed page does not fetch its pictures again.
    """
    signed = _signer.sign_object({**asdict(Served.of(attachment)), "until": addresses_until()}, compress=True)
    return settings.GOODWORD.files_url.rstrip("/") + reverse("file", args=[signed])


def signed_file(signed: str) -> Served:
    """The file that the address was made for. Raises NotFound when it is forged or its time is over."""
    try:
        file: dict[str, Any] = _signer.unsign_object(signed)
    except BadSignature as error:
        raise NotFound from error
    if _period(now().timestamp()) >= file["until"]:
        raise NotFound
    return Served(**{name: file[name] for name in ("key", "name", "type", "size")})


def with_pictures(html: str, attachments: Iterable[Attachment]) -> str:
    """A customer's sanitized letter with its own pictures (`cid:`) at their addresses."""
    by_content_id = {a.content_id.strip("<>"): a for a in attachments if a.content_id}
    return with_inline_images(html, lambda content_id: _address_or_none(by_content_id.get(content_id)))


def picture_address(attachment: Attachment) -> str:
    """Where a picture in the text of a draft, reply or note stands for good; each look at it is checked."""
    return reverse("own-file", args=[attachment.pk])


def stands_in_text(attachment: Attachment, html: str) -> bool:
    """Whether the file is a picture inside this text, and so need not be listed below it."""
    return f'src="{picture_address(attachment)}"' in html or bool(attachment.is_inline and attachment.content_id)


def _address_or_none(attachment: Attachment | None) -> str | None:
    return file_address(attachment) if attachment else None
