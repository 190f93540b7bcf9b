"""The job that tells somebody that their message is here."""

from goodword.channels.email.actions.acknowledging import acknowledge_first_contact
from goodword.core.jobs import job


@job(queue="mail", priority=25, unique="acknowledge-{message_id}")
def acknowledge(*, message_id: int) -> None:
    """Acknowledge the first message of a conversation, or hold that back."""
    acknowledge_first_contact(message_id)
