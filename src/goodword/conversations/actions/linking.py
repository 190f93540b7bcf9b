"""Files that go as links: made when the reply is sent, counted when they are fetched, revoked by an agent."""

from django.db import transaction
from django.db.models import F

from goodword.conversations.events import FileFetched, FileLinkRevoked
from goodword.conversations.models import FileLink, Message
from goodword.conversations.sent_files import expiry, too_large
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.events import record


def make_links(message: Message, html: str) -> int:
    """Links for the files of the message that are too large for mail; says how many there are."""
    moment = now()
    large = too_large(message.attachments.all(), html)
    for one in large:
        FileLink.objects.create(attachment=one, made_at=moment, expires_at=moment + expiry())
    return len(large)


@transaction.atomic
def count_download(link: FileLink) -> None:
    """Somebody fetched the file by its link."""
    conversation = link.attachment.message.conversation if link.attachment.message else None
    if conversation is None:
        raise NotFound
    FileLink.objects.filter(pk=link.pk).update(downloads=F("downloads") + 1, last_download_at=now())
    record(
        FileFetched(
            by=Actor.customer(conversation.customer_id),
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            link_id=link.pk,
        )
    )


@transaction.atomic
def revoke_link(link_id: int, *, by: Actor) -> FileLink:
    """The link hands the file out no more; the file stays with the letter. Raises NotFound."""
    rows = FileLink.objects.select_for_update(of=("self",)).select_related("attachment__message__conversation")
    link = rows.filter(pk=link_id, attachment__message__isnull=False).first()
    if link is None or link.attachment.message is None:
        raise NotFound
    if link.revoked_at is not None:
        return link
    link.revoked_at = now()
    link.save(update_fields=["revoked_at"])
    conversation = link.attachment.message.conversation
    record(FileLinkRevoked(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, link_id=link.pk))
    return link
