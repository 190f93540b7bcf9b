"""Whose matter a conversation is."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.conversations.choices import Direction
from goodword.conversations.events import CustomerChanged, WriterConfirmed
from goodword.conversations.models import Conversation, Message
from goodword.conversations.together import WriterSettled
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.events import record
from goodword.people.actions.addresses import forget_writer, learn_writer
from goodword.people.actions.describing import confirm_customer
from goodword.people.models import Customer


@transaction.atomic
def change_customer(
    number: int, *, by: Actor, to: int, with_letters: bool = True, undoes: int | None = None
) -> Conversation:
    """The conversation is another customer's matter; nothing else of either moves.

    `with_letters`: the letters of the former customer in it were the new one's own; without, their writer stays who it
    was, as when a daughter wrote for her mother. Raises NotFound, Invalid for somebody who is not there.
    """
    conversation = Conversation.objects.locked(number)
    if not Customer.objects.filter(pk=to).exists():
        raise Invalid(to=_("Choose one of the people."))
    if conversation.customer_id == to:
        return conversation
    letters = conversation.messages.filter(direction=Direction.IN, customer_id=conversation.customer_id)
    _move(conversation, list(letters.values_list("pk", flat=True)) if with_letters else [], by, to, undoes)
    return conversation


def _move(conversation: Conversation, message_ids: Collection[int], by: Actor, to: int, undoes: int | None) -> None:
    before = conversation.customer_id
    Message.objects.filter(pk__in=message_ids, conversation=conversation).update(customer_id=to)
    WriterSettled.objects.filter(conversation=conversation).delete()
    conversation.change(customer_id=to)
    record(
        CustomerChanged(
            by=by,
            conversation_id=conversation.pk,
            person_id=to,
            undoes=undoes,
            before=before,
            after=to,
            message_ids=sorted(message_ids),
        )
    )


@transaction.atomic
def change_customer_back(number: int, *, by: Actor, to: int, message_ids: Collection[int], undoes: int) -> Conversation:
    """Take a change of the customer back, with just the letters that it moved; what it taught us of their writer's name
    is forgotten."""
    conversation = Conversation.objects.locked(number)
    after = conversation.customer_id
    for address, name in _writers(Message.objects.filter(pk__in=message_ids)):
        forget_writer(after, by=by, address=address, name=name)
    _move(conversation, message_ids, by, to, undoes)
    return conversation


@transaction.atomic
def say_who_writes(number: int, *, by: Actor, customer: int, always: bool = False) -> Conversation:
    """Whoever we were unsure of in this conversation is this customer, here and wherever else they wrote; their name in
    mail is known from now on (`always`: every name from that address).

    Raises NotFound, Invalid, ActionRefused when we are sure already.
    """
    conversation = Conversation.objects.locked(number)
    somebody = conversation.customer
    if not somebody.is_unsure:
        raise ActionRefused(_("Somebody has said who writes. Look again."))
    for address, name in _writers(conversation.messages.filter(customer=somebody)):
        learn_writer(customer, by=by, address=address, name=name, always=always)
    numbers = Conversation.objects.filter(customer=somebody).exclude(pk=number).order_by("pk")
    for other in [*numbers.values_list("pk", flat=True), number]:
        change_customer(other, by=by, to=customer)
    return Conversation.objects.get(pk=number)


@transaction.atomic
def confirm_writer(number: int, *, by: Actor) -> Conversation:
    """Whoever we were unsure of in this conversation is a person of their own. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    confirm_customer(conversation.customer_id, by=by)
    return conversation


@transaction.atomic
def settle_writer(number: int, *, by: Actor) -> Conversation:
    """The conversation is its customer's own matter, though they may write for somebody else. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    _row, made = WriterSettled.objects.get_or_create(
        conversation=conversation, defaults={"agent_id": by.agent_id, "at": now()}
    )
    if made:
        record(WriterConfirmed(by=by, conversation_id=number, person_id=conversation.customer_id))
    return conversation


@transaction.atomic
def unsettle_writer(number: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Ask again for whom the conversation is. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    gone, _rows = WriterSettled.objects.filter(conversation=conversation).delete()
    if gone:
        record(WriterConfirmed(by=by, conversation_id=number, person_id=conversation.customer_id, undoes=undoes))
    return conversation


def _writers(messages: QuerySet[Message]) -> list[tuple[str, str]]:
    """The addresses and names under which these were written."""
    rows = messages.filter(direction=Direction.IN).values_list("sender_address", "sender_name")
    return sorted({(address, name) for address, name in rows if address})
