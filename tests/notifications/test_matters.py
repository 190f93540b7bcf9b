"""Who is told of what happens in a conversation: whom it concerns, never who did it or may not read it."""

import pytest

from goodword.accounts.actions.managing import suspend_agent
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.spam import list_spam_sender
from goodword.conversations.events import AgentsMentioned, ConversationWoke, ReplyBounced, ReplyFailed
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.events import record
from goodword.notifications.actions.habits import choose_paths
from goodword.notifications.choices import Matter
from goodword.notifications.defaults import Paths
from goodword.notifications.models import Notification
from goodword.notifications.queries import notices
from goodword.notifications.wording import sentence
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def by(agent: object) -> Actor:
    return Actor.agent(agent.pk)  # type: ignore[attr-defined]


def told() -> set[tuple[str, str]]:
    return {(row.agent.first_name, row.matter) for row in Notification.objects.unread().select_related("agent")}


def words_for(agent: object) -> list[str]:
    return [sentence(notice.notification, notice.around) for notice in notices(agent)[0]]  # type: ignore[arg-type]


def write_again(cast: Cast, conversation: Conversation, **changes: object) -> None:
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, **changes))


def test_whoever_is_given_a_conversation(cast: Cast, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=by(cast.tess), to=cast.mara.pk)

    assert told() == {("Mara", Matter.ASSIGNED)}
    assert words_for(cast.mara) == [f"Tess Whitcombe gave you #{matter.pk}."]


def test_not_whoever_takes_it(cast: Cast, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=by(cast.mara), to=cast.mara.pk)
    assert not Notification.objects.exists()


def test_each_time_it_comes_back_and_not_while_another_has_it(cast: Cast, matter: Conversation, clock: Clock) -> None:
    assign_conversation(matter.pk, by=by(cast.tess), to=cast.mara.pk)
    assign_conversation(matter.pk, by=by(cast.olive), to=cast.tess.pk)
    assert told() == {("Tess", Matter.ASSIGNED)}

    clock.forward(seconds=1)
    assign_conversation(matter.pk, by=by(cast.tess), to=cast.mara.pk)
    assert told() == {("Mara", Matter.ASSIGNED)}


def test_the_customer_wrote_in_mine(cast: Cast, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=by(cast.mara), to=cast.mara.pk)
    write_again(cast, matter)

    assert told() == {("Mara", Matter.WROTE_MINE)}
    assert words_for(cast.mara) == [f"Odile Hartwell wrote in #{matter.pk}."]


def test_ten_letters_are_one_notification_with_a_count(cast: Cast, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=by(cast.mara), to=cast.mara.pk)
    for _ in range(10):
        write_again(cast, matter)

    assert [row.count for row in Notification.objects.unread()] == [10]
    assert words_for(cast.mara) == [f"Odile Hartwell wrote 10 letters in #{matter.pk}."]


def test_whoever_wrote_there_follows_it(cast: Cast, matter: Conversation) -> None:
    write_note(matter.pk, by=by(cast.mara), html="<p>Called the driver.</p>")
    assign_conversation(matter.pk, by=by(cast.tess), to=cast.tess.pk)
    write_again(cast, matter)

    assert told() == {("Mara", Matter.WROTE_OTHER), ("Tess", Matter.WROTE_MINE)}


@pytest.mark.parametrize("changes", [{"is_automatic": True}, {"is_history": True}])
def test_programs_and_history_tell_nobody(cast: Cast, matter: Conversation, changes: dict[str, object]) -> None:
    send_reply(matter.pk, by=by(cast.mara), html="<p>On Monday.</p>")
    write_again(cast, matter, **changes)

    assert not Notification.objects.exists()


def test_nobody_hears_of_what_they_may_no_longer_read(cast: Cast, matter: Conversation) -> None:
    write_note(matter.pk, by=by(cast.mara), html="<p>Called the driver.</p>")
    move_conversation(matter.pk, by=by(cast.olive), team=cast.nursing.pk)
    write_again(cast, matter)
    assert told() == set()

    move_conversation(matter.pk, by=by(cast.olive), team=cast.pharmacy.pk)
    write_again(cast, matter)
    assert told() == {("Mara", Matter.WROTE_OTHER)}


def test_a_suspended_agent_is_told_nothing(cast: Cast, matter: Conversation) -> None:
    write_note(matter.pk, by=by(cast.mara), html="<p>Called the driver.</p>")
    suspend_agent(cast.mara.pk, by=by(cast.adam))
    write_again(cast, matter)

    assert told() == set()


