"""What the composer asks before a reply leaves: who is known, and what looks like a slip."""

from collections.abc import Collection, Iterable, Sequence

from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import Direction, DraftKind, MadeBy
from goodword.conversations.models import Attachment, Conversation, Message
from goodword.people.addresses import normalize_address
from goodword.people.models import Identity, IdentityKind
from goodword.people.queries import identities_of

MOST_SUGGESTIONS = 30


def customer_addresses(conversation: Conversation) -> list[str]:
    """Every address we know of the customer, the oldest first."""
    return [one.value for one in identities_of(conversation.customer) if one.kind == IdentityKind.EMAIL]


def suggested_recipients(conversation: Conversation, latest: Sequence[Message] = ()) -> list[Recipient]:
    """The customer's addresses and everybody who took part in the conversation, to choose from. `latest` are the latest
    messages, newest first, if they were read already."""
    customer = conversation.customer
    found = [Recipient(name=customer.name, address=address) for address in customer_addresses(conversation)]
    for message in (latest or conversation.messages.order_by("-at", "-id"))[:MOST_SUGGESTIONS]:
        found.append(Recipient(name=message.sender_name, address=message.sender_address))
        found.extend(Recipient(name=one.get("name", ""), address=one["address"]) for one in message.recipients)
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
    """The customer's last letter, when it asks for answers at an address that is not known to be theirs, to which
    nobody of us has written in the conversation, and one of these is that address. Anybody can ask for that, also under
    a customer's name and at the customer's own provider."""
    letters = conversation.messages.filter(direction=Direction.IN, is_automatic=False)
    last = letters.filter(customer_id=conversation.customer_id).order_by("-at", "-id").first()
    there = normalize_address(last.reply_to) if last and last.reply_to else ""
    if not there or there not in {normalize_address(one.address) for one in recipients}:
        return None
    return None if there in customer_addresses(conversation) or _was_written_to(conversation, there) else last


def _was_written_to(conversation: Conversation, address: str) -> bool:
    ours = conversation.messages.filter(direction=Direction.OUT, made_by=MadeBy.AGENT).order_by("-at", "-id")
    rows = ours.values_list("recipients", flat=True)[:MOST_SUGGESTIONS]
    return any(normalize_address(one["address"]) == address for recipients in rows for one in recipients)


def draft_files(conversation: Conversation, agent_id: int) -> list[Attachment]:
    """The files of the agent's reply draft."""
    draft = {"draft__conversation": conversation, "draft__agent_id": agent_id, "draft__kind": DraftKind.REPLY}
    return list(Attachment.objects.filter(**draft).order_by("pk"))
