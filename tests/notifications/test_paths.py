"""By which paths: what was chosen, what a role has from the start, and what waits for the end of quiet hours."""

from datetime import time, timedelta

import pytest

from goodword.accounts.models import Agent
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation, Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.jobs.worker import run_due_jobs
from goodword.notifications.actions.discretion import let_words_leave
from goodword.notifications.actions.habits import choose_paths, pause_until_tomorrow, resume, set_quiet_hours
from goodword.notifications.actions.reading import mark_looked_at
from goodword.notifications.choices import Matter, Post
from goodword.notifications.defaults import Paths
from goodword.notifications.models import Notification, Preference
from goodword.notifications.queries import notices
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock

WITH_MAIL = Paths(app=True, mail=True)


def by(agent: Agent) -> Actor:
    return Actor.agent(agent.pk)


def wants(agent: Agent, paths: Paths, *matters: Matter) -> None:
    choose_paths(by=by(agent), paths=dict.fromkeys(matters or (Matter.ASSIGNED, Matter.WROTE_MINE), paths))


def gives_mara_one(cast: Cast) -> Conversation:
    return assign_conversation(conversation_with_odile(cast).pk, by=by(cast.tess), to=cast.mara.pk)


def subjects(relay: ScriptedRelay) -> list[str]:
    return [str(mail["Subject"]) for mail in relay.given]


def every_night(agent: Agent) -> None:
    set_quiet_hours(by=by(agent), begins=time(0), ends=time(23, 59), days=frozenset(range(7)), free_days=frozenset())


def test_from_the_start_agents_are_not_mailed_but_colleagues_are(cast: Cast, visits: Mailbox) -> None:
    number = gives_mara_one(cast).pk
    assign_conversation(number, by=by(cast.tess), to=cast.cole.pk)

    posts = dict(Notification.objects.filter(matter=Matter.ASSIGNED).values_list("agent__email", "post"))
    assert posts == {"mara@wrenfield.example": Post.NONE, "cole@wrenfield.example": Post.WAITING}


def test_what_is_chosen_as_it_was_is_no_choice(cast: Cast) -> None:
    wants(cast.mara, WITH_MAIL)
    assert Preference.objects.count() == 2
    wants(cast.mara, Paths(app=True, push=True, digest=True))
    assert not Preference.objects.exists()


def test_what_may_not_be_missed_stays_in_the_desk(cast: Cast) -> None:
    wants(cast.adam, Paths(), Matter.URGENT, Matter.ALARM)
    conversation_with_odile(cast, text="Since this morning my chest hurts and I can't breathe.")

    row = Notification.objects.get(agent=cast.adam)
    assert (row.read_at, row.post, row.push) == (None, Post.NONE, Post.NONE)


def test_by_no_path_there_is_nothing(cast: Cast) -> None:
    wants(cast.mara, Paths())
    gives_mara_one(cast)
    assert not Notification.objects.exists()


def test_only_by_mail_it_counts_as_read_in_the_desk(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    wants(cast.mara, Paths(mail=True))
    gives_mara_one(cast)
    clock.forward(minutes=1)
    run_due_jobs()

    assert not Notification.objects.unread().exists()
    assert len(relay.given) == 1


def test_who_looks_within_a_minute_needs_no_mail(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    wants(cast.mara, WITH_MAIL)
    number = gives_mara_one(cast).pk
    clock.forward(seconds=30)
    mark_looked_at(number, by=by(cast.mara))
    clock.forward(seconds=30)
    run_due_jobs()

    assert relay.given == []
    assert Notification.objects.get().post == Post.NONE


def test_many_letters_are_one_mail_every_five_minutes(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    wants(cast.mara, WITH_MAIL, Matter.WROTE_MINE)
    number = gives_mara_one(cast).pk
    for _ in range(14):
        receive_message(letter(cast, odile(), conversation_id=number))
        clock.forward(seconds=30)
        run_due_jobs()

    assert len(relay.given) == 2
    assert Notification.objects.get(matter=Matter.WROTE_MINE).count == 14


def test_in_quiet_hours_mail_waits_and_comes_as_one(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    wants(cast.mara, WITH_MAIL)
    every_night(cast.mara)
    gives_mara_one(cast)
    seen = gives_mara_one(cast)
    gives_mara_one(cast)
    clock.forward(minutes=5)
    mark_looked_at(seen.pk, by=by(cast.mara))
    run_due_jobs()
    assert relay.given == []

    set_quiet_hours(by=by(cast.mara), begins=time(0), ends=time(1), days=frozenset(), free_days=frozenset())
    run_due_jobs()
    assert subjects(relay) == ["2 things while you were away"]
    assert f"#{seen.pk}" not in relay.given[0].get_content()
    run_due_jobs()
    assert len(relay.given) == 1


def test_at_their_end_without_anybody_doing_anything(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    wants(cast.mara, WITH_MAIL)
    pause_until_tomorrow(by=by(cast.mara))
    gives_mara_one(cast)
    clock.forward(hours=10)
    run_due_jobs()
    assert relay.given == []

    clock.forward(hours=26)
    run_due_jobs()
    assert subjects(relay) == ["1 thing while you were away"]


def test_urgent_wording_does_not_wait(cast: Cast, visits: Mailbox, relay: ScriptedRelay) -> None:
    every_night(cast.adam)
    pause_until_tomorrow(by=by(cast.adam))
    conversation_with_odile(cast, text="Since this morning my chest hurts and I can't breathe.")
    run_due_jobs()

    assert "adam@wrenfield.example" in {str(mail["To"]) for mail in relay.given}


def test_a_pause_can_be_ended(cast: Cast, visits: Mailbox, relay: ScriptedRelay) -> None:
    wants(cast.mara, WITH_MAIL)
    assert pause_until_tomorrow(by=by(cast.mara)).paused_until > now() + timedelta(hours=3)  # type: ignore[operator]
    gives_mara_one(cast)
    resume(by=by(cast.mara))
    run_due_jobs()

    assert subjects(relay) == ["1 thing while you were away"]


@pytest.mark.parametrize("wrong", [{"free_days": frozenset(range(7))}, {"ends": time(19)}, {"days": frozenset({7})}])
def test_quiet_hours_that_make_no_sense(cast: Cast, wrong: dict[str, object]) -> None:
    hours = {"begins": time(19), "ends": time(8), "days": frozenset({0}), "free_days": frozenset[int]()}
    with pytest.raises(Invalid):
        set_quiet_hours(by=by(cast.mara), **{**hours, **wrong})  # type: ignore[arg-type]


def test_words_leave_only_if_the_organization_lets_them(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    wants(cast.mara, WITH_MAIL)
    for with_words in (False, True):
        let_words_leave(by=by(cast.adam), with_words=with_words)
        gives_mara_one(cast)
        clock.forward(minutes=1)
        run_due_jobs()

    without, with_words_ = (mail.as_string() for mail in relay.given)
    assert "Odile" not in without
    assert "dressings" not in without
    assert "I waited in all Friday afternoon" in with_words_
    assert "The dressings did not come Friday" in subjects(relay)[1]


def test_only_who_administers_lets_words_leave(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        let_words_leave(by=by(cast.tess), with_words=True)


def test_in_the_desk_subjects_stand_for_whom_may_read_them(cast: Cast) -> None:
    gives_mara_one(cast)
    assert [notice.around.subject for notice in notices(cast.mara)[0]] == ["The dressings did not come Friday"]
