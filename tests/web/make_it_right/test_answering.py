"""Whoever is asked for more answers: on Today, or in the conversation."""

import pytest
from django.test import Client

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.money import Money
from goodword.notifications.choices import Matter
from goodword.notifications.types import Notification
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.giving import Gift
from goodword.recovery.choices import RemedyKind, RemedyState, RequestAnswer
from goodword.recovery.types import Remedy, RemedyRequest
from tests.cast import Cast

HTMX = {"HX-Request": "true"}


@pytest.fixture
def asked(cast: Cast, conversation: Conversation) -> RemedyRequest:
    """Mara asks for a credit of 60 dollars; Tess, who leads, may give 100."""
    grant = Grant(name="Leads", currency="USD", limit_minor=10000, role="lead")
    create_authority(grant, by=Actor.agent(cast.olive.pk))
    gift = Gift(kind=RemedyKind.CREDIT, key="k", amount=Money(6000, "USD"), words="Sorry.")
    return ask_for_remedy(conversation.pk, gift, by=Actor.agent(cast.mara.pk), because="She waited twice")


@pytest.fixture
def lead(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.tess)
    return browser


def told(agent_id: int) -> list[str]:
    rows = Notification.objects.filter(agent=agent_id, matter=Matter.REQUEST).order_by("pk")
    return [row.facts["how"] for row in rows]


def test_today_shows_what_is_asked(lead: Client, asked: RemedyRequest, cast: Cast) -> None:
    page = lead.get("/today").content.decode()
    assert "Mara asks for $60.00 for Odile Hartwell: Credit" in page.replace("Mara Lindqvist", "Mara")
    assert "She waited twice" in page
    assert page.count("Answer: ") == 0  # the promise to answer stands there once
    assert told(cast.tess.pk) == ["asked"]


def test_who_asked_is_not_offered_to_approve(desk: Client, asked: RemedyRequest) -> None:
    assert "asks for $60.00" not in desk.get("/today").content.decode()
    panel = desk.get(f"/conversations/{asked.remedy.conversation_id}/remedies", headers=HTMX).content.decode()
    assert "asks for $60.00" in panel
    assert 'value="approved"' not in panel
    assert "I do not ask any more" in panel


def test_approved_it_is_given_and_the_asker_told(lead: Client, asked: RemedyRequest, cast: Cast) -> None:
    answer = lead.post(f"/remedies/requests/{asked.pk}", {"answer": "approved", "in": "today"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Trigger"]) == (200, "inbox-changed")
    assert Remedy.objects.get().state == RemedyState.RESERVED
    assert told(cast.mara.pk) == ["approved"]
    assert not Notification.objects.filter(agent=cast.mara, matter=Matter.ASKED).exists()


def test_nobody_answers_themselves(desk: Client, asked: RemedyRequest) -> None:
    desk.post(f"/remedies/requests/{asked.pk}", {"answer": "approved"}, headers=HTMX)
    assert Remedy.objects.get().state == RemedyState.ASKED


def test_less_is_given(lead: Client, asked: RemedyRequest) -> None:
    sent = {"answer": "lowered", "amount": "30", "words": "Half"}
    assert lead.post(f"/remedies/requests/{asked.pk}", sent).status_code == 302
    assert Remedy.objects.get().amount_minor == 3000


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"answer": "declined", "words": ""}, "Say why"),
        ({"answer": "lowered", "amount": "70", "words": "My words"}, "Give less than was asked for"),
        ({"answer": "lowered", "amount": "-1", "words": "My words"}, "above zero"),
    ],
)
def test_what_does_not_do_is_said_and_nothing_is_lost(
    lead: Client, asked: RemedyRequest, sent: dict[str, str], words: str
) -> None:
    answer = lead.post(f"/remedies/requests/{asked.pk}", {**sent, "in": "today"}, headers=HTMX)
    html = answer.content.decode()
    assert (answer.status_code, answer["HX-Retarget"]) == (422, f"#request-{asked.pk}-answer")
    assert words in html
    assert f'value="{sent["words"]}"' in html
    assert RemedyRequest.objects.get().is_open


def test_declined_with_a_reason(lead: Client, asked: RemedyRequest, cast: Cast) -> None:
    lead.post(f"/remedies/requests/{asked.pk}", {"answer": "declined", "words": "Offer a call"}, headers=HTMX)
    request = RemedyRequest.objects.get()
    assert (request.answer, request.words) == (RequestAnswer.DECLINED, "Offer a call")
    assert told(cast.mara.pk) == ["declined"]


def test_who_asked_reads_why(desk: Client, lead: Client, asked: RemedyRequest) -> None:
    lead.post(f"/remedies/requests/{asked.pk}", {"answer": "declined", "words": "Offer a call"}, headers=HTMX)
    panel = desk.get(f"/conversations/{asked.remedy.conversation_id}/remedies", headers=HTMX).content.decode()
    assert "Offer a call" in panel


def test_who_asked_takes_it_back(desk: Client, asked: RemedyRequest) -> None:
    desk.post(f"/remedies/requests/{asked.pk}/withdrawal", headers=HTMX)
    assert RemedyRequest.objects.get().answer == RequestAnswer.WITHDRAWN


def test_only_who_asked_takes_it_back(lead: Client, asked: RemedyRequest) -> None:
    assert lead.post(f"/remedies/requests/{asked.pk}/withdrawal").status_code == 403
    assert RemedyRequest.objects.get().is_open


def test_the_thread_tells_it(desk: Client, lead: Client, asked: RemedyRequest) -> None:
    lead.post(f"/remedies/requests/{asked.pk}", {"answer": "approved"}, headers=HTMX)
    page = desk.get(f"/conversations/{asked.remedy.conversation_id}").content.decode()
    assert "asked for $60.00 to make it right" in page
    assert "approved what was asked for" in page
    assert "made it right: Credit, $60.00" in page
