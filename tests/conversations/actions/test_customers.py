"""Whose matter a conversation is."""

import pytest

from goodword.conversations.actions.customers import (
    change_customer,
    confirm_writer,
    say_who_writes,
    settle_writer,
)
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation, WriterSettled
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.operations import undo
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer
from tests.cast import Cast, letter
from tests.timeline import kinds, last_event

HOME = "o.hartwell@example.org"


@pytest.fixture
def nina(conversation: Conversation) -> Customer:
    return recognize_customer(address="nina@example.org", name="Nina Hartwell")


def _writes(cast: Cast, name: str, **changes: object) -> Conversation:
    """Somebody writes from Odile's address under this name."""
    somebody = recognize_customer(address=HOME, name=name)
    return receive_message(letter(cast, somebody, sender_name=name, **changes)).conversation


def test_it_moves_with_the_letters_and_with_nothing_else(
    cast: Cast, mara: Actor, conversation: Conversation, nina: Customer
) -> None:
    other = receive_message(letter(cast, conversation.customer, subject="Another matter")).conversation
    changed = change_customer(conversation.pk, by=mara, to=nina.pk)

    assert changed.customer_id == changed.messages.get().customer_id == nina.pk
    assert (
        other.messages.get().customer_id
        == Conversation.objects.get(pk=other.pk).customer_id
        == (conversation.customer_id)
    )
    event = last_event("conversation.customer-changed")
    assert (event.data["before"], event.data["after"], event.person_id) == (conversation.customer_id, nina.pk, nina.pk)
    assert change_customer(conversation.pk, by=mara, to=nina.pk).customer_id == nina.pk
    assert kinds(conversation.pk).count("conversation.customer-changed") == 1


def test_a_daughters_letter_stays_hers(mara: Actor, conversation: Conversation, nina: Customer) -> None:
    changed = change_customer(conversation.pk, by=mara, to=nina.pk, with_letters=False)

    assert (changed.customer_id, changed.messages.get().customer_id) == (nina.pk, conversation.customer_id)


def test_an_undo_moves_back_just_what_moved(
    cast: Cast, mara: Actor, conversation: Conversation, nina: Customer
) -> None:
    change_customer(conversation.pk, by=mara, to=nina.pk)
    receive_message(letter(cast, nina, conversation_id=conversation.pk, text="Later"))

    undo(last_event("conversation.customer-changed").pk, agent=cast.mara, by=mara)

    back = Conversation.objects.get(pk=conversation.pk)
    assert back.customer_id == conversation.customer_id
    assert [message.customer_id for message in back.messages.order_by("pk")] == [conversation.customer_id, nina.pk]


def test_nobody_is_refused(mara: Actor, conversation: Conversation) -> None:
    with pytest.raises(Invalid):
        change_customer(conversation.pk, by=mara, to=0)
    with pytest.raises(NotFound):
        change_customer(0, by=mara, to=conversation.customer_id)


def test_saying_who_writes_moves_all_they_wrote_and_is_remembered(
    cast: Cast, mara: Actor, conversation: Conversation
) -> None:
    first, second = _writes(cast, "Grandma Odi"), _writes(cast, "Grandma Odi", subject="Again")
    assert first.customer_id == second.customer_id != conversation.customer_id

    say_who_writes(second.pk, by=mara, customer=conversation.customer_id)

    moved = Conversation.objects.filter(pk__in=[first.pk, second.pk]).values_list("customer_id", flat=True)
    assert set(moved) == {conversation.customer_id}
    assert recognize_customer(address=HOME, name="Grandma Odi").pk == conversation.customer_id
    assert recognize_customer(address=HOME, name="Bruno").is_unsure
    with pytest.raises(ActionRefused):
        say_who_writes(second.pk, by=mara, customer=conversation.customer_id)


def test_undoing_it_forgets_the_name(cast: Cast, mara: Actor, conversation: Conversation) -> None:
    asked = _writes(cast, "Bruno Hartwell")
    say_who_writes(asked.pk, by=mara, customer=conversation.customer_id, always=True)
    assert recognize_customer(address=HOME, name="Anybody").pk == conversation.customer_id

    undo(last_event("conversation.customer-changed").pk, agent=cast.mara, by=mara)

    assert recognize_customer(address=HOME, name="Bruno Hartwell").pk == asked.customer_id
    assert recognize_customer(address=HOME, name="Anybody").is_unsure


def test_a_person_of_their_own(cast: Cast, mara: Actor, conversation: Conversation) -> None:
    asked = _writes(cast, "Bruno Hartwell")
    confirm_writer(asked.pk, by=mara)

    assert not recognize_customer(address=HOME, name="Bruno Hartwell").is_unsure


def test_for_themselves_and_its_undo(cast: Cast, mara: Actor, conversation: Conversation) -> None:
    settle_writer(conversation.pk, by=mara)
    settle_writer(conversation.pk, by=mara)
    assert kinds(conversation.pk).count("conversation.writer-confirmed") == 1

    undo(last_event("conversation.writer-confirmed").pk, agent=cast.mara, by=mara)
    assert not WriterSettled.objects.exists()
