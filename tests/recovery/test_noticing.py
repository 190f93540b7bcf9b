"""A letter that reads like a complaint: somebody is asked, and nothing is marked by itself."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.spam import list_spam_sender, mark_not_spam, mark_spam
from goodword.conversations.choices import ComplaintMark
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.operations import latest_undoable, undo
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.complaining import mark_latest, withdraw_complaint
from goodword.recovery.actions.noticing import confirm_noticed, dismiss_noticed, notice_in
from goodword.recovery.complaint_choices import IsIt, Severity, Source
from goodword.recovery.queries.noticed import noticed_for, reads_like_complaint
from goodword.recovery.types import Complaint, NoticedComplaint
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds

WORDS = "This is the third time I write. It is unacceptable."


@pytest.fixture
def angry(cast: Cast) -> Message:
    """A letter of Odile's that complains."""
    return receive_message(letter(cast, odile(), text=WORDS))


def row_of(message: Message) -> Conversation:
    return Conversation.objects.get(pk=message.conversation_id)


def answers(conversation_id: int) -> list[str]:
    rows = NoticedComplaint.objects.filter(conversation=conversation_id).order_by("message")
    return list(rows.values_list("answer", flat=True))


def test_somebody_is_asked_and_nothing_is_marked(cast: Cast, angry: Message) -> None:
    assert "complaint.noticed" in kinds(angry.conversation_id)
    assert row_of(angry).complaint_mark == ComplaintMark.NOTICED
    assert [one.words for one in noticed_for(cast.mara)] == ["It is unacceptable"]
    assert not Complaint.objects.exists()


def test_a_letter_that_does_not_complain(cast: Cast, conversation: Conversation) -> None:
    assert conversation.complaint_mark == ComplaintMark.NONE
    assert noticed_for(cast.mara) == []


@pytest.mark.parametrize("changes", [{"is_automatic": True}, {"is_history": True}, {"text": f"x\n> {WORDS}"}])
def test_what_is_not_read(cast: Cast, changes: dict[str, object]) -> None:
    receive_message(letter(cast, odile(), **{"text": WORDS, **changes}))

    assert not NoticedComplaint.objects.exists()


def test_what_a_colleague_or_a_mailbox_of_ours_wrote_is_not_asked_about(cast: Cast) -> None:
    for address in (cast.caleb.email.upper(), cast.mailbox.address):
        receive_message(letter(cast, odile(), text=WORDS, sender_address=address))

    assert not NoticedComplaint.objects.exists()


def test_what_a_listed_sender_of_spam_writes_is_not_asked_about(cast: Cast, angry: Message, mara: Actor) -> None:
    mark_spam(angry.conversation_id, by=mara)
    list_spam_sender(angry.conversation_id, by=mara)

    later = receive_message(letter(cast, odile(), text=WORDS))

    assert row_of(later).is_spam
    assert noticed_for(cast.mara) == []


def test_what_the_letter_quotes_is_not_read(cast: Cast) -> None:
    receive_message(letter(cast, odile(), text=f"Here it is.\n\n{WORDS}", quoted_from=12))

    assert not NoticedComplaint.objects.exists()


def test_the_subject_of_an_answer_is_not_read_again(cast: Cast) -> None:
    first = receive_message(letter(cast, odile(), subject="Formal complaint", text="Please see the photo."))
    number = first.conversation_id
    for subject in ("Formal complaint", "Re: Formal complaint"):
        receive_message(letter(cast, odile(), subject=subject, text="Thank you.", conversation_id=number))

    assert list(NoticedComplaint.objects.values_list("message", flat=True)) == [first.pk]
    assert noticed_for(cast.mara)[0].words == "Formal complaint"


def test_read_twice_is_asked_once(angry: Message) -> None:
    notice_in(angry.pk, is_first=True)

    assert kinds(angry.conversation_id).count("complaint.noticed") == 1


