"""The link that opens an invitation: signed for this purpose only, and made anew whenever it is shown."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from goodword.accounts.errors import InvitationClosed
from goodword.accounts.models import Invitation
from goodword.core.clock import now

_SALT = "goodword.accounts.invitation"


def token_of(invitation: Invitation) -> str:
    """The token for the link. It names the address, so that no other invitation of the same number takes it."""
    return signing.dumps([invitation.pk, invitation.email], salt=_SALT)


def invitation_of(token: str) -> Invitation:
    """The open invitation of this token. Raises InvitationClosed when there is none."""
    try:
        pk, email = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise InvitationClosed from error
    invitation = Invitation.objects.filter(pk=pk, email=email).first()
    if invitation is None or not invitation.is_open(now()):
        raise InvitationClosed
    return invitation


def invitation_address(invitation: Invitation) -> str:
    """The whole link, under the address that the installation is known by."""
    return f"{settings.GOODWORD.address}{reverse('invitation', args=[token_of(invitation)])}"
