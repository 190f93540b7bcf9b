"""Send later, from the screen."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from goodword.conversations.actions.planning import plan_reply
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft
from goodword.core.actor import Actor
from tests.cast import Cast
from tests.frozen_time import Clock

HTMX = {"HX-Request": "true"}
AT = datetime(2026, 11, 3, 13, 0, tzinfo=UTC)  # eight o'clock in New York


@pytest.fixture
def plan(cast: Cast, conversation: Conversation) -> Draft:
    return plan_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Did it come?</p>", at=AT)


def test_the_times_are_those_of_the_agents_clock(desk: Client, conversation: Conversation) -> None:
    page = desk.get(f"/conversations/{conversation.pk}").content.decode()
    assert "Tomorrow morning" in page
    assert 'name="at" value="2026-11-03T08:00:00-05:00"' in page
    assert "Tue 08:00" in page


@pytest.mark.parametrize("time", [{"at": "2026-11-03T08:00:00-05:00"}, {"at": "typed", "moment": "2026-11-03T08:00"}])
def test_it_is_seen_in_the_thread_until_it_leaves(
    desk: Client, conversation: Conversation, time: dict[str, str]
) -> None:
    form = {"html": "<p>Did it come?</p>", "only_if_silent": "1", **time}
    page = desk.post(f"/conversations/{conversation.pk}/replies", form, headers=HTMX).content.decode()

    draft = Draft.objects.get()
    assert (draft.kind, draft.leaves_at, draft.is_regardless) == (DraftKind.PLANNED, AT, False)
    assert "Did it come?" in page
    assert "only if no reply comes before" in page
    assert "8:00" in page


def test_a_time_in_the_past_loses_no_word(desk: Client, conversation: Conversation) -> None:
    for moment in ("2020-01-01T08:00", "", "soon"):
        form = {"html": "<p>Did it come?</p>", "at": "typed", "moment": moment}
        answer = desk.post(f"/conversations/{conversation.pk}/replies", form, headers=HTMX)
        assert answer.status_code == 422
        assert "Did it come?" in answer.content.decode()


def test_called_off_it_is_in_the_composer_again(desk: Client, plan: Draft) -> None:
    page = desk.post(f"/plans/{plan.pk}/cancellation", headers=HTMX).content.decode()
    assert 'value="&lt;p&gt;Did it come?&lt;/p&gt;"' in page
    assert desk.post(f"/plans/{plan.pk}/departure", headers=HTMX).status_code == 404


def test_sent_at_once_it_can_be_taken_back(desk: Client, plan: Draft) -> None:
    page = desk.post(f"/plans/{plan.pk}/departure", headers=HTMX).content.decode()
    assert "/undoing" in page
    assert not Draft.objects.exists()


def test_another_time(desk: Client, plan: Draft, clock: Clock) -> None:
    desk.post(f"/plans/{plan.pk}/time", {"moment": "2026-11-04T09:30"}, headers=HTMX)
    plan.refresh_from_db()
    assert plan.leaves_at == datetime(2026, 11, 4, 14, 30, tzinfo=UTC)


def test_a_slip_is_told_before_it_is_planned(desk: Client, conversation: Conversation) -> None:
    form = {"html": "<p>Well?</p>", "to": "o.hartwell@example.org", "subject": "", "at": AT.isoformat()}
    page = desk.post(f"/conversations/{conversation.pk}/replies", form, headers=HTMX).content.decode()
    assert "Send later anyway" in page

    desk.post(f"/conversations/{conversation.pk}/replies", {**form, "anyway": AT.isoformat()}, headers=HTMX)

    assert Draft.objects.get().leaves_at == AT


def test_another_team_calls_nothing_off(client: Client, cast: Cast, plan: Draft) -> None:
    client.force_login(cast.caleb)
    assert client.post(f"/plans/{plan.pk}/cancellation").status_code == 404
    assert Draft.objects.get().kind == DraftKind.PLANNED
