"""The page *What we learned*."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.playbook.actions.reasons import chosen_reason
from goodword.promises.actions.keeping import keep_promise
from goodword.recovery.actions.contributing import Contributed, write_contribution
from goodword.recovery.actions.correcting import fix_for_cause, no_change
from goodword.recovery.models import Complaint
from goodword.web.insight.recovery import learned
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.query_counts import QueryCount
from tests.recovery.complaining import complaint_of

LEARNED = "/insight/learned"
Sign = Callable[[str], Client]


@pytest.fixture
def sign_in(cast: Cast) -> Sign:
    """A browser of somebody of the cast."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return signed_in


def complain(cast: Cast, mara: Actor, number: int = 0) -> Complaint:
    at = now() + timedelta(seconds=number)
    complaint = complaint_of(conversation_with_odile(cast, text=f"Nothing came, {number}.", at=at), mara)
    complaint.change(reason=chosen_reason("late"))
    return complaint


@pytest.fixture
def complaint(cast: Cast, mara: Actor) -> Complaint:
    """With our part of it, and a fix for its cause."""
    complaint = complain(cast, mara)
    part = Contributed(ours="We planned the route.", mine="I saw it and waited.", learned="Who sees it says it.")
    write_contribution(complaint.conversation_id, part, by=mara)
    due = now() + timedelta(days=14)
    fix_for_cause(complaint.conversation_id, "Call before.", who=f"agent:{mara.id}", due=due, by=mara)
    return complaint


def words(client: Client, address: str = LEARNED) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_before_anything_it_says_what_will_be_here(sign_in: Sign) -> None:
    page = words(sign_in("olive"))

    assert "Nothing was learned in this time yet" in page
    assert "with whether the cause came up again." in page


def test_a_line_says_it_in_its_words(sign_in: Sign, complaint: Complaint, cast: Cast) -> None:
    page = words(sign_in("tess"))

    for told in ("Late or did not come", "We planned the route.", "I saw it and waited.", "Who sees it says it."):
        assert told in page
    assert "Call before." in page
    assert f'Not done yet <span class="faint">{cast.mara.name}, due' in page
    assert f'href="/conversations/{complaint.conversation_id}"' in page


def test_what_is_done_says_whether_it_came_up_again(
    sign_in: Sign, complaint: Complaint, mara: Actor, clock: Clock
) -> None:
    clock.forward(days=15)
    assert "Late, not done yet" in words(sign_in("olive"))

    keep_promise(complaint.corrective_actions.get().promise_id or 0, by=mara)
    clock.forward(days=2)
    page = words(sign_in("olive"))

    assert "<small>Done " in page
    assert "Before: 1 in 15 days. After: 0 in 2 days." in page
    assert "It is too early to tell whether it helped." in page


def test_of_one_reason_and_one_time(sign_in: Sign, complaint: Complaint) -> None:
    client, reason = sign_in("olive"), complaint.reason_id

    page = words(client, f"{LEARNED}?reason={reason}&weeks=12")
    assert "We planned the route." in page
    assert f'href="/insight/learned?weeks=26&amp;reason={reason}"' in page
    assert f'<input type="hidden" name="reason" value="{reason}">' in page
    assert "We planned the route." not in words(client, f"{LEARNED}?reason=0")
    assert "We planned the route." not in words(client, f"{LEARNED}?since=2020-01-01&until=2020-02-01")
    assert client.get(f"{LEARNED}?since=2026-11-02&until=2026-10-01").status_code == 422


@pytest.mark.parametrize("name", ["mara", "caleb", "cole"])
def test_who_does_not_lead_does_not_see_it(sign_in: Sign, complaint: Complaint, name: str) -> None:
    assert sign_in(name).get(LEARNED).status_code == 403


def test_a_lead_sees_their_teams_alone(sign_in: Sign, complaint: Complaint, cast: Cast) -> None:
    complaint.conversation.change(team=None)

    assert "We planned the route." not in words(sign_in("tess"))
    assert "We planned the route." in words(sign_in("olive"))


def test_the_board_and_the_three_recoveries_lead_there(sign_in: Sign, complaint: Complaint) -> None:
    recoveries, address = f"/conversations/{complaint.conversation_id}/complaint/recoveries", f'href="{LEARNED}'

    assert f'{address}"' in words(sign_in("tess"), "/insight/complaints")
    assert f'{address}?weeks=26&amp;reason={complaint.reason_id}"' in words(sign_in("tess"), recoveries)
    assert address not in words(sign_in("mara"), recoveries)


def test_older_ones_follow(sign_in: Sign, cast: Cast, mara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "MOST", 2)
    complaints = [complain(cast, mara, number) for number in range(3)]
    for one in complaints:
        no_change(one.conversation_id, f"The storm, {one.pk}.", by=mara)
    client = sign_in("olive")

    first, second = words(client), words(client, f"{LEARNED}?after={complaints[1].pk}")

    assert f'href="{LEARNED}?after={complaints[1].pk}"' in first
    assert [f"The storm, {one.pk}." in second for one in complaints] == [True, False, False]
    assert "Older ones" not in second
    assert "From the newest" in second


@pytest.mark.parametrize("further", [1, 6])
def test_more_complaints_ask_no_more(
    complaint: Complaint, cast: Cast, clock: Clock, assert_query_count: QueryCount, further: int
) -> None:
    mara, client = Actor.agent(cast.mara.pk), Client()
    for number in range(further):
        extra, due = complain(cast, mara, number + 1), now() + timedelta(days=1)
        fix = fix_for_cause(extra.conversation_id, "Call.", who=f"agent:{mara.id}", due=due, by=mara)
        clock.forward(hours=1)
        keep_promise(fix.promise_id or 0, by=mara)
    clock.forward(days=1)
    client.force_login(cast.olive)
    with assert_query_count("what we learned"):
        words(client)
