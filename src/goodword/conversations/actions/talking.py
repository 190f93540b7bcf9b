"""Calls and visits, logged by hand: what was said stands with the letters, and nothing is ever sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.assigning import assign
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.reading import tell_news
from goodword.conversations.actions.reopening import reopen
from goodword.conversations.actions.snoozing import unsnooze_conversation
from goodword.conversations.actions.spam import take_out_of_spam
from goodword.conversations.choices import Channel, Delivery, Direction, MadeBy, State, Turn
from goodword.conversations.events import ConversationOpened, TalkCorrected, TalkLogged, TalkTakenBack
from goodword.conversations.models import Conversation, Message, MessageBody
from goodword.conversations.projections import restate_conversation
from goodword.conversations.together import Talk
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.events import record
from goodword.core.markup import preview_of
from goodword.core.models import RecordedEvent
from goodword.people.models import Customer

SPOKEN = (Channel.PHONE, Channel.IN_PERSON)
LONGEST = 24 * 60  # minutes
A_LITTLE_AHEAD = timedelta(minutes=5)  # clocks of phones differ
After = Literal["ours", "theirs", "closed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What an agent logs. `direction` in: they called or came. `words` are the customer's, or what was said to them;
    `outcome` is what came of it. `after`: whose turn it is then, or that nothing is left to do."""

    channel: Channel
    direction: Direction = Direction.IN
    words: str
    outcome: str = ""
    minutes: int | None = None
    at: datetime | None = None
    after: After = "ours"

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if self.channel not in SPOKEN:
            raise Invalid(channel=_("Say whether it was by phone or in person."))
        if not self.words.strip() and not self.outcome.strip():
            raise Invalid(words=_("Write what was said, if only in a word."))
        if self.minutes is not None and not 0 <= self.minutes <= LONGEST:
            raise Invalid(minutes=_("Give the minutes as a number."))
        if self.at is not None and self.at > now() + A_LITTLE_AHEAD:
            raise Invalid(at=_("This lies ahead. Give the time when it was."))


@transaction.atomic
def log_talk(number: int, said: Said, *, by: Actor) -> Message:
    """Put a call or a visit into its conversation. Whose turn it is then, the agent says; a closed matter is open again
    unless nothing is left to do, and what nobody had is theirs. Raises NotFound, Invalid.

    One that sleeps wakes if it is our turn: there is something to do now. If it is theirs, it goes on sleeping: whoever
    snoozed it wants to be reminded if they stay silent, and a letter from them wakes it. With whom one speaks is no
    spam; their address stays listed if it is, since nobody spoke of that.
    """
    said.check()
    return _log(Conversation.objects.locked(number), said, by)


@transaction.atomic
def open_by_talk(customer_id: int, said: Said, *, by: Actor, subject: str = "", team: int | None = None) -> Message:
    """Open a conversation with a call or a visit. Raises NotFound for somebody who is not there, Invalid."""
    said.check()
    if not Customer.objects.filter(pk=customer_id).exists():
        raise NotFound
    at = said.at or now()
    conversation = Conversation.objects.create(
        subject=" ".join(subject.split())[:500] or preview_of(said.words or said.outcome)[:80],
        customer_id=customer_id,
        channel=said.channel,
        team_id=team,
        waiting_since=at,
        opened_at=at,
        last_message_at=at,
    )
    record(ConversationOpened(by=by, conversation_id=conversation.pk, person_id=customer_id, team_id=team))
    return _log(conversation, said, by)


def _log(conversation: Conversation, said: Said, by: Actor) -> Message:
    if conversation.is_spam:
        take_out_of_spam(conversation, by=by)
    message = Message.objects.create(
        conversation=conversation,
        home=conversation,
        channel=said.channel,
        delivery=Delivery.NONE,
        **_columns(conversation, said, by),
    )
    MessageBody.objects.create(message=message, text=said.words.strip(), quoted_from=len(said.words.strip()))
    Talk.objects.create(message=message, agent_id=by.writer_id, logged_at=now(), **_facts(said))
    restate_conversation(conversation)
    tell_news(conversation, at=now(), by=by)
    if conversation.assignee_id is None:
        assign(conversation, by=by, to=by.agent_id)
    record(
        TalkLogged(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            message_id=message.pk,
            channel=str(said.channel),
            direction=str(said.direction),
        )
    )
    _settle(conversation, said, by)
    return message


def _settle(conversation: Conversation, said: Said, by: Actor) -> None:
    if said.after == "closed":
        close_conversation(conversation.pk, by=by)
    elif conversation.is_closed:
        reopen(conversation, by=by)
    elif said.after == "ours":
        unsnooze_conversation(conversation.pk, by=by)


def _columns(conversation: Conversation, said: Said, by: Actor) -> dict[str, Any]:
    is_theirs = said.direction == Direction.IN
    return {
        "direction": said.direction,
        "made_by": MadeBy.CUSTOMER if is_theirs else MadeBy.AGENT,
        "customer_id": conversation.customer_id if is_theirs else None,
        "agent_id": None if is_theirs else by.writer_id,
        "sender_name": conversation.customer.name if is_theirs else "",
        "preview": preview_of(said.words or said.outcome),
        "at": said.at or now(),
    }


def _facts(said: Said) -> dict[str, Any]:
    return {"minutes": said.minutes, "outcome": said.outcome.strip(), "is_answered": said.after != "ours"}


@transaction.atomic
def correct_talk(message_id: int, said: Said, *, by: Actor) -> Message:
    """Write down otherwise what was logged: its author may. Whose turn it is follows. Raises NotFound, NotAllowed,
    Invalid.
    """
    said.check()
    talk = _locked(message_id, by)
    message, conversation = talk.message, talk.message.conversation
    for name, value in {**_columns(conversation, said, by), "channel": said.channel}.items():
        setattr(message, name, value)
    message.save()
    MessageBody.objects.filter(message=message).update(text=said.words.strip(), quoted_from=len(said.words.strip()))
    Talk.objects.filter(message=message).update(corrected_at=now(), **_facts(said))
    restate_conversation(conversation)
    record(
        TalkCorrected(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, message_id=message.pk)
    )
    _settle(conversation, said, by)
    return message


@transaction.atomic
def take_back_talk(message_id: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Take out of the conversation what was logged by mistake: its author may. A conversation that held nothing else is
    closed. Raises NotFound, NotAllowed.
    """
    talk = _locked(message_id, by)
    conversation = talk.message.conversation
    logged = RecordedEvent.objects.filter(
        kind=TalkLogged.kind, conversation_id=conversation.pk, data__message_id=message_id
    ).first()
    if undoes is None and logged is not None and not RecordedEvent.objects.filter(undoes=logged).exists():
        undoes = logged.pk
    talk.message.delete()
    restate_conversation(conversation)
    record(
        TalkTakenBack(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            message_id=message_id,
        )
    )
    if not conversation.messages.exists() and conversation.state != State.CLOSED:
        conversation.change(turn=Turn.THEIRS)
        return close_conversation(conversation.pk, by=by)
    return conversation


def _locked(message_id: int, by: Actor) -> Talk:
    """The talk, its conversation under lock. Raises NotFound, NotAllowed for somebody else's."""
    rows = Talk.objects.select_related("message__body")
    talk = rows.filter(pk=message_id).first()
    if talk is None:
        raise NotFound
    if talk.agent_id != by.writer_id:
        raise NotAllowed(_("Only whoever logged this can change it."))
    talk.message.conversation = Conversation.objects.locked(talk.message.conversation_id)
    return talk
