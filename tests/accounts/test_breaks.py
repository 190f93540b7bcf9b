"""A break is honoured: nothing is given to whoever has one, by anybody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from goodword.accounts.actions.breaks import check_gives_to, end_break, take_break
from goodword.accounts.errors import OnBreak
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.operations import latest_undoable, undo
from goodword.promises.actions.asking import Question, ask_colleague
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.recovery.actions.assessing import look_into_complaint
from goodword.recovery.actions.correcting import fix_for_cause
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of
from tests.timeline import kinds, last_event, recorded


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def tess(cast: Cast) -> Actor:
    return Actor.agent(cast.tess.pk)


@pytest.fixture
def mara(cast: Cast) -> Actor:
    """Mara, who has a break of twenty minutes."""
    by = Actor.agent(cast.mara.pk)
    take_break(20, by=by)
    return by


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def test_it_lasts_as_long_as_was_chosen(cast: Cast, mara: Actor, clock: Clock) -> None:
    cast.mara.refresh_from_db()
    assert cast.mara.break_until == now() + timedelta(minutes=20)
    assert last_event("agent.break-taken").data == {"agent_id": cast.mara.pk, "minutes": 20}

    take_break(10, by=mara)
    assert len(recorded("agent.break-taken")) == 1

    clock.forward(minutes=20)
    assert not cast.mara.is_on_break


@pytest.mark.parametrize("minutes", [0, -10, 15, 600])
def test_no_other_length(cast: Cast, minutes: int) -> None:
    with pytest.raises(Invalid):
        take_break(minutes, by=Actor.agent(cast.mara.pk))


@pytest.mark.django_db
def test_only_people_have_breaks() -> None:
    with pytest.raises(NotAllowed):
        take_break(10, by=SYSTEM)


def test_one_is_back_early(cast: Cast, mara: Actor, tess: Actor, conversation: Conversation) -> None:
    end_break(by=mara)
    end_break(by=mara)

    assert len(recorded("agent.break-ended")) == 1
    assert assign_conversation(conversation.pk, by=tess, to=mara.id).assignee_id == mara.id


GIVING: list[Callable[[Conversation, Actor, int], object]] = [
    lambda conversation, by, to: assign_conversation(conversation.pk, by=by, to=to),
    lambda conversation, by, to: give_promise(
        conversation.pk, Word(ours="Look", due=now() + timedelta(days=1), owner=to), by=by
    ),
    lambda conversation, by, to: hand_over_promise(
        give_promise(conversation.pk, Word(ours="Call", due=now() + timedelta(days=1)), by=by).pk, by=by, agent=to
    ),
]


def _looked_into(conversation: Conversation, by: Actor, to: int) -> object:
    complaint_of(conversation, by)
    return look_into_complaint(conversation.pk, by=by, to=to)


def _put_right(conversation: Conversation, by: Actor, to: int) -> object:
    complaint_of(conversation, by)
    return fix_for_cause(conversation.pk, "Call first.", who=f"agent:{to}", due=now() + timedelta(days=1), by=by)


GIVING += [
    _looked_into,
    _put_right,
    lambda conversation, by, to: ask_colleague(
        conversation.pk, Question(who=f"agent:{to}", words="Which?", due=now() + timedelta(days=1)), by=by
    ),
]


@pytest.mark.parametrize("give", GIVING)
def test_nobody_gives_them_anything(
    give: Callable[[Conversation, Actor, int], object],
    mara: Actor,
    tess: Actor,
    conversation: Conversation,
    clock: Clock,
) -> None:
    with pytest.raises(OnBreak) as refusal:
        give(conversation, tess, mara.id or 0)
    assert "Mara Lindqvist has a break until" in " ".join(map(str, refusal.value.fields.values()))

    clock.forward(minutes=21)
    give(conversation, tess, mara.id or 0)


@pytest.mark.parametrize("give", GIVING[:-1])  # nobody asks themselves
def test_they_may_take_things_themselves(
    give: Callable[[Conversation, Actor, int], object], mara: Actor, conversation: Conversation
) -> None:
    before = kinds(conversation.pk)

    give(conversation, mara, mara.id or 0)

    assert kinds(conversation.pk) != before


def test_what_they_had_stays_theirs_and_can_come_back(cast: Cast, tess: Actor, conversation: Conversation) -> None:
    assign_conversation(conversation.pk, by=tess, to=cast.mara.pk)
    assign_conversation(conversation.pk, by=tess, to=cast.tess.pk)
    take_break(10, by=Actor.agent(cast.mara.pk))

    event = latest_undoable(conversation.pk, by=tess)
    assert event is not None
    undo(event.pk, agent=cast.tess, by=tess)

    conversation.refresh_from_db()
    assert conversation.assignee_id == cast.mara.pk


def test_the_desk_itself_is_not_asked(cast: Cast, mara: Actor) -> None:
    check_gives_to(cast.mara.pk, by=SYSTEM)
    check_gives_to(None, by=mara)


def test_another_time_for_what_they_owe_is_nothing_more(
    cast: Cast, tess: Actor, conversation: Conversation, clock: Clock
) -> None:
    word = Word(ours="Call", due=now() + timedelta(days=1), owner=cast.mara.pk)
    promise = give_promise(conversation.pk, word, by=tess)
    take_break(20, by=Actor.agent(cast.mara.pk))

    new = renegotiate_promise(
        promise.pk, by=tess, due=now() + timedelta(days=2), because="The van is late.", told=Told.SPOKEN
    )

    assert new.owner_id == cast.mara.pk
