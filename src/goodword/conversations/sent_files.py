"""Files that are too large for mail: which ones, and the signed links by which the customer fetches them."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from goodword.conversations.models import Attachment, FileLink
from goodword.core.errors import NotFound

MEGABYTE = 1024 * 1024
_signer = Signer(salt="goodword.conversations.sent-file")


def sent_file_address(link: FileLink) -> str:
    """The whole link, as it stands in the mail."""
    return settings.GOODWORD.address + reverse("sent-file", args=[_signer.sign(str(link.pk))])


def sent_file(token: str) -> FileLink:
    """The link of this token, open or not. Raises NotFound for one that we did not sign."""
    try:
        number = int(_signer.unsign(token))
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    link = FileLink.objects.select_related("attachment__message").filter(pk=number).first()
    if link is None or link.attachment.message is None:
        raise NotFound
    return link


def too_large(attachments: Iterable[Attachment], html: str) -> list[Attachment]:
    """The largest files, as many as must go so that the rest fits into one mail. Pictures in the text stay."""
    every = list(attachments)
    room = settings.GOODWORD.max_mail_megabytes * MEGABYTE - sum(one.size for one in every)
    leaving: list[Attachment] = []
    for one in sorted(every, key=lambda file: (-file.size, file.pk)):
        if room >= 0:
            break
        if f'src="/files/{one.pk}' not in html:
            leaving.append(one)
            room += one.size
    return leaving


def expiry() -> timedelta:
    """How long a link hands its file out."""
    return timedelta(days=settings.GOODWORD.file_link_days)
