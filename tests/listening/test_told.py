"""Whoever looked into the complaint hears what its customer said, good or bad, and nobody else does."""

import pytest

from goodword.listening.actions.answering import Answer, answer_asking
from goodword.listening.choices import Item
from goodword.listening.types import Asking
from goodword.notifications.choices import Matter
from goodword.notifications.models import Notification
from goodword.notifications.queries import Around
from goodword.notifications.wording import sentence


def told() -> list[Notification]:
    return list(Notification.objects.filter(matter=Matter.FEEDBACK).select_related("agent").order_by("id"))


@pytest.mark.parametrize(("step", "is_owed"), [(5, False), (1, True)])
def test_the_owner_is_told_of_a_good_and_of_a_bad_one(asking: Asking, step: int, is_owed: bool) -> None:
    answer_asking(asking.pk, Answer(steps={Item.HEARD: step}))

    (row,) = told()
    assert row.agent == asking.agent
    assert ("owed a follow-up" in sentence(row, Around())) is is_owed


def test_once_for_an_answer_and_again_if_it_turns(asking: Asking) -> None:
    for step in (5, 4, 1):
        answer_asking(asking.pk, Answer(steps={Item.HEARD: step}))

    assert {row.about for row in told()} <= {f"feedback:{asking.pk}:good", f"feedback:{asking.pk}:bad"}
    assert told()[-1].facts["is_bad"] is True


def test_nobody_before_they_answer(asking: Asking) -> None:
    assert told() == []
