"""What presses today: who owes it, who may know, and what does not press."""

from datetime import timedelta

import pytest

from goodword.accounts.models import Agent
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.turning import set_turn
from goodword.conversations.choices import Turn
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.choices import Target
from goodword.promises.queries.today import (
    last_words,
    nobodys_for,
    pressing_for,
    red_for,
    resting_for,
    waiting_for,
)
from goodword.promises.types import Promise, ServicePolicy
from goodword.promises.watcher import look_once
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock


def word(conversation: Conversation, minutes: int, **changes: object) -> Promise:
    said = Word(**{"ours": f"In {minutes}", "due": now() + timedelta(minutes=minutes), **changes})  # type: ignore[arg-type]
    return give_promise(conversation.pk, said, by=Actor.agent(changes.get("owner") or 1))  # type: ignore[arg-type]


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def said(found: object) -> list[str]:
    return [row.ours for row in found.rows]  # type: ignore[attr-defined]


def test_mine_stand_as_they_are_due_and_broken_ones_first(cast: Cast, matter: Conversation, clock: Clock) -> None:
    for minutes in (90, 5, 40):
        word(matter, minutes, owner=cast.mara.pk)
    word(matter, 10, owner=cast.tess.pk)
    clock.forward(minutes=6)

    assert said(pressing_for(cast.mara)) == ["In 5", "In 40", "In 90"]


def test_what_is_kept_presses_no_more(cast: Cast, matter: Conversation, mara: Actor) -> None:
    first, _second = word(matter, 5, owner=cast.mara.pk), word(matter, 6, owner=cast.mara.pk)
    keep_promise(first.pk, by=mara)

    assert said(pressing_for(cast.mara)) == ["In 6"]


def test_there_are_more_than_are_shown(cast: Cast, matter: Conversation) -> None:
    for minutes in range(1, 4):
        word(matter, minutes, owner=cast.mara.pk)

    found = pressing_for(cast.mara, 2)

    assert (said(found), found.has_more) == (["In 1", "In 2"], True)
    assert not pressing_for(cast.mara, 3).has_more


def test_whoever_may_not_read_the_matter_does_not_see_its_promise(cast: Cast, matter: Conversation) -> None:
    word(matter, 5, owner=cast.mara.pk)
    assert said(pressing_for(cast.mara)) == ["In 5"]

    move_conversation(matter.pk, by=Actor.agent(cast.olive.pk), team=cast.nursing.pk)

    assert said(pressing_for(cast.mara)) == []


def test_what_is_given_or_stands_still_rests(policy: ServicePolicy, cast: Cast, clock: Clock, mara: Actor) -> None:
    conversation = receive_message(letter(cast, odile())).conversation
    assign_conversation(conversation.pk, by=mara, to=cast.mara.pk)
    assert {row.target for row in pressing_for(cast.mara).rows} == {Target.FIRST_REPLY, Target.RESOLUTION}

    clock.forward(minutes=1)
    send_reply(conversation.pk, by=mara, html="<p>Which size do you need?</p>")

    assert pressing_for(cast.mara).rows == []
    assert {row.target for row in resting_for(cast.mara).rows} == {Target.FIRST_REPLY, Target.RESOLUTION}


def test_what_nobody_has_is_shown_to_its_team(policy: ServicePolicy, cast: Cast) -> None:
    conversation = receive_message(letter(cast, odile())).conversation

    def has(agent: Agent) -> bool:
        return conversation.pk in {row.conversation_id for row in nobodys_for(agent).rows}

    assert [has(agent) for agent in (cast.mara, cast.tess, cast.olive)] == [True] * 3
    assert [has(agent) for agent in (cast.caleb, cast.cole)] == [False] * 2
    assign_conversation(conversation.pk, by=Actor.agent(cast.mara.pk), to=cast.mara.pk)
    assert not has(cast.tess)


def test_what_was_broken_or_warned_of_is_red_for_leads(cast: Cast, matter: Conversation, clock: Clock) -> None:
    for minutes in (5, 60, 600):
        word(matter, minutes, owner=cast.mara.pk)
    word(matter, 5, owner=cast.tess.pk, ours="Her own")
    clock.forward(minutes=40)
    look_once()

    assert [said(red_for(agent)) for agent in (cast.tess, cast.mara, cast.caleb)] == [["In 5", "In 60"], [], []]
    assert "In 5" in said(red_for(cast.olive))


def test_a_lead_of_another_team_sees_none_of_it(cast: Cast, matter: Conversation, clock: Clock) -> None:
    word(matter, 5, owner=cast.mara.pk)
    clock.forward(minutes=6)
    look_once()
    cast.tess.teams.set([cast.nursing])

    assert said(red_for(Agent.objects.get(pk=cast.tess.pk))) == []


def test_who_waits_without_a_promise_waits_on_whoever_has_it(cast: Cast, matter: Conversation, mara: Actor) -> None:
    assign_conversation(matter.pk, by=mara, to=cast.mara.pk)
    assert [row.pk for row in waiting_for(cast.mara).rows] == [matter.pk]
    assert waiting_for(cast.tess).rows == []

    word(matter, 5, owner=cast.mara.pk)

    assert waiting_for(cast.mara).rows == []


def test_the_last_word_is_theirs_though_it_is_their_turn(cast: Cast, matter: Conversation, mara: Actor) -> None:
    assign_conversation(matter.pk, by=mara, to=cast.mara.pk)
    set_turn(matter.pk, by=mara, to=Turn.THEIRS)
    assert (last_words(cast.mara), last_words(cast.tess)) == (1, 0)

    send_reply(matter.pk, by=mara, html="<p>It is on its way.</p>")

    assert last_words(cast.mara) == 0


LISTS = {"mine": pressing_for, "resting": resting_for, "nobodys": nobodys_for, "red": red_for}


@pytest.fixture
def pressed(policy: ServicePolicy, cast: Cast, clock: Clock) -> None:
    """Matters of one team, the other and none; owed by two people, by a team and by nobody; some broken, one given."""
    by = Actor.agent(cast.olive.pk)
    for place, team in enumerate((cast.pharmacy, cast.nursing, None)):
        number = receive_message(letter(cast, odile(), subject=f"Number {place}")).conversation.pk
        move_conversation(number, by=by, team=team.pk if team else None)
        matter = Conversation.objects.get(pk=number)
        for minutes, owner in ((5, cast.mara), (60, cast.caleb), (600, cast.tess)):
            word(matter, minutes, owner=owner.pk)
        give_promise(
            number, Word(ours="Team", due=now() + timedelta(hours=1), owner_team=team.pk if team else None), by=by
        )
    send_reply(number, by=Actor.agent(cast.mara.pk), html="<p>It comes today.</p>")
    clock.forward(minutes=40)
    look_once()


@pytest.mark.parametrize("teams", [0, 1, 2])
@pytest.mark.parametrize("who", ["olive", "adam", "tess", "mara", "caleb", "cole"])
def test_what_is_written_once_is_what_is_asked(pressed: None, cast: Cast, who: str, teams: int) -> None:
    agent = Agent.objects.get(pk=getattr(cast, who).pk)
    agent.teams.set([cast.pharmacy, cast.nursing][:teams])
    for name, asked in LISTS.items():
        usual, other = asked(agent), asked(agent, 50)
        assert [row.pk for row in usual.rows] == [row.pk for row in other.rows], name
    assert bool(pressing_for(cast.mara).rows)
    assert bool(red_for(cast.olive).rows)
