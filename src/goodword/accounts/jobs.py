"""Slow work of the accounts room."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from goodword.accounts.actions.entering import forget_old_sign_ins
from goodword.accounts.invitation_links import invitation_address
from goodword.accounts.models import Invitation
from goodword.accounts.queries import organization
from goodword.core.clock import now
from goodword.core.jobs import job


@job()
def mail_invitation(invitation_id: int) -> None:
    """Send the link to the invited person, in the organization's language; not once the invitation is closed."""
    invitation = Invitation.objects.select_related("invited_by").filter(pk=invitation_id).first()
    house = organization()
    if invitation is None or house is None or not invitation.is_open(now()):
        return
    words = {"invitation": invitation, "organization": house, "link": invitation_address(invitation)}
    with translation.override(house.language):
        subject = render_to_string("door/mail/invitation_subject.txt", words).strip()
        body = render_to_string("door/mail/invitation_message.txt", words)
    EmailMessage(subject, body, to=[invitation.email]).send()


@job(priority=-10)
def prune_sign_ins() -> None:
    """Forget who came through the door more than ninety days ago."""
    forget_old_sign_ins()
