"""Mail that comes to the pharmacy line, read at once."""

from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.models import OutgoingMail
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.models import Message
from goodword.core.actor import Actor
from tests.cast import Cast

MALLORY = "Mallory <mallory@elsewhere.example>"
DANA = "Dana Hartwell <dana@example.org>"


def arrive(cast: Cast, raw: bytes, envelope_to: str = "") -> Message:
    """The message that the mail becomes."""
    stored = store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.SMTP, envelope_to=envelope_to)
    message = read_mail(stored.pk).message
    assert message is not None
    return message


def our_reply(cast: Cast, first: Message) -> str:
    """Mara answers; the Message-ID of what she sends."""
    send_reply(first.conversation_id, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    return OutgoingMail.objects.latest("pk").message_id_header
