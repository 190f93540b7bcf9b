"""Who sees the mail itself: administrators only, since it may concern anybody. Stated here and nowhere else."""

from goodword.accounts.models import Agent
from goodword.channels.email.models import OutgoingMail, ReceivedMail
from goodword.core.errors import NotAllowed, NotFound


def check_mailroom(agent: Agent) -> None:
    """Let owners and administrators in. Raises NotAllowed."""
    if not agent.administers:
        raise NotAllowed


def received_mail_for(agent: Agent, received_id: int) -> ReceivedMail:
    """A mail as it came. Raises NotAllowed, NotFound."""
    check_mailroom(agent)
    received = ReceivedMail.objects.filter(pk=received_id).first()
    if received is None:
        raise NotFound
    return received


def outgoing_mail_for(agent: Agent, message_id: int) -> OutgoingMail:
    """The mail of a message that leaves. Raises NotAllowed, NotFound."""
    check_mailroom(agent)
    outgoing = OutgoingMail.objects.filter(message_id=message_id).first()
    if outgoing is None:
        raise NotFound
    return outgoing
