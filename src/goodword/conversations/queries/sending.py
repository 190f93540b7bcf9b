"""What the composer asks before a reply leaves: who is known, and what looks like a slip."""

from collections.abc import Collection, Iterable

from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import Direction, DraftKind
from goodword.conversations.models import Attachment, Conversation, Draft, Message
from goodword.people.addresses import normalize_address
from goodword.people.models import Identity, IdentityKind

MOST_SUGGESTIONS = 30


def customer_addresses(conversation: Conversation) -> list[str]:
    """Every address we know of the customer, the oldest first."""
    known = Identity.objects.filter(customer_id=conversation.customer_id, kind=IdentityKind.EMAIL).order_by("id")
    return list(known.values_list("value", flat=True))


def suggested_recipients(conversation: Conversation) -> list[Recipient]:
    """The customer's addresses and everybody who took part in the conversation, to choose from."""
    customer = conversation.customer
    found = [Recipient(name=customer.name, address=address) for address in customer_addresses(conversation)]
    rows = conversation.messages.order_by("-at", "-id").values_list("sender_name", "sender_address", "recipients")
    for name, address, recipients in rows[:MOST_SUGGESTIONS]:
        found.append(Recipient(name=name, address=address))
        found.extend(Recipient(name=one.get("name", ""), address=one["address"]) for one in recipients)
    once = {normalize_address(one.address): one for one in reversed(found) if one.address}
    return list(once.values())[::-1][:MOST_SUGGESTIONS]


def unknown_addresses(conversation: Conversation, recipients: Iterable[Recipient]) -> list[str]:
    """Those of the addresses that nobody here ever wrote to or heard from."""
    asked = {normalize_address(one.address): one.address for one in recipients}
    known = set(Identity.objects.filter(value__in=asked).values_list("value", flat=True))
    known |= {normalize_address(one.address) for one in suggested_recipients(conversation)}
    return [address for plain, address in asked.items() if plain not in known]


def is_to_customer(conversation: Conversation, recipients: Collection[Recipient]) -> bool:
    """Whether the customer is among them, under any address of theirs or where they want answers."""
    own = {normalize_address(address) for address in customer_addresses(conversation)}
    letters = conversation.messages.filter(direction=Direction.IN, customer_id=conversation.customer_id)
    for pair in letters.order_by("-at", "-id").values_list("sender_address", "reply_to")[:MOST_SUGGESTIONS]:
        own |= {normalize_address(address) for address in pair if address}
    return any(normalize_address(one.address) in own for one in recipients)


def answers_elsewhere(conversation: Conversation, recipients: Iterable[Recipient]) -> Message | None:
    """The customer's last letter, when it asks for answers at another domain and one of these is that address."""
    letters = conversation.messages.filter(direction=Direction.IN, is_automatic=False)
    last = letters.filter(customer_id=conversation.customer_id).order_by("-at", "-id").first()
    if last is None or not last.reply_to:
        return None
    there, here = (normalize_address(address) for address in (last.reply_to, last.sender_address))
    is_stranger = there.rpartition("@")[2] != here.rpartition("@")[2]
    return last if is_stranger and there in {normalize_address(one.address) for one in recipients} else None


def planned_in(conversation: Conversation) -> list[Draft]:
    """Replies that leave later, in the order in which they leave."""
    waiting = Draft.objects.filter(conversation=conversation, kind=DraftKind.PLANNED)
    return list(waiting.select_related("agent").prefetch_related("attachments").order_by("leaves_at", "pk"))


def draft_files(conversation: Conversation, agent_id: int) -> list[Attachment]:
    """The files of the agent's reply draft."""
    draft = {"draft__conversation": conversation, "draft__agent_id": agent_id, "draft__kind": DraftKind.REPLY}
    return list(Attachment.objects.filter(**draft).order_by("pk"))
