"""What we understood, put into the reply, for the customer to say whether it is right."""

import pytest
from django.test import Client
from django.utils.translation import get_language

from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft
from goodword.conversations.saying import says_of
from goodword.core.actor import Actor
from goodword.core.markup import html_to_text
from goodword.recovery.actions.restating import hear_restatement, restate_complaint
from goodword.recovery.models import Complaint, ComplaintRestatement
from goodword.web.complaints import letters
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of

HTMX = {"HX-Request": "true"}
WORDS = "You waited all Friday.\nNobody called."


@pytest.fixture
def complaint(cast: Cast, mara: Actor) -> Complaint:
    complaint = complaint_of(conversation_with_odile(cast), mara)
    restate_complaint(complaint.conversation_id, WORDS, by=mara)
    return complaint


def address(complaint: Complaint) -> str:
    return f"/conversations/{complaint.conversation_id}/complaint/restatement/reply"


def written(complaint: Complaint) -> str:
    return html_to_text(Draft.objects.get(conversation=complaint.conversation, kind=DraftKind.REPLY).html)


def test_it_stands_below_what_is_written(desk: Client, complaint: Complaint) -> None:
    html = desk.post(address(complaint), {"html": "<p>Dear Odile,</p>"}, headers=HTMX).content.decode()

    composer = html.partition('id="composer"')[2]
    assert "Dear Odile," in composer
    assert "Nobody called." in composer
    assert "It stands in your reply. It leaves when you send it." in html
    assert written(complaint).index("Dear Odile,") < written(complaint).index("This is how I understood what happened:")
    assert written(complaint).index("Nobody called.") < written(complaint).index("Is that right?")


def test_it_asks_and_solves_nothing(desk: Client, complaint: Complaint) -> None:
    desk.post(address(complaint), headers=HTMX)

    assert says_of(written(complaint)) == "asks"


def test_it_stands_there_once(desk: Client, complaint: Complaint) -> None:
    desk.post(address(complaint), headers=HTMX)
    again = desk.post(address(complaint), headers=HTMX).content.decode()

    assert "It stands in your reply already." in again
    assert written(complaint).count("Nobody called.") == 1


@pytest.mark.parametrize(("language", "spoken"), [("es-MX", "es"), ("fr", "en")])
def test_it_speaks_the_language_of_the_customer(
    complaint: Complaint, monkeypatch: pytest.MonkeyPatch, language: str, spoken: str
) -> None:
    customer = complaint.customer
    customer.language = language
    monkeypatch.setattr(letters, "_", lambda words: f"{get_language()}: {words}")

    assert letters.letter_with_restatement(customer, WORDS).startswith(f"{spoken}: {customer.name}")


def test_without_script_it_stands_in_the_draft(desk: Client, complaint: Complaint, mara: Actor) -> None:
    number = complaint.conversation_id
    save_draft(number, by=mara, kind=DraftKind.REPLY, html="<p>Dear Odile,</p>")
    panel = desk.get(f"/conversations/{number}/complaint").content.decode()

    answer = desk.post(address(complaint))

    assert f'action="{address(complaint)}' in panel
    assert answer.status_code == 302
    assert "write=reply" in answer["Location"]
    assert "Dear Odile," in written(complaint)
    assert "Nobody called." in desk.get(answer["Location"]).content.decode().partition('id="composer"')[2]


def test_sending_it_notes_it_no_second_time(desk: Client, complaint: Complaint, mara: Actor) -> None:
    desk.post(address(complaint), headers=HTMX)
    send_reply(complaint.conversation_id, by=mara, html=Draft.objects.get().html)

    complaint.refresh_from_db()
    assert ComplaintRestatement.objects.count() == 1
    assert complaint.responded_at is None


def test_what_they_confirmed_is_not_asked_again(desk: Client, complaint: Complaint, mara: Actor) -> None:
    panel = f"/conversations/{complaint.conversation_id}/complaint"
    assert "Put into my reply" in desk.get(panel, headers=HTMX).content.decode()

    hear_restatement(complaint.conversation_id, by=mara)

    assert "Put into my reply" not in desk.get(panel, headers=HTMX).content.decode()


def test_before_somebody_said_it_back_there_is_nothing_to_put(desk: Client, cast: Cast, mara: Actor) -> None:
    conversation: Conversation = conversation_with_odile(cast)
    complaint = complaint_of(conversation, mara)

    refused = desk.post(address(complaint), headers=HTMX)

    assert (refused.status_code, refused["HX-Retarget"]) == (422, "#choices")
    assert "Say in your words what you understood." in refused.content.decode()
    assert not Draft.objects.exists()


def test_who_may_not_answer_puts_nothing(complaint: Complaint, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.cole)

    assert client.post(address(complaint), headers=HTMX).status_code in {403, 404}
    assert not Draft.objects.exists()
