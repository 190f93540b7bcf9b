"""Jobs of the mail that came."""

from goodword.channels.email.actions.reading import read_mail
from goodword.core.jobs import job


@job(queue="mail", priority=30, unique="received-{received_id}")
def read_received_mail(*, received_id: int) -> None:
    """Read a stored mail. Tried again only when the database did not answer."""
    read_mail(received_id)
