"""The three recoveries of a complaint on one page: what is done, what is owed, and by whom."""

import html as markup
import re

import pytest
from django.test import Client

from goodword.accounts.actions.breaks import take_break
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.resolving import accept_solution
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.contributing import Contributed, write_contribution
from goodword.recovery.actions.reasons import say_reason
from goodword.recovery.complaint_choices import Severity
from goodword.recovery.models import Complaint, CorrectiveAction
from tests.frozen_time import Clock
from tests.query_counts import QueryCount
from tests.recovery.complaining import complaint_of, put_right, solved


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


def lines(desk: Client, complaint: Complaint) -> dict[str, tuple[str, str]]:
    """What each line says, by its name: how it stands, and its words."""
    page = desk.get(f"/conversations/{complaint.conversation_id}/complaint/recoveries").content.decode()
    found = re.findall(r'<li class="is-(\w+)">.*?<b>(.*?)</b>(.*?)</div>', page, re.DOTALL)
    return {name: (standing, _words(rest)) for standing, name, rest in found}


def _words(part: str) -> str:
    return " ".join(markup.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def test_at_first_all_is_owed(desk: Client, complaint: Complaint) -> None:
    said = lines(desk, complaint)
    owed = {name for name, (standing, _rest) in said.items() if standing == "owed"}
    assert owed >= {"We understood it", "They have a solution", "Reason", "Fix for the person", "Fix for the cause"}
    assert said["Who heard it"][0] == "done"
    assert "We contributed" not in said


def test_the_reason_is_named(desk: Client, complaint: Complaint, mara: Actor) -> None:
    say_reason(complaint.conversation_id, "billing", by=mara)
    assert lines(desk, complaint)["Reason"] == ("done", "Bill or payment")


def test_what_is_serious_wants_our_part(desk: Client, complaint: Complaint, mara: Actor) -> None:
    assess_complaint(complaint.conversation_id, Assessment(severity=Severity.SEVERE), by=mara)
    assert lines(desk, complaint)["We contributed"][0] == "owed"
    ours = Contributed(ours="No call before.", mine="I did not ask.", learned="Ask.")
    write_contribution(complaint.conversation_id, ours, by=mara)
    said = lines(desk, complaint)
    assert said["We contributed"] == ("done", said["We contributed"][1])
    assert said["We contributed"][1].startswith("No call before.")
    assert said["Their own part"][1].startswith("I did not ask.")
    assert said["What we learned"] == ("done", "Ask.")


def test_a_break_is_offered_and_taken(desk: Client, complaint: Complaint, mara: Actor, clock: Clock) -> None:
    assert "A break afterwards" not in lines(desk, complaint)
    assess_complaint(complaint.conversation_id, Assessment(severity=Severity.SEVERE), by=mara)
    assert lines(desk, complaint)["A break afterwards"] == ("open", "It was offered, and not taken.")
    clock.forward(minutes=5)
    take_break(20, by=mara)
    assert lines(desk, complaint)["A break afterwards"][0] == "done"


def test_what_is_done_for_the_person_and_for_good(desk: Client, complaint: Complaint, mara: Actor) -> None:
    number = complaint.conversation_id
    put_right(complaint.conversation, mara)
    said = lines(desk, complaint)
    assert said["Fix for the person"][1].startswith("Brought new dressings by hand.")
    assert said["Fix for the cause"][0] == "owed"
    assert "Not done yet" in said["Fix for the cause"][1]

    solved(complaint.conversation, mara)
    assert lines(desk, complaint)["They have a solution"][0] == "open"
    accept_solution(number, by=mara)
    keep_promise(CorrectiveAction.objects.get(promise__isnull=False).promise_id or 0, by=mara)
    said = lines(desk, complaint)
    assert said["They have a solution"][1].startswith("Agreed")
    assert said["Fix for the cause"][0] == "done"


def test_without_a_complaint_there_is_no_page(desk: Client, conversation: Conversation) -> None:
    assert desk.get(f"/conversations/{conversation.pk}/complaint/recoveries").status_code == 404


def test_what_it_asks(desk: Client, complaint: Complaint, mara: Actor, assert_query_count: QueryCount) -> None:
    put_right(complaint.conversation, mara)
    lines(desk, complaint)
    with assert_query_count("three recoveries"):
        lines(desk, complaint)
