"""What is imported is read as history: it owes nobody anything, is no complaint that was noticed, and asks nobody."""

import pytest

from goodword.listening.types import Asking
from goodword.notifications.models import Notification
from goodword.promises.models import Promise
from goodword.recovery.models import Complaint, NoticedComplaint
from tests.cast import Cast, conversation_with_odile

WORDS = "This is unacceptable. I want to make a complaint: the dressings never came and nobody called me back."


@pytest.mark.parametrize("is_history", [True, False])
@pytest.mark.usefixtures("settings_row")
def test_an_old_letter_that_complains(cast: Cast, *, is_history: bool) -> None:
    conversation_with_odile(cast, text=WORDS, is_history=is_history)

    assert NoticedComplaint.objects.exists() is not is_history
    if is_history:
        for model in (Asking, Complaint, Promise, Notification):
            assert not model.objects.exists(), model