def test_it_is_one_and_its_day_has_run_since_the_letter(angry: Message, mara: Actor, clock: Clock) -> None:
    clock.forward(hours=5)

    complaint = confirm_noticed(angry.pk, by=mara)

    assert (complaint.source, complaint.is_confirmed, complaint.words) == (Source.NOTICED, True, WORDS)
    assert Promise.objects.get(target=Target.COMPLAINT).began_at == angry.at == now() - timedelta(hours=5)
    assert answers(angry.conversation_id) == [IsIt.COMPLAINT]
    assert row_of(angry).complaint_mark == ComplaintMark.OPEN


def test_the_key_marks_the_letter_that_was_noticed(cast: Cast, angry: Message, mara: Actor, clock: Clock) -> None:
    clock.forward(hours=1)
    receive_message(letter(cast, odile(), text="Hello?", conversation_id=angry.conversation_id))

    assert mark_latest(angry.conversation_id, by=mara).message_id == angry.pk


def test_it_is_none_and_stays_so_for_that_letter(cast: Cast, angry: Message, mara: Actor) -> None:
    dismiss_noticed(angry.pk, by=mara)
    dismiss_noticed(angry.pk, by=mara)
    notice_in(angry.pk, is_first=True)

    assert noticed_for(cast.mara) == []
    assert row_of(angry).complaint_mark == ComplaintMark.NONE
    assert kinds(angry.conversation_id).count("complaint.noticed-none") == 1

    receive_message(letter(cast, odile(), text=WORDS, conversation_id=angry.conversation_id))
    assert len(noticed_for(cast.mara)) == 1


@pytest.mark.parametrize("say", [dismiss_noticed, confirm_noticed])
def test_undone_it_is_asked_again(cast: Cast, angry: Message, mara: Actor, say: object) -> None:
    say(angry.pk, by=mara)  # type: ignore[operator]  # either of the two
    event = latest_undoable(angry.conversation_id, by=mara)
    assert event is not None

    undo(event.pk, agent=cast.mara, by=mara)

    assert answers(angry.conversation_id) == [IsIt.WAITING]
    assert row_of(angry).complaint_mark == ComplaintMark.NOTICED


def test_withdrawn_it_is_none(angry: Message, mara: Actor) -> None:
    confirm_noticed(angry.pk, by=mara)
    withdraw_complaint(angry.conversation_id, by=mara)

    assert answers(angry.conversation_id) == [IsIt.NONE]
    assert row_of(angry).complaint_mark == ComplaintMark.NONE


def test_while_one_is_open_nothing_is_asked(cast: Cast, angry: Message, mara: Actor) -> None:
    confirm_noticed(angry.pk, by=mara)
    receive_message(letter(cast, odile(), text=WORDS, conversation_id=angry.conversation_id))

    assert answers(angry.conversation_id) == [IsIt.COMPLAINT]


def test_the_row_says_how_grave_it_is(angry: Message, mara: Actor) -> None:
    confirm_noticed(angry.pk, by=mara)
    assess_complaint(angry.conversation_id, Assessment(severity=Severity.LOW, is_safety=True), by=mara)

    assert row_of(angry).complaint_mark == ComplaintMark.GRAVE


def test_spam_is_not_asked_about(cast: Cast, angry: Message, mara: Actor) -> None:
    mark_spam(angry.conversation_id, by=mara)
    assert (noticed_for(cast.mara), row_of(angry).complaint_mark) == ([], ComplaintMark.NONE)

    mark_not_spam(angry.conversation_id, by=mara)
    assert len(noticed_for(cast.mara)) == 1


def test_of_what_is_closed_today_asks_nothing_and_the_conversation_does(
    cast: Cast, angry: Message, mara: Actor
) -> None:
    close_conversation(angry.conversation_id, by=mara)

    assert noticed_for(cast.mara) == []
    assert reads_like_complaint(row_of(angry)) is not None


def test_only_those_who_may_answer_are_asked(cast: Cast, angry: Message) -> None:
    assert noticed_for(cast.caleb) == []
    assert len(noticed_for(cast.mara)) == 1


def test_a_letter_in_which_nothing_was_noticed(conversation: Conversation, mara: Actor) -> None:
    message = conversation.messages.get()
    for say in (confirm_noticed, dismiss_noticed):
        with pytest.raises(NotFound):
            say(message.pk, by=mara)
