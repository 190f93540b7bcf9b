"""The recovery board, for those who lead."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.playbook.actions.reasons import chosen_reason
from goodword.recovery.choices import RemedyKind, RemedyState
from goodword.recovery.models import Complaint, Remedy
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.query_counts import QueryCount
from tests.recovery.complaining import complaint_of, solved

BOARD = "/insight/complaints"
Sign = Callable[[str], Client]


@pytest.fixture
def sign_in(cast: Cast) -> Sign:
    """A browser of somebody of the cast."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return signed_in


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    complaint = complaint_of(conversation_with_odile(cast), Actor.agent(cast.mara.pk))
    complaint.change(reason=chosen_reason("late"))
    return complaint


def give(complaint: Complaint, cast: Cast, number: int, minor: int) -> None:
    Remedy.objects.create(
        conversation=complaint.conversation, home=complaint.conversation, customer=complaint.customer,
        complaint=complaint, reason=complaint.reason, kind=RemedyKind.CREDIT, amount_minor=minor, currency="USD",
        given_by=cast.mara, state=RemedyState.SETTLED, key=f"key {number}", given_at=now(),
    )  # fmt: skip


def words(client: Client, address: str = BOARD) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_before_anything_it_says_what_to_do(sign_in: Sign) -> None:
    page = words(sign_in("olive"))

    assert "No complaint is open." in page
    assert "A letter is marked as a complaint with Shift+C." in page


def test_what_is_open_stands_first(sign_in: Sign, complaint: Complaint) -> None:
    page = words(sign_in("tess"))

    assert "“I waited in all Friday afternoon. Nobody called.”" in page
    assert f'href="/conversations/{complaint.conversation_id}"' in page
    assert "Late or did not come" in page


def test_what_is_open_is_asked_for_alone(sign_in: Sign, complaint: Complaint, assert_query_count: QueryCount) -> None:
    client, again = sign_in("olive"), f"{BOARD}/open?team={complaint.conversation.team_id}"
    page = words(client, f"{BOARD}?weeks=12&team={complaint.conversation.team_id}")
    with assert_query_count("open complaints, refreshed"):
        part = words(client, again)

    assert f'data-live="complaints" data-live-url="{again}" data-live-rest="5000"' in page
    assert f'id="complaint-{complaint.pk}"' in part
    assert "Within 24 hours" not in part


def test_a_day_of_it(sign_in: Sign, complaint: Complaint, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=5)
    solved(complaint.conversation, Actor.agent(cast.mara.pk))
    give(complaint, cast, 1, 2500)

    page = words(sign_in("olive"))

    assert "<b>100%</b> <span>within 24 hours" in page
    assert "There are few: chance weighs more here than the work." in page
    assert "$25.00" in page
    assert "100%</b> of what costs money was given without asking anybody: 1 of 1" in page


@pytest.mark.parametrize("name", ["mara", "caleb", "cole"])
@pytest.mark.parametrize("address", [BOARD, f"{BOARD}/open", f"{BOARD}/behind", f"{BOARD}.csv"])
def test_who_does_not_lead_has_no_board(sign_in: Sign, complaint: Complaint, name: str, address: str) -> None:
    assert sign_in(name).get(address).status_code == 403
    assert BOARD not in words(sign_in(name), "/insight")


def test_days_that_are_no_time_are_told(sign_in: Sign) -> None:
    answer = sign_in("olive").get(f"{BOARD}?since=2026-11-02&until=2026-10-01")

    assert answer.status_code == 422
    assert "The last day comes before the first." in answer.content.decode()


def test_the_file_has_the_same_figures(sign_in: Sign, complaint: Complaint, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=5)
    solved(complaint.conversation, Actor.agent(cast.mara.pk))
    give(complaint, cast, 1, 2500)

    answer = sign_in("olive").get(f"{BOARD}.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert ["within-hours", "4", "1", "0%", "0–100%", ""] in rows
    assert ["within-hours", "24", "1", "100%", "0–100%", ""] in rows
    assert ["kind", "Credit", "1", "", "", "$25.00"] in rows
    assert any(row[:3] == ["cause", "Late or did not come", "1"] for row in rows)
    assert "complaints-" in answer["Content-Disposition"]


def test_more_complaints_ask_no_more(
    sign_in: Sign, complaint: Complaint, cast: Cast, assert_query_count: QueryCount
) -> None:
    client = sign_in("olive")
    for number in range(12):
        extra = complaint_of(
            conversation_with_odile(cast, text=f"Nothing came on day {number}", at=now() + timedelta(seconds=number)),
            Actor.agent(cast.mara.pk),
        )
        extra.change(reason=complaint.reason)
        give(extra, cast, number, 100 * number)
    with assert_query_count("recovery board"):
        words(client)


def test_amounts_stand_beside_their_drawing(sign_in: Sign, complaint: Complaint, cast: Cast) -> None:
    for number in range(10):
        extra = complaint_of(
            conversation_with_odile(cast, text=f"Nothing came on day {number}", at=now() + timedelta(seconds=number)),
            Actor.agent(cast.mara.pk),
        )
        extra.change(reason=complaint.reason)
        give(extra, cast, number, 1000 + 100 * number)

    page = words(sign_in("olive"))

    assert "Amounts, $0.00 – $19.00" in page
    assert 'data-label="Half of them">$12.25 – $16.75</td>' in page
    assert page.count('<circle class="dot"') == 10


def test_a_figure_leads_to_the_complaints_behind_it(sign_in: Sign, complaint: Complaint) -> None:
    client = sign_in("olive")
    page = words(client)

    assert f'href="{BOARD}/behind?came=open">1 without a solution yet</a>' in page
    assert "0 agreed</a>" not in page
    listed = words(client, f"{BOARD}/behind?came=open")
    assert "“I waited in all Friday afternoon. Nobody called.”" in listed
    assert f'href="/conversations/{complaint.conversation_id}"' in listed
    assert "There are none." in words(client, f"{BOARD}/behind?came=agreed")


def test_a_cause_leads_to_its_complaints(sign_in: Sign, complaint: Complaint) -> None:
    client = sign_in("olive")
    ours = f"{BOARD}/behind?came=said&reason={complaint.reason_id}"

    assert f'href="{ours}"'.replace("&", "&amp;") in words(client)
    assert "Nobody called" in words(client, ours)
    assert "There are none." in words(client, f"{BOARD}/behind?came=said&reason=0")


def test_a_list_that_there_is_not(sign_in: Sign) -> None:
    assert sign_in("olive").get(f"{BOARD}/behind?came=lost").status_code == 422


def test_the_board_of_one_team(sign_in: Sign, complaint: Complaint, cast: Cast) -> None:
    client = sign_in("olive")
    complaint.conversation.change(team=cast.nursing)

    ours, others = (words(client, f"{BOARD}?weeks=12&team={team.pk}") for team in (cast.nursing, cast.pharmacy))

    assert "Nobody called" in ours
    assert f"{BOARD}/behind?weeks=12&amp;team={cast.nursing.pk}&amp;came=open" in ours
    assert "No complaint is open." in others
    assert "Nobody called" not in others


def test_a_lead_asks_for_no_other_team(sign_in: Sign, complaint: Complaint, cast: Cast) -> None:
    complaint.conversation.change(team=cast.nursing)

    assert "No complaint is open." in words(sign_in("tess"), f"{BOARD}?team={cast.nursing.pk}")
    assert "There are none." in words(sign_in("tess"), f"{BOARD}/behind?team={cast.nursing.pk}")
