"""A break, from the foot of the rail and from a hard complaint."""

from django.test import Client

from goodword.core.actor import Actor
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.complaint_choices import Severity
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of


def test_it_is_taken_and_ended(desk: Client, cast: Cast) -> None:
    assert 'href="/break"' in desk.get("/today").content.decode()

    page = desk.post("/break", {"minutes": "20"}, follow=True).content.decode()
    assert "You have a break until" in page
    assert "Break until" in page

    page = desk.post("/break/end", follow=True).content.decode()
    assert "20 minutes" in page
    cast.mara.refresh_from_db()
    assert not cast.mara.is_on_break


def test_another_length_is_refused(desk: Client, cast: Cast) -> None:
    assert desk.post("/break", {"minutes": "a while"}).status_code == 422
    cast.mara.refresh_from_db()
    assert cast.mara.break_until is None


def test_a_colleague_sees_until_when(desk: Client, cast: Cast) -> None:
    conversation = conversation_with_odile(cast)
    other = Client()
    other.force_login(cast.tess)
    other.post("/break", {"minutes": "30"})

    assert "has a break until" in desk.get(f"/conversations/{conversation.pk}/assignment").content.decode()
    answer = desk.post(f"/conversations/{conversation.pk}/assignment", {"to": cast.tess.pk})
    assert answer.status_code == 422


def test_after_a_hard_complaint_it_is_offered(desk: Client, cast: Cast) -> None:
    conversation, mara = conversation_with_odile(cast), Actor.agent(cast.mara.pk)
    complaint_of(conversation, mara)
    address = f"/conversations/{conversation.pk}/complaint"
    assert "That was hard to hear." not in desk.get(address).content.decode()

    assess_complaint(conversation.pk, Assessment(severity=Severity.SEVERE), by=mara)

    assert "That was hard to hear." in desk.get(address).content.decode()
