"""What happens in conversations, told to whom it concerns: never to whoever did it, nor to who may not read it."""

from collections.abc import Iterable
from typing import Any

from goodword.accounts.models import Agent
from goodword.conversations.actions.snoozing import Because
from goodword.conversations.events import (
    AgentsMentioned,
    ConversationAssigned,
    ConversationMoved,
    ConversationOpened,
    ConversationWoke,
    MessageReceived,
    NoteWritten,
    ReplyBounced,
    ReplyFailed,
)
from goodword.conversations.models import Conversation, Message
from goodword.conversations.queries.spam import is_listed
from goodword.core.clock import now
from goodword.core.events import Event, on
from goodword.notifications.access import who_may_read
from goodword.notifications.actions.reading import mark_given_away, retract
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs import post
from goodword.notifications.models import Following
from goodword.notifications.watchers import watchers_of_team
from goodword.promises.queries.inside import asked_for


@on(ConversationAssigned)
def tell_the_assignee(event: ConversationAssigned) -> None:
    """Whoever is given a conversation hears of it; whoever it was taken from need not look any more."""
    if event.before is not None and event.conversation_id is not None:
        mark_given_away(event.conversation_id, event.before)
    if event.after is not None:
        _tell(event, Matter.ASSIGNED, f"assigned:{event.conversation_id}:{_moment()}", [event.after])


@on(ConversationOpened)
def tell_the_team(event: ConversationOpened) -> None:
    """Those of the team who want to hear of everything new; not of what came into Spam."""
    if event.team_id is None:
        return
    watchers = watchers_of_team(event.team_id)
    if watchers and not Conversation.objects.filter(pk=event.conversation_id or 0, is_spam=True).exists():
        _tell(event, Matter.TEAM_NEW, f"team-new:{event.conversation_id}", watchers, team=event.team_id)


@on(ConversationMoved)
def tell_the_new_team(event: ConversationMoved) -> None:
    """For the team that it was moved to, it is new."""
    if event.after is not None:
        watchers = watchers_of_team(event.after)
        about = f"team-new:{event.conversation_id}:{_moment()}"
        _tell(event, Matter.TEAM_NEW, about, watchers, team=event.after)


@on(MessageReceived)
def tell_who_waits_for_it(event: MessageReceived) -> None:
    """The customer wrote: whoever has the conversation hears, and whoever follows it."""
    if event.first or event.automatic or event.conversation_id is None:
        return
    number = event.conversation_id
    mine, is_spam = Conversation.objects.values_list("assignee_id", "is_spam").get(pk=number)
    if is_spam and _stays_spam(event.message_id):
        return
    others = Following.objects.filter(conversation_id=number).exclude(agent_id=mine or 0)
    _tell(event, Matter.WROTE_MINE, f"wrote-mine:{event.message_id}", [mine] if mine else [])
    _tell(event, Matter.WROTE_OTHER, f"wrote-other:{event.message_id}", others.values_list("agent_id", flat=True))


def _stays_spam(message_id: int) -> bool:
    """Whether the house lists who wrote it: what anybody else writes brings the conversation back."""
    return is_listed(Message.objects.values_list("sender_address", flat=True).get(pk=message_id))


@on(NoteWritten)
def tell_whose_it_is(event: NoteWritten) -> None:
    """A colleague left a note in somebody's conversation; whoever asked for it hears of the answer instead."""
    mine = Conversation.objects.values_list("assignee_id", flat=True).get(pk=event.conversation_id or 0)
    if mine and mine not in asked_for(event.conversation_id or 0, event.note_id):
        _tell(event, Matter.NOTED, _noted(event.note_id), [mine], note=event.note_id)


@on(AgentsMentioned)
def tell_the_mentioned(event: AgentsMentioned) -> None:
    """Whoever a note names hears of that, and not a second time of the note itself."""
    retract(_noted(event.note_id), event.agent_ids)
    _tell(event, Matter.MENTIONED, f"mentioned:{event.note_id}", event.agent_ids, note=event.note_id)


@on(ConversationWoke)
def tell_that_it_is_back(event: ConversationWoke) -> None:
    """The time of a snooze has come: whoever set it hears. If the customer wrote, they hear of that."""
    if event.agent_id is not None and event.because == Because.TIME:
        _tell(event, Matter.WOKE, f"woke:{event.conversation_id}:{_moment()}", [event.agent_id])


@on(ReplyFailed)
def tell_that_it_did_not_leave(event: ReplyFailed) -> None:
    """A reply that no relay took: its writer hears, since nobody was answered."""
    _tell_the_writer(event, event.message_id, "failed")


@on(ReplyBounced)
def tell_that_it_came_back(event: ReplyBounced) -> None:
    """The same of a reply that came back."""
    _tell_the_writer(event, event.message_id, "bounced")


def _tell_the_writer(event: Event, message_id: int, how: str) -> None:
    writer = Message.objects.values_list("agent_id", flat=True).get(pk=message_id)
    about = f"undelivered:{message_id}:{how}"
    _tell(event, Matter.UNDELIVERED, about, [writer] if writer else [], how=how)


def _moment() -> str:
    """What may happen several times, such as that somebody is given a conversation, is told each time."""
    return f"{now().timestamp():.6f}"


def _noted(note_id: int) -> str:
    return f"noted:{note_id}"


def _tell(event: Event, matter: Matter, about: str, agent_ids: Iterable[int], **facts: Any) -> None:
    wanted = set(agent_ids) - {event.by.agent_id}
    if not wanted or event.conversation_id is None:
        return
    agents = Agent.objects.filter(pk__in=wanted, is_active=True).prefetch_related("teams")
    readers = who_may_read(list(agents), event.conversation_id)
    if event.by.agent_id is not None:
        facts["by"] = event.by.agent_id
    if readers:
        news = News(matter=matter, about=about, conversation_id=event.conversation_id, facts=facts)
        post(tell(news, readers))
