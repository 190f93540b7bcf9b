"""What the desk sees of an answer, and the page that switches it on."""

from goodword.core.actor import Actor
from goodword.listening.actions.answering import Answer, answer_asking
from goodword.listening.actions.asking import About, ask_back
from goodword.listening.choices import Item
from goodword.listening.models import Asking, CheckBackSettings
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.complaint_choices import Result
from goodword.recovery.types import Complaint
from tests.cast import Cast
from tests.entrance import walk_in


def test_their_words_stand_by_the_complaint(
    complaint: Complaint, cast: Cast, mara: Actor, settings_row: CheckBackSettings
) -> None:
    assert settings_row.is_on
    number = complaint.conversation_id
    close_complaint(number, by=mara, result=Result.REMEDIED)
    asking = ask_back(number, About(kind="complaint", id=complaint.pk, answers=complaint.message_id, agent=mara.id))
    assert asking is not None
    browser = walk_in(cast.mara)
    assert "have not answered" in browser.get(f"/conversations/{number}").content.decode()

    answer_asking(asking.pk, Answer(steps={Item.OUTCOME: 1}, words="Too <late>."))

    page = browser.get(f"/conversations/{number}").content.decode()
    assert "“Too &lt;late&gt;.”" in page
    assert "What I got in the end was fair. <b>Not at all</b>" in page
    assert "said how it was for them, and is owed a follow-up" in page


def test_an_administrator_switches_it_on(cast: Cast) -> None:
    browser = walk_in(cast.olive)
    form = {"is_on": "on", "delay_hours": "48", "cooldown_days": "30", "limit_days": "90"}

    assert browser.post("/settings/check-back", form).status_code == 302
    assert browser.post("/settings/check-back", {**form, "delay_hours": "9999"}).status_code == 422

    row = CheckBackSettings.objects.get()
    assert (row.is_on, row.delay_hours) == (True, 48)


def test_an_agent_does_not(cast: Cast) -> None:
    browser = walk_in(cast.mara)

    assert browser.get("/settings/check-back").status_code == 403
    assert browser.post("/settings/check-back", {"is_on": "on"}).status_code == 403
    assert not CheckBackSettings.objects.exists()


def test_beside_a_person_stands_what_they_said_last(asking: Asking, cast: Cast) -> None:
    client = walk_in(cast.mara)
    address = f"/people/{asking.customer_id}/remedies"
    assert "How it was for them" not in client.get(address).content.decode()

    said = answer_asking(asking.pk, Answer(steps={Item.HEARD: 5}, words="You called at once."))

    html = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert said.words in html
    assert f'href="/conversations/{asking.conversation_id}"' in html
