"""What a customer does on the page of their matter, and the links that open it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival, ArrivedFile
from goodword.conversations.choices import Channel, Direction
from goodword.conversations.matter_events import MatterLinkMade, MatterLinkRevoked
from goodword.conversations.matter_links import may_read
from goodword.conversations.matters import MatterDone, MatterLink
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.events import record
from goodword.people.queries import addresses_of

MOST_WORDS = 20_000
_AT_ONCE = 1000


@transaction.atomic
def open_matter(number: int, *, person_id: int, by: Actor) -> MatterLink:
    """The person's link to the page of the matter: theirs while it opens, else a new one. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    link = MatterLink.objects.filter(conversation=conversation, person_id=person_id).first()
    if link is None:
        link = MatterLink.objects.create(conversation=conversation, person_id=person_id, made_at=now())
        _tell_made(link, by)
        return link
    link.conversation = conversation
    if not link.is_open(now()):
        _renew(link, by)
    return link


@transaction.atomic
def replace_link(link_id: int, *, by: Actor) -> MatterLink:
    """Make a new link; those before open nothing any more. Raises NotFound."""
    link = locked_link(link_id)
    _renew(link, by)
    return link


@transaction.atomic
def link_asked_for(link_id: int, *, by: Actor) -> MatterLink | None:
    """The link that may be mailed to whoever has one that does not open: as it is now, or a new one if it is too old.

    None when the house closed the page, or the matter is somebody else's by now. Raises NotFound.
    """
    link = locked_link(link_id)
    if link.revoked_at is not None or link.conversation.is_spam or not may_read(link):
        return None
    if not link.is_open(now()):
        _renew(link, by)
    return link


@transaction.atomic
def revoke_link(link_id: int, *, by: Actor) -> MatterLink:
    """Close the page to whoever has the link; the next letter to the person brings a new one. Raises NotFound."""
    link = locked_link(link_id)
    if link.revoked_at is None:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        record(MatterLinkRevoked(by=by, link_id=link.pk, **_about(link)))
    return link


@transaction.atomic
def write_from_page(
    link_id: int, *, by: Actor, once: str, text: str, files: Sequence[ArrivedFile] = ()
) -> Message | None:
    """Take in what the customer wrote on the page of their matter, as any letter of theirs: the turn becomes ours, and
    a closed matter is open again. None when it came before. Raises NotFound, NotAllowed for anybody but whose link it
    is, Invalid with the field that cannot be.
    """
    link = locked_link(link_id)
    if by != Actor.customer(link.person_id):
        raise NotAllowed
    if not done_once(link, once):
        return None
    words = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not words and not files:
        raise Invalid(text=_("Write a few words, or add a file."))
    if len(words) > MOST_WORDS:
        raise Invalid(text=_("This is too long for one letter. Please shorten it, or add it as a file."))
    return receive_message(_arrival(link, words, files))


def locked_link(link_id: int) -> MatterLink:
    """The link, its conversation under lock. Raises NotFound when it is gone."""
    link = MatterLink.objects.select_related("person").filter(pk=link_id).first()
    if link is None:
        raise NotFound
    conversation = Conversation.objects.locked(link.conversation_id)
    link.refresh_from_db(fields=["serial", "made_at", "revoked_at"])
    link.conversation = conversation
    return link


def done_once(link: MatterLink, once: str) -> bool:
    """Whether this form was not sent before; from now on it was. The caller holds the conversation."""
    try:
        with transaction.atomic():
            MatterDone.objects.create(link=link, once=once, at=now())
    except IntegrityError:
        return False
    return True


def was_done(link: MatterLink, once: str) -> bool:
    """Whether this form was sent before. The caller holds the conversation."""
    return MatterDone.objects.filter(link=link, once=once).exists()


def forget_done_before(at: datetime) -> int:
    """Forget which forms were sent before that, in batches; return how many."""
    old, count = MatterDone.objects.filter(at__lt=at).order_by("pk"), 0
    while ids := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        count += MatterDone.objects.filter(pk__in=ids).delete()[0]
    return count


def _renew(link: MatterLink, by: Actor) -> None:
    link.serial, link.made_at, link.revoked_at = link.serial + 1, now(), None
    link.save(update_fields=["serial", "made_at", "revoked_at"])
    _tell_made(link, by)


def _tell_made(link: MatterLink, by: Actor) -> None:
    record(MatterLinkMade(by=by, link_id=link.pk, serial=link.serial, **_about(link)))


def _about(link: MatterLink) -> dict[str, int]:
    return {"conversation_id": link.conversation_id, "person_id": link.person_id}


def _arrival(link: MatterLink, words: str, files: Sequence[ArrivedFile]) -> Arrival:
    conversation = link.conversation
    return Arrival(
        channel=Channel.PAGE,
        mailbox_id=conversation.mailbox_id,
        customer_id=link.person_id,
        conversation_id=conversation.pk,
        sender_name=link.person.name,
        sender_address=_address(link),
        subject=conversation.subject,
        text=words,
        at=now(),
        files=tuple(files),
    )


def _address(link: MatterLink) -> str:
    """Where they want answers: whence they wrote last, else as we know them."""
    wrote = Message.objects.filter(conversation=link.conversation, direction=Direction.IN, customer_id=link.person_id)
    last = wrote.exclude(sender_address="").order_by("-at", "-id").first()
    if last is not None:
        return last.reply_to or last.sender_address
    return next(iter(addresses_of(link.person)), "")
