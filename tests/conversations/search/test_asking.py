"""What is proposed when nothing is found."""

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation
from goodword.conversations.search.asking import perhaps_meant
from goodword.core.search.vocabulary import learn
from tests.cast import Cast, conversation_with_odile, found_cast, letter, odile

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return found_cast()


def test_a_slip_is_mended(cast: Cast) -> None:
    conversation_with_odile(cast, text="Where are the bandages?")
    learn()
    assert perhaps_meant(cast.mara, "bandeges") == "bandages"
    assert perhaps_meant(cast.mara, "umbrella") == ""


def test_never_with_a_word_of_which_the_reader_can_read_only_what_begins_so(cast: Cast) -> None:
    conversation_with_odile(cast, text="Where are the umbrellas? My umbrella.")
    hidden = receive_message(letter(cast, odile(), conversation_id=None, text="The umbrel came."))
    Conversation.objects.filter(pk=hidden.conversation_id).update(team=cast.nursing)
    learn()
    assert perhaps_meant(cast.mara, "umbrell") == "umbrella"
    assert perhaps_meant(cast.olive, "umbrell") == "umbrel"
