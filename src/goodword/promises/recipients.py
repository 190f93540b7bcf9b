"""To whom a letter of ours goes."""

from goodword.conversations.choices import Direction
from goodword.conversations.models import Conversation, Message
from goodword.people.addresses import normalize_address
from goodword.people.queries import addresses_of


def goes_to_customer(message: Message, conversation: Conversation) -> bool:
    """Whether the customer is among the recipients, or whoever wrote in the conversation; a letter that names nobody
    goes to whom it always went."""
    named = {normalize_address(one["address"]) for one in message.recipients}
    if not named:
        return True
    if named & set(addresses_of(conversation.customer)):
        return True
    wrote = Message.objects.filter(conversation=conversation, direction=Direction.IN)
    known = wrote.values_list("sender_address", "reply_to")
    return any(normalize_address(address) in named for pair in known for address in pair if address)
