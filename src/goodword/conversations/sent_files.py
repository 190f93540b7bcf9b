"""The signed links of files that are too large for mail: made for this purpose only, kept nowhere."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from goodword.conversations.models import FileLink
from goodword.core.errors import NotFound

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
