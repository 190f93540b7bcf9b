"""What was promised on another way than the composer: proposed afterwards, and a promise once somebody says so."""

from datetime import UTC, datetime, timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.mailed import reply_by_mail
from goodword.conversations.actions.noting_sent import note_sent_elsewhere
from goodword.conversations.actions.talking import Said, correct_talk, log_talk, take_back_talk
from goodword.conversations.choices import Channel, Direction
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.operations import undo
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.proposing import accept_noticed, dismiss_noticed
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Noticing, Origin, Target
from goodword.promises.errors import StillOwed
from goodword.promises.events import NoticedDismissed, PromiseMade, PromiseNoticed
from goodword.promises.types import NoticedPromise, Promise
from tests.cast import Cast, letter, odile
from tests.timeline import kinds, last_event

CALL = "Dear Odile,\n\nI'll call you tomorrow before noon."
NOON = datetime(2026, 11, 3, 17, 0, tzinfo=UTC)


def send_elsewhere(cast: Cast, conversation: Conversation, text: str = CALL, **changes: object) -> None:
    by = Actor.agent(cast.mara.pk)
    arrival = letter(cast, odile(), conversation_id=conversation.pk, text=text, **changes)
    note_sent_elsewhere(arrival, by=by, answers=True)


@pytest.fixture
def proposed(cast: Cast, conversation: Conversation) -> NoticedPromise:
    """Mara wrote from her own mail program that she calls tomorrow."""
    send_elsewhere(cast, conversation)
    return NoticedPromise.objects.get()


def test_a_letter_from_elsewhere_proposes(proposed: NoticedPromise, cast: Cast, conversation: Conversation) -> None:
    assert (proposed.words, proposed.due_at) == ("I'll call you tomorrow before noon", NOON)
    assert (proposed.writer, proposed.target, proposed.is_proposed) == (cast.mara, Target.CALLBACK, True)
    assert PromiseNoticed.kind in kinds(conversation.pk)
    assert not Promise.objects.exists()


def test_so_does_an_answer_to_a_notification(conversation: Conversation, mara: Actor) -> None:
    reply_by_mail(conversation.pk, by=mara, text=CALL)
    assert NoticedPromise.objects.get().due_at == NOON


OURS = "I'll call you tomorrow before noon."


@pytest.mark.parametrize(
    ("said", "noticed"),
    [
        ({"direction": Direction.OUT, "words": OURS}, 1),
        ({"direction": Direction.IN, "words": OURS}, 0),
        ({"direction": Direction.IN, "words": "Where is it?", "outcome": OURS}, 1),
    ],
)
def test_of_a_call_only_our_words_do(
    conversation: Conversation, mara: Actor, said: dict[str, str], noticed: int
) -> None:
    log_talk(conversation.pk, Said(channel=Channel.PHONE, **said), by=mara)  # type: ignore[arg-type]
    assert NoticedPromise.objects.count() == noticed


def test_a_call_written_down_otherwise_proposes_otherwise(conversation: Conversation, mara: Actor) -> None:
    said = Said(channel=Channel.PHONE, direction=Direction.OUT, words="I'll call you tomorrow before noon.")
    call = log_talk(conversation.pk, said, by=mara)
    correct_talk(call.pk, Said(channel=Channel.PHONE, direction=Direction.OUT, words="All is well."), by=mara)
    assert not NoticedPromise.objects.exists()

    correct_talk(call.pk, said, by=mara)
    take_back_talk(call.pk, by=mara)
    assert not NoticedPromise.objects.exists()


@pytest.mark.parametrize(
    ("days", "text"),
    [(4, CALL.replace("tomorrow before noon", "in three weeks")), (2, CALL), (0, "Thank you.")],
    ids=["written long ago", "due by now", "nothing promised"],
)
def test_what_is_old_or_past_proposes_nothing(cast: Cast, conversation: Conversation, days: int, text: str) -> None:
    send_elsewhere(cast, conversation, text, at=now() - timedelta(days=days))
    assert not NoticedPromise.objects.exists()


def test_nor_do_signatures_and_what_is_quoted(cast: Cast, conversation: Conversation) -> None:
    said = "Thank you.\n\n"
    send_elsewhere(cast, conversation, f"{said}> {CALL}", quoted_from=len(said))
    send_elsewhere(cast, conversation, f"{said}-- \nWe will call you tomorrow.")
    assert not NoticedPromise.objects.exists()


def test_nor_does_what_is_promised_already(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    give_promise(conversation.pk, Word(ours="Call", due=NOON, target=Target.CALLBACK), by=mara)
    send_elsewhere(cast, conversation)
    assert not NoticedPromise.objects.exists()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "You will have it by Wednesday, November 4, 2026, 12:00 PM."),
        (41, "You will have it by Monday, December 14, 2026, 12:00 PM."),
        (41, "Lo tendrá a más tardar el lunes, 14 de diciembre de 2026, 12:00."),
    ],
)
def test_a_letter_that_tells_of_another_time_proposes_it_not_twice(
    conversation: Conversation, mara: Actor, days: int, words: str
) -> None:
    old = give_promise(conversation.pk, Word(ours="Call", due=NOON), by=mara)
    later, html = NOON + timedelta(days=days), f"<p>{words}</p>"
    renegotiate_promise(old.pk, by=mara, due=later, because="rain", told=Told.LETTER, html=html)
    assert not NoticedPromise.objects.exists()


def test_accepted_it_is_a_promise_of_whoever_wrote_it(proposed: NoticedPromise, cast: Cast) -> None:
    promise = accept_noticed(proposed.pk, by=Actor.agent(cast.tess.pk))

    assert promise is not None
    assert (promise.origin, promise.due_at, promise.owner) == (Origin.NOTICED, NOON, cast.mara)
    assert (promise.made_in, promise.made_by) == (proposed.message, cast.tess)
    assert accept_noticed(proposed.pk, by=Actor.agent(cast.tess.pk)) == promise


def test_accepting_can_be_undone(proposed: NoticedPromise, cast: Cast, mara: Actor) -> None:
    accept_noticed(proposed.pk, by=mara)
    undo(last_event(PromiseMade.kind).pk, agent=cast.mara, by=mara)

    proposed.refresh_from_db()
    assert (proposed.is_proposed, proposed.promise) == (True, None)


def test_dismissing_can_be_undone(proposed: NoticedPromise, cast: Cast, mara: Actor) -> None:
    assert dismiss_noticed(proposed.pk, by=mara).state == Noticing.DISMISSED
    undo(last_event(NoticedDismissed.kind).pk, agent=cast.mara, by=mara)

    proposed.refresh_from_db()
    assert proposed.is_proposed


def test_a_proposal_blocks_nothing_until_it_is_accepted(
    proposed: NoticedPromise, conversation: Conversation, mara: Actor
) -> None:
    accept_noticed(proposed.pk, by=mara, due=NOON + timedelta(hours=3))
    with pytest.raises(StillOwed):
        close_conversation(conversation.pk, by=mara)
