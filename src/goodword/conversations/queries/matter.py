"""What a customer may read of their matter: their letters, and those of ours that left for them. Never a note, a draft,
what waits to be sent, or what others wrote to us or got from us."""

from django.db.models import Prefetch, Q

from goodword.conversations.choices import Delivery, Direction
from goodword.conversations.matter_links import addresses_by_person, people_of
from goodword.conversations.matters import MatterLink
from goodword.conversations.models import Attachment, Conversation, Message
from goodword.people.addresses import normalize_address

MOST_LETTERS = 200
_ARRIVED = (Delivery.SENT, Delivery.BOUNCED)  # a relay took it; one that came back can be read here


def letters_for_customer(conversation: Conversation) -> list[Message]:
    """The letters of the matter that its customer, and whoever may write for them, may read, newest first; calls and
    visits among them, whose words are the house's own. At most MOST_LETTERS."""
    people = people_of(conversation)
    theirs = Q(direction=Direction.IN, customer_id__in=people, is_automatic=False)
    ours = Q(direction=Direction.OUT) & (Q(delivery__in=_ARRIVED) | Q(talk__isnull=False))
    files = Prefetch("attachments", Attachment.objects.select_related("link").order_by("pk"))
    rows = Message.objects.filter(theirs | ours, conversation=conversation).select_related("body", "agent", "talk")
    letters = list(rows.prefetch_related(files).order_by("-at", "-id")[:MOST_LETTERS])
    known = set(addresses_by_person(people)) | _whence(letters)
    return [one for one in letters if one.is_from_customer or hasattr(one, "talk") or _went_to(known, one)]


def _whence(letters: list[Message]) -> set[str]:
    """Where their own letters came from, and where they wanted the answers."""
    theirs = [one for one in letters if one.is_from_customer]
    return {normalize_address(address) for one in theirs for address in (one.sender_address, one.reply_to) if address}


def _went_to(known: set[str], message: Message) -> bool:
    return any(normalize_address(one.get("address", "")) in known for one in message.recipients)


def link_of_customer(conversation: Conversation) -> MatterLink | None:
    """The customer's own link to the matter, whether or not it opens; None if they never got one."""
    link = MatterLink.objects.filter(conversation=conversation, person_id=conversation.customer_id).first()
    if link is not None:
        link.conversation = conversation
    return link
