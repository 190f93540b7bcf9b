"""The summary by mail: once for each time it is due, in the reader's language and zone, and never about nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.mail import EmailMessage

from goodword.accounts.actions.managing import suspend_agent
from goodword.accounts.actions.preferences import change_my_preferences
from goodword.accounts.models import Agent
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.notifications.actions.habits import set_summary
from goodword.notifications.choices import Rhythm
from goodword.notifications.jobs import send_summaries
from goodword.notifications.jobs.summaries import SummariesFailed
from goodword.notifications.models import Habits
from goodword.notifications.queries_of_summaries import Waiting
from goodword.notifications.summary_letters import summary_letter
from tests.cast import Cast, conversation_with_odile
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock


def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def daily(cast: Cast) -> Habits:
    return set_summary(by=mara(cast), rhythm=Rhythm.DAILY, hour=8, day=0)


def look(times: int = 1) -> None:
    for _ in range(times):
        send_summaries.call()
    run_due_jobs()


def test_what_waits_is_told_once_a_day(
    cast: Cast, daily: Habits, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    conversation = conversation_with_odile(cast)
    assign_conversation(conversation.pk, by=mara(cast), to=cast.mara.pk)
    look()
    assert relay.given == []

    clock.forward(hours=24)
    look(times=3)
    (mail,) = relay.given
    assert (mail["To"], mail["Subject"]) == ("mara@wrenfield.example", "1 conversation waits for you")
    assert f"#{conversation.pk}, since " in mail.get_content()
    assert "Odile" not in mail.as_string()
    assert mail["Auto-Submitted"] == "auto-generated"

    clock.forward(days=5)  # the desk was down: one, not five
    look(times=2)
    assert len(relay.given) == 2


def test_nothing_is_told_of_nothing(
    cast: Cast, daily: Habits, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    clock.forward(hours=24)
    look()

    assert relay.given == []
    assert Habits.objects.get().digest_due_at > daily.digest_due_at  # type: ignore[operator]


def test_what_nobody_has_in_my_teams(
    cast: Cast, daily: Habits, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    conversation_with_odile(cast)
    clock.forward(hours=24)
    look()

    assert "In your teams 1 conversation waits that nobody has." in relay.given[0].get_content()


def test_what_i_was_told_and_did_not_look_at(
    cast: Cast, daily: Habits, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    clock.forward(hours=8)
    assign_conversation(conversation_with_odile(cast).pk, by=Actor.agent(cast.tess.pk), to=cast.mara.pk)
    clock.forward(hours=15)
    look()

    assert "Tess Whitcombe gave you #" in relay.given[0].get_content()


def test_who_left_gets_none(cast: Cast, daily: Habits, visits: Mailbox, relay: ScriptedRelay, clock: Clock) -> None:
    conversation_with_odile(cast)
    suspend_agent(cast.mara.pk, by=Actor.agent(cast.adam.pk))
    clock.forward(hours=24)
    look()

    assert relay.given == []


def test_in_another_zone_it_comes_at_the_same_hour_there(cast: Cast, daily: Habits) -> None:
    change_my_preferences(
        by=mara(cast), language="en", time_zone="Asia/Tokyo", theme=cast.mara.theme, density=cast.mara.density
    )
    due = Habits.objects.get().digest_due_at
    assert due is not None
    assert due.hour == 23  # eight in the morning in Tokyo


@pytest.mark.real_time
def test_every_day_of_the_year_has_one(cast: Cast, visits: Mailbox, relay: ScriptedRelay) -> None:
    """Also the two days on which the clocks of New York change."""
    with time_machine.travel(datetime(2026, 3, 7, 6, tzinfo=UTC), tick=False) as travel:
        set_summary(by=mara(cast), rhythm=Rhythm.DAILY, hour=2, day=0)
        conversation_with_odile(cast)
        for _ in range(24 * 3):
            send_summaries.call()
            travel.shift(3600)
        run_due_jobs()

    assert len(relay.given) == 3


@pytest.mark.usefixtures("daily")
def test_one_that_fails_keeps_nobody_waiting_and_is_tried_again(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_summary(by=Actor.agent(cast.tess.pk), rhythm=Rhythm.DAILY, hour=9, day=0)
    for agent in (cast.mara, cast.tess):
        assign_conversation(conversation_with_odile(cast).pk, by=mara(cast), to=agent.pk)
    clock.forward(hours=25)
    with monkeypatch.context() as broken:
        broken.setattr("goodword.notifications.jobs.summaries.summary_letter", failing_for(cast.mara.pk))
        with pytest.raises(SummariesFailed):
            look()
    look(times=0)
    assert [mail["To"] for mail in relay.given] == ["tess@wrenfield.example"]

    look(times=2)
    assert [mail["To"] for mail in relay.given] == ["tess@wrenfield.example", "mara@wrenfield.example"]


def failing_for(agent_id: int) -> Callable[[Agent, Waiting], EmailMessage]:
    def letter(agent: Agent, waiting: Waiting) -> EmailMessage:
        if agent.pk == agent_id:
            raise ZeroDivisionError
        return summary_letter(agent, waiting)

    return letter
