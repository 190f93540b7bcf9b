"""Whoever writes in a conversation, or is mentioned there, follows it."""

from goodword.conversations.events import AgentsMentioned, NoteWritten, ReplyQueued
from goodword.core.events import on
from goodword.notifications.actions.following import follow


@on(ReplyQueued)
def follow_what_i_answered(event: ReplyQueued) -> None:
    if event.by.agent_id is not None and event.conversation_id is not None:
        follow(event.conversation_id, [event.by.agent_id])


@on(NoteWritten)
def follow_what_i_noted(event: NoteWritten) -> None:
    if event.by.agent_id is not None and event.conversation_id is not None:
        follow(event.conversation_id, [event.by.agent_id])


@on(AgentsMentioned)
def follow_where_i_am_mentioned(event: AgentsMentioned) -> None:
    if event.conversation_id is not None:
        follow(event.conversation_id, event.agent_ids)