def test_a_note_in_mine_by_somebody_else(cast: Cast, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=by(cast.mara), to=cast.mara.pk)
    write_note(matter.pk, by=by(cast.mara), html="<p>Mine.</p>")
    assert not Notification.objects.exists()

    write_note(matter.pk, by=by(cast.tess), html="<p>Hers.</p>")
    assert words_for(cast.mara) == [f"Tess Whitcombe left a note in #{matter.pk}."]


def mention(cast: Cast, matter: Conversation, *agents: int) -> None:
    note = write_note(matter.pk, by=by(cast.tess), html="<p>Please look.</p>")
    event = AgentsMentioned(by=by(cast.tess), conversation_id=matter.pk, note_id=note.pk, agent_ids=list(agents))
    if not Notification.objects.filter(matter=Matter.MENTIONED).exists():
        record(event)


def test_a_mention_is_told_once_and_not_as_a_note_as_well(cast: Cast, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=by(cast.mara), to=cast.mara.pk)
    mention(cast, matter, cast.mara.pk, cast.tess.pk, cast.caleb.pk)

    assert told() == {("Mara", Matter.MENTIONED)}  # Tess wrote it, and Caleb may not read it
    write_again(cast, matter)
    assert told() == {("Mara", Matter.MENTIONED), ("Mara", Matter.WROTE_MINE), ("Tess", Matter.WROTE_OTHER)}


@pytest.mark.parametrize("because", ["time", "customer"])
def test_a_snooze_that_ended_by_the_clock(cast: Cast, matter: Conversation, because: str) -> None:
    record(ConversationWoke(by=SYSTEM, conversation_id=matter.pk, agent_id=cast.mara.pk, because=because))

    assert told() == ({("Mara", Matter.WOKE)} if because == "time" else set())


def test_a_reply_that_did_not_arrive(cast: Cast, matter: Conversation) -> None:
    reply = send_reply(matter.pk, by=by(cast.mara), html="<p>On Monday.</p>")
    record(ReplyFailed(by=SYSTEM, conversation_id=matter.pk, message_id=reply.pk))
    record(ReplyBounced(by=SYSTEM, conversation_id=matter.pk, message_id=reply.pk, hard=True))

    assert words_for(cast.mara) == [
        f"Your reply in #{matter.pk} came back.", f"Your reply in #{matter.pk} could not be sent.",
    ]  # fmt: skip


def test_my_team_got_a_new_one_only_for_those_who_want_to_hear(cast: Cast) -> None:
    conversation_with_odile(cast)
    assert not Notification.objects.exists()

    for agent in (cast.mara, cast.caleb):
        choose_paths(by=by(agent), paths={Matter.TEAM_NEW: Paths(app=True)})
    first = conversation_with_odile(cast)
    assert told() == {("Mara", Matter.TEAM_NEW)}
    assert words_for(cast.mara) == [f"Pharmacy line has a new conversation: #{first.pk}."]

    move_conversation(first.pk, by=by(cast.olive), team=cast.nursing.pk)
    assert told() == {("Mara", Matter.TEAM_NEW), ("Caleb", Matter.TEAM_NEW)}
    assert [notice.around.subject for notice in notices(cast.mara)[0]] == [""]  # she may not read it any more


def test_whoever_replies_has_seen_what_they_were_told(cast: Cast, matter: Conversation) -> None:
    assign_conversation(matter.pk, by=by(cast.tess), to=cast.mara.pk)
    write_again(cast, matter)
    send_reply(matter.pk, by=by(cast.mara), html="<p>On Monday.</p>")

    assert told() == set()


def test_nobody_hears_of_what_stays_in_spam(cast: Cast, matter: Conversation) -> None:
    choose_paths(by=by(cast.mara), paths={Matter.TEAM_NEW: Paths(app=True)})
    assign_conversation(matter.pk, by=by(cast.mara), to=cast.mara.pk)
    list_spam_sender(matter.pk, by=by(cast.mara))
    write_again(cast, matter)
    assert conversation_with_odile(cast).is_spam
    assert not Notification.objects.exists()

    receive_message(letter(cast, odile(), conversation_id=matter.pk, sender_address="odile@elsewhere.example"))
    assert told() == {("Mara", Matter.WROTE_MINE)}
