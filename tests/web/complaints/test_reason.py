"""Why they complain: chosen by typing, in the panel of the complaint."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.playbook.actions.reasons import retire_reason
from goodword.recovery.models import Complaint
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    found = conversation_with_odile(cast)
    complaint_of(found, Actor.agent(cast.mara.pk))
    return found


def address(conversation: Conversation) -> str:
    return f"/conversations/{conversation.pk}/complaint/reason"


def test_it_is_chosen_changed_and_told(desk: Client, conversation: Conversation) -> None:
    assert "not said yet" in desk.get(address(conversation)[:-7], headers=HTMX).content.decode()
    assert "Late or did not come" in desk.get(address(conversation), headers=HTMX).content.decode()

    html = desk.post(address(conversation), {"reason": "late"}, headers=HTMX).content.decode()
    assert "Choose another reason" in html
    assert "/undo" in html
    assert "said why they complain: Late or did not come" in html

    desk.post(address(conversation), {"reason": ""}, headers=HTMX)
    assert Complaint.objects.get().reason is None


def test_without_script_it_is_a_page(desk: Client, conversation: Conversation) -> None:
    assert "Why do they complain?" in desk.get(address(conversation)).content.decode()
    assert desk.post(address(conversation), {"reason": "safety"}).status_code == 302
    assert str(Complaint.objects.get().reason) == "Safety"


def test_one_that_is_not_offered_is_refused(desk: Client, conversation: Conversation, cast: Cast) -> None:
    retire_reason("late", by=Actor.agent(cast.olive.pk))
    answer = desk.post(address(conversation), {"reason": "late"}, headers=HTMX)
    assert answer.status_code == 422
    assert "Choose a reason from the list." in answer.content.decode()


def test_where_nobody_complains_it_is_asked_first(desk: Client, cast: Cast) -> None:
    other = conversation_with_odile(cast)
    assert "Yes, it is a complaint" in desk.get(address(other), headers=HTMX).content.decode()
