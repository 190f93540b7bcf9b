"""What stands below a reply."""

import pytest

from goodword.accounts.actions.details import change_my_signature
from goodword.conversations.actions.mailboxes import sign_mailbox
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.envelopes import Envelope
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from tests.cast import Cast

OWN = '<p>Mara, <a href="https://wrenfield.example">Wrenfield</a><img src="https://spy.example/x.png"></p>'


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return Actor.agent(cast.adam.pk)


def sent(conversation: Conversation, mara: Actor, **around: bool) -> str:
    return send_reply(conversation.pk, by=mara, html="<p>Yes.</p>", envelope=Envelope(**around)).body.signature


def test_the_agents_own_stands_below_what_they_send_without_pictures(conversation: Conversation, mara: Actor) -> None:
    change_my_signature(by=mara, title="", html=OWN)

    signature = sent(conversation, mara)

    assert "Mara" in signature
    assert 'href="https://wrenfield.example"' in signature
    assert "<img" not in signature


def test_the_mailboxs_is_filled_in_and_goes_before(
    cast: Cast, conversation: Conversation, mara: Actor, adam: Actor
) -> None:
    change_my_signature(by=mara, title="Nurse <b>", html="<p>Call me.</p>")
    sign_mailbox(cast.mailbox.pk, by=adam, html="<p>{name}, {title}<br>{organization}</p><p>{own}</p>")

    signature = sent(conversation, mara)

    assert "Mara Lindqvist, Nurse &lt;b&gt;<br>Wrenfield Home Health" in signature
    assert "Call me." in signature


def test_it_can_be_left_out_and_never_stands_below_a_note(conversation: Conversation, mara: Actor) -> None:
    change_my_signature(by=mara, title="", html="<p>Mara</p>")

    assert sent(conversation, mara, with_signature=False) == ""
    assert write_note(conversation.pk, by=mara, html="<p>Ring twice.</p>").html == "<p>Ring twice.</p>"


def test_an_unknown_blank_is_told(cast: Cast, adam: Actor) -> None:
    with pytest.raises(Invalid) as refusal:
        sign_mailbox(cast.mailbox.pk, by=adam, html="<p>{phone}</p>")
    assert "{phone}" in str(refusal.value.fields["signature"])


def test_only_an_agent_has_one(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        change_my_signature(by=Actor.customer(1), title="", html="<p>x</p>")
