"""A complaint on the screen of a conversation, from the question whether it is one to its closing."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.recovery.actions.correcting import fix_for_person, no_change
from goodword.recovery.actions.declining import answer_decline
from goodword.recovery.actions.outside_routes import change_outside_route
from goodword.recovery.complaint_choices import Fix, Result, Severity, Stage
from goodword.recovery.models import Complaint
from tests.cast import Cast
from tests.recovery.complaining import asked_to_decline, assessed, complaint_of, put_right, solved

HTMX = {"HX-Request": "true"}


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


def post(desk: Client, conversation: Conversation, part: str = "", **typed: str) -> str:
    address = f"/conversations/{conversation.pk}/complaint{part}"
    return desk.post(address, typed, headers=HTMX).content.decode()


def test_it_is_asked_and_marked(desk: Client, conversation: Conversation) -> None:
    address = f"/conversations/{conversation.pk}/complaint"
    assert "Yes, it is a complaint" in desk.get(address, headers=HTMX).content.decode()

    html = post(desk, conversation)

    assert "“I waited in all Friday afternoon. Nobody called.”" in html
    assert "/undo" in html
    assert Complaint.objects.get().is_confirmed


def test_it_stands_in_the_conversation(desk: Client, conversation: Conversation, complaint: Complaint) -> None:
    page = desk.get(f"/conversations/{conversation.pk}").content.decode()

    assert 'data-key="Shift+C"' in page
    assert "Put it right" in page
    assert complaint.is_open


def test_without_script_it_is_a_page(desk: Client, conversation: Conversation, complaint: Complaint) -> None:
    page = desk.get(f"/conversations/{conversation.pk}/complaint").content.decode()
    assert "complaint-steps" in page

    answer = desk.post(f"/conversations/{conversation.pk}/complaint/owner")
    complaint.refresh_from_db()
    assert (answer.status_code, complaint.stage) == (302, Stage.INVESTIGATING)


def test_it_is_assessed(desk: Client, conversation: Conversation, complaint: Complaint) -> None:
    assert "Say how bad it is" in post(desk, conversation, "/assessment", harm="A wound")

    post(desk, conversation, "/assessment", severity="severe", safety="1", harm="A wound")

    complaint.refresh_from_db()
    assert (complaint.severity, complaint.is_safety, complaint.harm) == (Severity.SEVERE, True, "A wound")


def test_what_we_understood(desk: Client, conversation: Conversation, complaint: Complaint) -> None:
    html = post(desk, conversation, "/restatement", words="Nobody came.")
    assert "Nobody came." in html

    assert "They said that we understood." in post(desk, conversation, "/restatement", heard="1")
    assert complaint.restatements.get().heard == "confirmed"


def test_the_cause_has_somebody_and_a_date(
    desk: Client, cast: Cast, conversation: Conversation, complaint: Complaint
) -> None:
    who = f"agent:{cast.tess.pk}"
    html = post(desk, conversation, "/cause", ours="Call before each delivery", who=who, words="whenever")
    assert 'value="Call before each delivery"' in html
    assert not complaint.corrective_actions.exists()

    post(desk, conversation, "/cause", ours="Call before each delivery", who=who, words="in 2 weeks")

    promise = complaint.corrective_actions.get(fix=Fix.CAUSE).promise
    assert promise is not None
    assert promise.owner == cast.tess


def test_what_was_named_is_taken_back(
    desk: Client, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    action = fix_for_person(conversation.pk, "Brought new ones.", by=mara)

    post(desk, conversation, f"/corrective-actions/{action.pk}/removal")

    action.refresh_from_db()
    assert action.withdrawn_at is not None
    assert complaint.is_open


def test_closing_the_matter_opens_what_is_missing(
    desk: Client, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    solved(conversation, mara)

    answer = desk.post(f"/conversations/{conversation.pk}/closure", headers=HTMX)

    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#choices")
    html = answer.content.decode()
    assert "Nothing was put right for the person yet." in html
    assert complaint.is_open


def test_put_right_it_closes_and_the_matter_with_it(
    desk: Client, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    solved(conversation, mara)
    put_right(conversation, mara)

    post(desk, conversation, "/closure", result="remedied", closing="1")

    complaint.refresh_from_db()
    conversation.refresh_from_db()
    assert (complaint.result, conversation.is_closed) == (Result.REMEDIED, True)


def test_it_does_not_close_before(desk: Client, conversation: Conversation, complaint: Complaint) -> None:
    html = post(desk, conversation, "/closure", result="remedied")

    complaint.refresh_from_db()
    assert "Nothing was put right for the person yet." in html
    assert complaint.is_open


def test_the_customer_alone_lets_it_go(
    desk: Client, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    no_change(conversation.pk, "It was another house.", by=mara)
    assert "in their words" in post(desk, conversation, "/closure", result="withdrawn", said=" ")
    assert "in their words" in post(desk, conversation, "/closure", result="withdrawn", letter="999999")

    post(desk, conversation, "/closure", result="withdrawn", said="Leave it.")

    complaint.refresh_from_db()
    assert complaint.result == Result.WITHDRAWN
    assert "Leave it." in desk.get(f"/conversations/{conversation.pk}/complaint", headers=HTMX).content.decode()


@pytest.fixture
def agreed(cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor) -> Complaint:
    by = Actor.agent(cast.adam.pk)
    change_outside_route(by=by, name="State Ombudsman", address="1 Main Street, Albany", link="")
    assessed(conversation, mara)
    asked_to_decline(conversation, cast, mara)
    answer_decline(conversation.pk, agrees=True, by=Actor.agent(cast.tess.pk))
    return complaint


def test_the_letter_with_the_no_begins_with_the_way_outside(
    desk: Client, conversation: Conversation, agreed: Complaint, mara: Actor
) -> None:
    page = desk.get(f"/conversations/{conversation.pk}/complaint/decline", headers=HTMX).content.decode()
    assert "1 Main Street, Albany" in page

    assert "where the letter says" in post(desk, conversation, "/decline/letter", letter="No, because …")
    assert "has to say where" in post(desk, conversation, "/decline/letter", letter="No.")
    post(desk, conversation, "/decline/letter", letter="No. Go to the State Ombudsman, 1 Main Street, Albany.")
    no_change(conversation.pk, "It is the law.", by=mara)
    post(desk, conversation, "/closure", result="rejected")

    agreed.refresh_from_db()
    assert agreed.result == Result.REJECTED


def test_a_colleague_is_asked_and_answers(
    desk: Client, client: Client, cast: Cast, conversation: Conversation, complaint: Complaint
) -> None:
    who = f"agent:{cast.tess.pk}"
    assert "at least one way" in post(desk, conversation, "/decline", who=who, words="in 2 hours")
    post(desk, conversation, "/decline", who=who, words="in 2 hours", tried="A replacement")

    client.force_login(cast.tess)
    page = client.get(f"/conversations/{conversation.pk}/complaint/decline", headers=HTMX).content.decode()
    assert "I agree: we decline" in page
    post(client, conversation, "/decline/answer", what="disagree", because="Offer a credit")
    assert complaint.declines.get().words == "Offer a credit"


def test_what_the_customer_said_is_confirmed_or_not(desk: Client, conversation: Conversation, mara: Actor) -> None:
    complaint_of(conversation, Actor.customer(conversation.customer_id))
    page = desk.get(f"/conversations/{conversation.pk}/complaint", headers=HTMX).content.decode()
    assert "Its day runs already." in page

    post(desk, conversation, "/confirmation", what="no")

    assert Complaint.objects.get().withdrawn_at is not None
    assert mara.id is not None


def test_of_a_serious_one_our_own_part_comes_first(
    desk: Client, conversation: Conversation, complaint: Complaint
) -> None:
    assert "What did we contribute?" not in post(desk, conversation, "/assessment", severity="low")
    assert "Others can be named once" in post(desk, conversation, "/assessment", severity="serious")

    html = post(desk, conversation, "/contribution", mine="I did not call.", others="The courier.")
    assert "Begin with us" in html
    assert "The courier." in html

    html = post(desk, conversation, "/contribution", ours="No list is kept.", mine="I did not call.")
    assert 'name="others"' in html
    assert complaint.contribution.mine == "I did not call."
