"""What a letter of ours says: it asks, it answers, or we are still on it."""

import pytest

from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says, Turn
from goodword.conversations.saying import says_of
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Which color were they?", Says.ASKS),
        ("¿Cuál es su dirección?", Says.ASKS),
        ("They left today. If you have any questions?", Says.SOLVES),
        ("They left today. Is there anything else I can do?", Says.SOLVES),
        ("Your refund was issued today.", Says.SOLVES),
        ("I am looking into it.", Says.HOLDS),
        ("We will get back to you tomorrow.", Says.HOLDS),
        ("Lo estamos revisando.", Says.HOLDS),
        ("Le aviso en cuanto sepa algo.", Says.HOLDS),
        ("Su pedido salió hoy.", Says.SOLVES),
        ("", Says.SOLVES),
    ],
)
def test_what_a_letter_says(text: str, says: Says) -> None:
    assert says_of(text) == says


def test_while_we_are_on_it_the_turn_is_ours(conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>I am looking into it.</p>")

    conversation.refresh_from_db()
    assert (message.says, conversation.turn) == (Says.HOLDS, Turn.OURS)


def test_whoever_writes_it_may_say_otherwise(conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>I am looking into it.</p>", says=Says.SOLVES)

    conversation.refresh_from_db()
    assert (message.says, conversation.turn) == (Says.SOLVES, Turn.THEIRS)
