"""A colleague is asked: named in a note, they owe an answer, and their note keeps it."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.noting import write_note
from goodword.conversations.choices import DraftKind, State
from goodword.conversations.types import Conversation, Draft, Note
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.operations import undo
from goodword.notifications.types import Notification
from goodword.promises.actions.asking import Question, ask_colleague
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Origin, Outcome, Settled, Target
from goodword.promises.errors import PastDue
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event

HOUR = timedelta(hours=1)


@pytest.fixture
def asked(conversation: Conversation, mara: Actor, cast: Cast) -> Promise:
    """Mara asks Tess, who has an hour."""
    return ask(conversation, f"agent:{cast.tess.pk}", mara)


def ask(conversation: Conversation, who: str, by: Actor) -> Promise:
    return ask_colleague(conversation.pk, Question(who=who, words="Is the gauze <in stock>?", due=now() + HOUR), by=by)


def row(promise: Promise) -> Promise:
    promise.refresh_from_db()
    return promise


def test_whoever_is_asked_owes_an_answer(asked: Promise, cast: Cast) -> None:
    assert (asked.owner, asked.to_agent, asked.customer) == (cast.tess, cast.mara, None)
    assert (asked.origin, asked.target, asked.due_at) == (Origin.INSIDE, Target.INSIDE, now() + HOUR)


def test_the_note_names_them_and_they_hear_of_it(asked: Promise, cast: Cast) -> None:
    note = Note.objects.get(conversation_id=asked.conversation_id)
    assert list(note.mentions.all()) == [cast.tess]
    assert "Is the gauze <in stock>?" in note.text
    assert Notification.objects.filter(agent=cast.tess, matter="mentioned").count() == 1


def test_a_note_the_asker_had_begun_is_not_lost(conversation: Conversation, mara: Actor, cast: Cast) -> None:
    draft = save_draft(conversation.pk, by=mara, kind=DraftKind.NOTE, html="<p>Dock 2</p>")
    ask(conversation, f"agent:{cast.tess.pk}", mara)
    assert draft is not None
    assert Draft.objects.get(pk=draft.pk).html == "<p>Dock 2</p>"


def test_their_note_answers(asked: Promise, cast: Cast) -> None:
    write_note(asked.conversation_id, by=Actor.agent(cast.tess.pk), html="<p>Yes, two boxes.</p>")
    assert (row(asked).outcome, asked.settled) == (Outcome.KEPT, Settled.KEPT)

    undo(last_event("promise.kept").pk, agent=cast.tess, by=Actor.agent(cast.tess.pk))
    assert row(asked).is_owed


def test_nobody_elses_note_answers(asked: Promise, mara: Actor, cast: Cast) -> None:
    for by in (mara, Actor.agent(cast.adam.pk)):
        write_note(asked.conversation_id, by=by, html="<p>Hurry, please.</p>")
    assert row(asked).is_owed


def test_to_ask_somebody_else_answers_nothing(asked: Promise, conversation: Conversation, cast: Cast) -> None:
    ask(conversation, f"agent:{cast.adam.pk}", Actor.agent(cast.tess.pk))
    assert row(asked).is_owed


def test_any_member_answers_for_a_team(conversation: Conversation, cast: Cast) -> None:
    asked = ask(conversation, f"team:{cast.pharmacy.pk}", Actor.agent(cast.adam.pk))
    assert (asked.owner, asked.owner_team) == (None, cast.pharmacy)

    write_note(conversation.pk, by=Actor.agent(cast.olive.pk), html="<p>I do not know.</p>")
    assert row(asked).is_owed
    write_note(conversation.pk, by=Actor.agent(cast.tess.pk), html="<p>Yes.</p>")
    assert row(asked).outcome == Outcome.KEPT


def test_a_late_note_makes_it_good(asked: Promise, cast: Cast, clock: Clock) -> None:
    clock.forward(hours=2)
    look_once()
    assert Notification.objects.filter(agent=cast.tess, matter="broken-mine").exists()

    write_note(asked.conversation_id, by=Actor.agent(cast.tess.pk), html="<p>Yes.</p>")
    assert (row(asked).outcome, asked.settled) == (Outcome.BROKEN, Settled.MADE_GOOD)


def test_it_does_not_keep_the_matter_open(asked: Promise, mara: Actor) -> None:
    assert close_conversation(asked.conversation_id, by=mara).state == State.CLOSED
    assert row(asked).is_owed


def test_a_question_taken_back_was_never_asked(asked: Promise, mara: Actor, cast: Cast) -> None:
    undo(last_event("promise.made").pk, agent=cast.mara, by=mara)
    assert row(asked).withdrawn_at is not None


def test_the_policy_says_by_when(conversation: Conversation, mara: Actor, cast: Cast) -> None:
    term = Term(allowed=timedelta(minutes=20), warn_lead=timedelta(minutes=5))
    create_policy(Terms(name="Everybody", targets={Target.INSIDE: term}), by=Actor.agent(cast.olive.pk))

    asked = ask_colleague(conversation.pk, Question(who=f"agent:{cast.tess.pk}", words="Is it here?"), by=mara)
    assert asked.due_at == now() + timedelta(minutes=20)
    assert asked.warn_at == now() + timedelta(minutes=15)


@pytest.mark.parametrize(
    "changes", [{"who": "agent:0"}, {"who": "mara"}, {"who": "caleb"}, {"words": " "}, {"due": None}]
)
def test_what_cannot_be_asked_leaves_no_note(
    conversation: Conversation, mara: Actor, cast: Cast, changes: dict[str, object]
) -> None:
    said = {"who": f"agent:{cast.tess.pk}", "words": "Is it here?", "due": now() + HOUR, **changes}
    if said["who"] in {"mara", "caleb"}:
        said["who"] = f"agent:{getattr(cast, str(said['who'])).pk}"
    with pytest.raises(Invalid):
        ask_colleague(conversation.pk, Question(**said), by=mara)  # type: ignore[arg-type]
    assert not Note.objects.exists()
    assert "promise.made" not in kinds(conversation.pk)


def test_a_past_time_will_not_do(conversation: Conversation, mara: Actor, cast: Cast) -> None:
    question = Question(who=f"agent:{cast.tess.pk}", words="Is it here?", due=now() - HOUR)
    with pytest.raises(PastDue):
        ask_colleague(conversation.pk, question, by=mara)
