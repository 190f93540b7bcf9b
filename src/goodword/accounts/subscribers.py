"""What follows in the house when something happened to its people."""

from goodword.accounts.events import InvitationSent
from goodword.accounts.jobs import mail_invitation
from goodword.core.events import on


@on(InvitationSent)
def mail_the_invitation(event: InvitationSent) -> None:
    """Send the link once the invitation stands."""
    mail_invitation.enqueue(event.invitation_id)
