"""A grievance in the panel of a complaint, from the rule to the written notice; its binder."""

from datetime import date

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.recovery.actions.grievance_packs import choose_pack
from goodword.recovery.models import Binder, Complaint, Grievance
from tests.cast import Cast
from tests.entrance import walk_in
from tests.recovery.complaining import complaint_of

HTMX = {"HX-Request": "true"}
SAID = {"contact": "Mara, 555 0100", "steps": "We called.", "result": "It was late.", "finished": "2026-11-02"}


@pytest.fixture
def complaint(cast: Cast, conversation: Conversation) -> Complaint:
    return complaint_of(conversation, Actor.agent(cast.mara.pk))


@pytest.fixture
def on(cast: Cast) -> None:
    for key in ("hospital", "part-d"):
        choose_pack(key, is_on=True, counsel_reviewed_on=date(2026, 1, 5), by=Actor.agent(cast.adam.pk))


def post(desk: Client, conversation: Conversation, part: str = "", **typed: str) -> str:
    address = f"/conversations/{conversation.pk}/complaint/grievance{part}"
    return desk.post(address, typed, headers=HTMX).content.decode()


def look(desk: Client, conversation: Conversation, part: str = "/grievance") -> str:
    return desk.get(f"/conversations/{conversation.pk}/complaint{part}", headers=HTMX).content.decode()


def test_no_rule_is_offered_while_all_are_off(desk: Client, conversation: Conversation, complaint: Complaint) -> None:
    page = look(desk, conversation)
    assert "No rule is switched on." in page
    assert "Make the binder" in page
    assert complaint.is_open


@pytest.mark.usefixtures("on")
def test_from_the_rule_to_the_notice(desk: Client, conversation: Conversation, complaint: Complaint) -> None:
    assert 'value="part-d:expedited"' in look(desk, conversation)
    assert "/undo" in post(desk, conversation, rule="hospital:reply")
    assert "42 CFR 482.13(a)(2)" in look(desk, conversation, part="")
    assert "Still to be written down" in look(desk, conversation)

    post(desk, conversation, "/record", **SAID)
    page = look(desk, conversation)
    assert "We were done on November 2, 2026." in page
    letter = page.partition('name="letter" rows="14" dir="auto">')[2].partition("</textarea>")[0]
    assert "…" not in letter
    assert "does not say this any more" in post(desk, conversation, "/notice", letter="Hello.")
    post(desk, conversation, "/notice", letter=letter.replace("&#x27;", "'"))

    assert Grievance.objects.get(complaint=complaint).is_told
    assert "The written notice was sent." in look(desk, conversation)


@pytest.mark.usefixtures("on", "complaint")
def test_it_is_extended_once(desk: Client, conversation: Conversation) -> None:
    post(desk, conversation, rule="part-d:standard")
    assert "It takes longer" in look(desk, conversation)
    letter = "Hello Odile,\n\nWe need more time: …"
    assert "Say why it takes longer" in post(desk, conversation, "/extension", because="", letter=letter)
    post(desk, conversation, "/extension", because="The driver is away.", letter=letter)
    assert "It takes longer" not in look(desk, conversation)


@pytest.mark.usefixtures("on", "complaint")
def test_a_slip_is_taken_back(desk: Client, conversation: Conversation) -> None:
    post(desk, conversation, rule="hospital:reply")
    post(desk, conversation, "/record", **{**SAID, "finished": "soon"})
    post(desk, conversation, "/removal")
    assert "Which rule does it fall under?" in look(desk, conversation)


@pytest.mark.usefixtures("complaint")
def test_the_binder_is_made_and_taken(cast: Cast, desk: Client, conversation: Conversation) -> None:
    answer = desk.post(f"/conversations/{conversation.pk}/complaint/binder")
    address = answer.headers["Location"]
    assert "It is being made" in desk.get(address).content.decode()
    run_due_jobs()
    assert "It is ready." in desk.get(address).content.decode()

    assert walk_in(cast.caleb).get(f"{address}/file").status_code == 404
    with_file = desk.get(f"{address}/file")
    whole = b"".join(with_file.streaming_content)  # type: ignore[attr-defined]
    with_file.close()
    assert whole.startswith(b"PK")


def test_a_pack_is_switched_on_with_counsels_day(adam_desk: Client) -> None:
    assert "no legal advice" in adam_desk.get("/settings/grievances").content.decode()
    refused = adam_desk.post("/settings/grievances/hospital", {"is_on": "on"})
    assert (refused.status_code, "your counsel reviewed it" in refused.content.decode()) == (422, True)
    adam_desk.post("/settings/grievances/hospital", {"is_on": "on", "counsel_reviewed_on": "2025-10-01"})
    assert "more than a year ago" in adam_desk.get("/settings/grievances").content.decode()


def test_a_period_is_asked_for_in_the_settings(adam_desk: Client) -> None:
    said = {"since": "2026-11-01", "until": "2026-11-02"}
    assert adam_desk.post("/binders", said).headers["Location"] == f"/binders/{Binder.objects.get().pk}"
    assert adam_desk.post("/binders", {"since": "soon"}).headers["Location"] == "/settings/grievances"


@pytest.fixture
def adam_desk(cast: Cast) -> Client:
    return walk_in(cast.adam)
