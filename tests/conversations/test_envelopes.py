"""To whom a reply goes."""

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.arrivals import Recipient
from goodword.conversations.envelopes import Envelope, each_once, proposed_recipients, typed_recipients
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import end_representation, record_representation
from tests.cast import Cast, conversation_with_odile, letter, odile


def listed(recipients: tuple[Recipient, ...]) -> list[tuple[str, str]]:
    return [(one.kind, one.address) for one in recipients]


def test_whoever_got_a_copy_gets_one_again_but_never_ourselves(cast: Cast) -> None:
    conversation = conversation_with_odile(
        cast,
        recipients=(
            Recipient(address="Pharmacy@wrenfield.example"),
            Recipient(address="pharmacy+c12.abc@wrenfield.example"),
            Recipient(kind="cc", name="Ines", address="ines@example.org"),
            Recipient(kind="cc", address="mara@wrenfield.example"),
            Recipient(kind="cc", address="O.Hartwell@example.org"),
        ),
    )

    assert listed(proposed_recipients(conversation)) == [("to", "o.hartwell@example.org"), ("cc", "ines@example.org")]


def test_a_third_person_who_wrote_last_hears_nothing_by_itself(cast: Cast, conversation: Conversation) -> None:
    ines = recognize_customer(address="ines@example.org", name="Ines")
    receive_message(letter(cast, ines, conversation_id=conversation.pk, sender_address="ines@example.org"))

    assert listed(proposed_recipients(conversation)) == [("to", "o.hartwell@example.org")]


def test_a_third_person_whom_the_customer_copied_gets_a_copy(cast: Cast, conversation: Conversation) -> None:
    copied = (Recipient(kind="cc", address="ines@example.org"),)
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk, recipients=copied))

    assert listed(proposed_recipients(conversation)) == [("to", "o.hartwell@example.org"), ("cc", "ines@example.org")]


def test_who_may_write_for_the_customer_gets_the_answer_until_that_ends(cast: Cast, conversation: Conversation) -> None:
    by, ines = Actor.agent(cast.mara.pk), recognize_customer(address="ines@example.org", name="Ines")
    row = record_representation(
        conversation.customer_id, by=by, representative=ines.pk, relation="child", authority="power"
    )
    receive_message(letter(cast, ines, conversation_id=conversation.pk, sender_address="ines@example.org"))
    assert listed(proposed_recipients(conversation)) == [("to", "ines@example.org")]
    assert proposed_recipients(conversation)[0].name == "Ines"

    end_representation(row.pk, by=by)
    assert listed(proposed_recipients(conversation)) == [("to", "o.hartwell@example.org")]


def test_answers_go_where_the_customer_wants_them(conversation: Conversation) -> None:
    conversation.messages.update(reply_to="home@example.org")
    assert listed(proposed_recipients(conversation)) == [("to", "home@example.org")]


def test_chosen_recipients_are_written_to_and_nobody_twice(conversation: Conversation, mara: Actor) -> None:
    chosen = (*typed_recipients("to", "Odile <o.hartwell@example.org>; b@example.org"),
              *typed_recipients("bcc", "B@example.org, c@example.org"))  # fmt: skip

    message = send_reply(conversation.pk, by=mara, html="<p>Yes.</p>", envelope=Envelope(recipients=chosen))

    assert [(one["kind"], one["name"], one["address"]) for one in message.recipients] == [
        ("to", "Odile", "o.hartwell@example.org"), ("to", "", "b@example.org"), ("bcc", "", "c@example.org"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["nobody", "a@b", "two words@example.org", "a@example.org, b@", "a@example.org b"])
def test_what_is_no_address_is_named(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        typed_recipients("cc", text)
    assert "cc" in refusal.value.fields


def test_somebody_must_stand_under_to(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid):
        send_reply(conversation.pk, by=mara, html="<p>Yes.</p>", envelope=Envelope(recipients=()))
    with pytest.raises(Invalid):
        each_once(typed_recipients("cc", "a@example.org"))
    assert conversation.messages.count() == 1


def test_addresses_of_other_alphabets_are_addresses() -> None:
    typed = typed_recipients("to", "Jürgen <jürgen@bücher.example>, 用户@例子.广告")
    assert [one.address for one in typed] == ["jürgen@bücher.example", "用户@例子.广告"]


def test_one_writes_to_odile(cast: Cast) -> None:
    assert listed(proposed_recipients(conversation_with_odile(cast))) == [("to", "o.hartwell@example.org")]
    assert odile().name == "Odile Hartwell"
