"""A letter that reads like a complaint, on the screen: under the subject, on Today and in the list."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.complaining import withdraw_complaint
from goodword.recovery.complaint_choices import Severity, Source
from goodword.recovery.models import Complaint
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of

HTMX = {"HX-Request": "true"}
ASKED = "This reads like a complaint"


@pytest.fixture
def angry(cast: Cast) -> Conversation:
    return conversation_with_odile(cast, text="Where is it? This is unacceptable.")


def say(desk: Client, conversation: Conversation, what: str, **further: str) -> str:
    address = f"/conversations/{conversation.pk}/complaint/noticed/{conversation.messages.get().pk}"
    return desk.post(address, {"what": what, **further}, headers=HTMX).content.decode()


def list_of(desk: Client) -> str:
    return desk.get("/inbox").content.decode()


def test_it_stands_under_the_subject_with_the_words(desk: Client, angry: Conversation) -> None:
    page = desk.get(f"/conversations/{angry.pk}").content.decode()

    assert ASKED in page
    assert "This is unacceptable</q>" in page
    assert page.count('data-key="Shift+C"') == 1


def test_elsewhere_nothing_is_asked(desk: Client, cast: Cast) -> None:
    page = desk.get(f"/conversations/{conversation_with_odile(cast).pk}").content.decode()

    assert ASKED not in page
    assert page.count('data-key="Shift+C"') == 1


def test_it_is_one(desk: Client, angry: Conversation) -> None:
    html = say(desk, angry, "yes")

    assert Complaint.objects.get().source == Source.NOTICED
    assert ASKED not in html
    assert "complaint-steps" in html
    assert "/undo" in html


def test_it_is_none(desk: Client, angry: Conversation) -> None:
    html = say(desk, angry, "no")

    assert not Complaint.objects.exists()
    assert ASKED not in html
    assert "/undo" in html


@pytest.mark.parametrize(("what", "complaints"), [("yes", 1), ("no", 0)])
def test_today_asks_and_is_answered_there(desk: Client, angry: Conversation, what: str, complaints: int) -> None:
    assert "Is it a complaint?" in desk.get("/today").content.decode()

    say(desk, angry, what, **{"in": "today"})

    assert "Is it a complaint?" not in desk.get("/today").content.decode()
    assert Complaint.objects.count() == complaints


def test_without_script_it_leads_back(desk: Client, angry: Conversation) -> None:
    address = f"/conversations/{angry.pk}/complaint/noticed/{angry.messages.get().pk}"

    assert desk.post(address, {"what": "no", "in": "today"}).headers["Location"] == "/today"


def test_a_letter_of_another_conversation(desk: Client, cast: Cast, angry: Conversation) -> None:
    other = conversation_with_odile(cast)
    address = f"/conversations/{other.pk}/complaint/noticed/{angry.messages.get().pk}"

    assert desk.post(address, {"what": "yes"}, headers=HTMX).status_code == 404
    assert not Complaint.objects.exists()


def test_the_list_tells_as_it_stands(desk: Client, angry: Conversation, mara: Actor) -> None:
    assert "row-complaint" not in list_of(desk)

    complaint_of(angry, mara)
    assert 'class="row-complaint"' in list_of(desk)

    assess_complaint(angry.pk, Assessment(severity=Severity.SEVERE), by=mara)
    assert "Severe complaint" in list_of(desk)

    withdraw_complaint(angry.pk, by=mara)
    assert "row-complaint" not in list_of(desk)
