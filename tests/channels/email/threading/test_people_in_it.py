"""Who joins a conversation besides its customer: who was written to, who shares the address, who may write for them."""

import pytest

from goodword.core.actor import Actor
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import end_representation, record_representation
from goodword.people.choices import Authority, Relation
from tests.cast import Cast
from tests.channels.email.mails import mail
from tests.channels.email.threading.arriving import DANA, MALLORY, arrive, our_reply

pytestmark = pytest.mark.django_db
FIRST = "<a@example.org>"


@pytest.mark.parametrize("kind", ["Cc", "Bcc", "To"])
def test_who_was_copied_joins_as_themselves(cast: Cast, kind: str) -> None:
    to = "pharmacy@wrenfield.example, " + DANA if kind == "To" else DANA
    first = arrive(cast, mail(Message_ID=FIRST, **{kind: to}))

    answer = arrive(cast, mail("I am her daughter", From=DANA, In_Reply_To=FIRST))

    assert answer.conversation_id == first.conversation_id
    assert answer.customer is not None
    assert (answer.customer.name, answer.conversation.customer_id) == ("Dana Hartwell", first.customer_id)


def test_who_was_copied_later_joins_from_then_on(cast: Cast) -> None:
    first = arrive(cast, mail(Message_ID=FIRST))
    assert arrive(cast, mail("x", From=DANA, In_Reply_To=FIRST)).conversation_id != first.conversation_id
    arrive(cast, mail("With my daughter", Cc=DANA, Message_ID="<b@example.org>", In_Reply_To=FIRST))

    assert arrive(cast, mail("y", From=DANA, In_Reply_To=FIRST)).conversation_id == first.conversation_id


def test_who_was_sent_it_by_the_customer_does_not_join(cast: Cast) -> None:
    first = arrive(cast, mail(Message_ID=FIRST))
    ours = our_reply(cast, first)

    outsider = arrive(cast, mail("She sent me this", From=MALLORY, In_Reply_To=ours, References=f"{FIRST} {ours}"))

    assert outsider.conversation_id != first.conversation_id
    assert outsider.conversation.customer_id != first.customer_id


def test_who_may_write_for_the_customer_joins_until_it_ends(cast: Cast) -> None:
    first, mara = arrive(cast, mail(Message_ID=FIRST)), Actor.agent(cast.mara.pk)
    dana = recognize_customer(address="dana@example.org", name="Dana Hartwell")
    row = record_representation(
        first.customer_id or 0, by=mara, representative=dana.pk, relation=Relation.CHILD, authority=Authority.POWER
    )

    assert arrive(cast, mail("For her", From=DANA, In_Reply_To=FIRST)).conversation_id == first.conversation_id
    end_representation(row.pk, by=mara)
    assert arrive(cast, mail("Again", From=DANA, In_Reply_To=FIRST)).conversation_id != first.conversation_id


def test_an_answer_from_a_shared_address_is_its_customers_whatever_the_name(cast: Cast) -> None:
    first = arrive(cast, mail(Message_ID=FIRST))

    answer = arrive(cast, mail("Yes", From="Grandma <o.hartwell@example.org>", In_Reply_To=FIRST))
    other = arrive(cast, mail("Other matter", From="Bruno <o.hartwell@example.org>"))

    assert (answer.conversation_id, answer.customer_id) == (first.conversation_id, first.customer_id)
    assert other.conversation_id != first.conversation_id
    assert other.conversation.customer.is_unsure
