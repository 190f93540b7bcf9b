"""The link by which a customer answers: signed for one asking, and good for nothing else."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from goodword.core.errors import NotFound
from goodword.listening.models import Asking

_signer = Signer(salt="goodword.listening.asking", sep="~")


def asking_token(asking: Asking) -> str:
    return _signer.sign(str(asking.pk))


def asking_address(asking: Asking) -> str:
    """The whole link, under the address that the installation is known by."""
    return settings.GOODWORD.address + reverse("check-back", args=[asking_token(asking)])


def asking_of(token: str) -> Asking:
    """The asking of this token. Raises NotFound for one that we did not sign, or that asked nobody."""
    try:
        number = int(_signer.unsign(token))
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    asking = Asking.objects.select_related("customer", "conversation").filter(pk=number, held="").first()
    if asking is None:
        raise NotFound
    return asking
