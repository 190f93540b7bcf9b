"""Nobody joins another's conversation by guessing: what an adversary may try, each beside what a customer does."""

import pytest

from goodword.channels.email.threading import reply_address
from tests.cast import Cast
from tests.channels.email.mails import mail
from tests.channels.email.threading.arriving import MALLORY, arrive, our_reply

pytestmark = pytest.mark.django_db
DESK = "pharmacy@wrenfield.example"


@pytest.mark.parametrize(
    "attempt",
    [
        {"Subject": "Re: #{number}"},
        {"Subject": "Re: [#{number}] The silver dressings"},
        {"To": "pharmacy+c{number}@wrenfield.example"},
        {"To": "pharmacy+c{number}.aaaaaaaaaaaaaaaa@wrenfield.example"},
        {"To": "{other}"},
        {"To": "{own}"},
        {"In_Reply_To": "<a@example.org>"},
        {"In_Reply_To": "{ours}"},
        {"References": "<x@y> <a@example.org> {ours} <z@y>"},
        {"References": "{ours}", "Subject": "Re: The silver dressings"},
        {"Reply_To": "o.hartwell@example.org", "In_Reply_To": "{ours}"},
        {"Sender": "o.hartwell@example.org", "In_Reply_To": "{ours}"},
        {"From": '"o.hartwell@example.org" <mallory@elsewhere.example>', "In_Reply_To": "{ours}"},
        {"From": "Odile Hartwell <mallory@elsewhere.example>", "In_Reply_To": "{ours}"},
        {"From": "=?utf-8?q?o.hartwell=40example.org?= <mallory@elsewhere.example>", "In_Reply_To": "{ours}"},
        {"From": "o.hartwell@example.org.elsewhere.example", "In_Reply_To": "{ours}"},
        {"Cc": "o.hartwell@example.org, mallory@elsewhere.example", "In_Reply_To": "{ours}"},
    ],
)
def test_an_outsider_gets_a_conversation_of_their_own(cast: Cast, attempt: dict[str, str]) -> None:
    first = arrive(cast, mail(Message_ID="<a@example.org>", Subject="The silver dressings"))
    mallorys = arrive(cast, mail("mine", From=MALLORY))
    known = {
        "number": str(first.conversation_id),
        "ours": our_reply(cast, first),
        "own": reply_address(DESK, first.conversation_id),
        "other": reply_address(DESK, mallorys.conversation_id).replace(
            f"+c{mallorys.conversation_id}.", f"+c{first.conversation_id}."
        ),
    }
    told = {name: value.format(**known) for name, value in attempt.items()}

    message = arrive(cast, mail("Let me in", **({"From": MALLORY} | told)))

    assert message.conversation_id != first.conversation_id
    assert message.conversation.customer_id != first.customer_id


def test_being_named_by_ones_own_mail_is_no_invitation(cast: Cast) -> None:
    """Mallory's own copy to herself, in her own conversation, opens no other."""
    first = arrive(cast, mail(Message_ID="<a@example.org>"))
    arrive(cast, mail("mine", From=MALLORY, Cc=MALLORY, Message_ID="<m@elsewhere.example>"))

    again = arrive(cast, mail("x", From=MALLORY, References="<a@example.org> <m@elsewhere.example>"))

    assert again.conversation_id != first.conversation_id


def test_a_message_id_taken_from_another_does_not_take_the_conversation_over(cast: Cast) -> None:
    """Mallory sends a mail under the Message-ID of Odile's; answers to it still go where their writer belongs."""
    first = arrive(cast, mail(Message_ID="<a@example.org>"))
    forged = arrive(cast, mail("mine", From=MALLORY, Message_ID="<a@example.org>"))

    answer = arrive(cast, mail("And?", In_Reply_To="<a@example.org>"))

    assert answer.conversation_id == first.conversation_id
    assert forged.conversation_id != first.conversation_id


def test_a_signed_address_that_was_passed_on_opens_nothing(cast: Cast) -> None:
    first = arrive(cast, mail())
    address = reply_address(DESK, first.conversation_id)

    assert arrive(cast, mail("Thanks"), envelope_to=address).conversation_id == first.conversation_id
    assert arrive(cast, mail("Hm", From=MALLORY), envelope_to=address).conversation_id != first.conversation_id
