"""Who sees which conversation, and who may do what with it: stated here and nowhere else.

| role                  | own teams' | without a team | other teams' | assigned to them |
|-----------------------|------------|----------------|--------------|------------------|
| owner, administrator  | answers    | answers        | answers      | answers          |
| lead                  | answers    | answers        | reads        | answers          |
| agent                 | answers    | answers        | no           | answers          |
| colleague             | no         | no             | no           | writes notes     |

What is snoozed or spam is seen, and put back, by the same people: being out of the lists hides it from nobody. Whoever
answers may tag, and make a tag while tagging; leads and administrators rename, merge and delete tags.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import IntEnum
from functools import reduce
from operator import or_

from django.db.models import Q

from goodword.accounts.access import acting_agent
from goodword.accounts.choices import Role
from goodword.accounts.models import Agent, Team
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Attachment, Conversation, ConversationQuerySet, Draft, FileLink, Message
from goodword.conversations.readers import WrittenForReaders
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed, NotFound


class To(IntEnum):
    """What somebody wants to do; each step includes those before it."""

    READ = 1
    NOTE = 2
    ANSWER = 3


_EVERYTHING = frozenset({Role.OWNER, Role.ADMINISTRATOR})


Part = Mapping[str, int | None]


def _reach(agent: Agent, to: To) -> list[Part] | None:
    """What a conversation must be, one of these, column by column; None where it may be anything."""
    role, mine = Role(agent.role), {"assignee_id": agent.pk}
    if role in _EVERYTHING or (role is Role.LEAD and to is To.READ):
        return None
    if role is Role.COLLEAGUE:
        return [mine] if to <= To.NOTE else []
    return [{"team_id": None}, *({"team_id": team.pk} for team in agent.teams.all()), mine]


def _teams_that_count(agent: Agent) -> list[Team]:
    """The teams that decide what the agent may read."""
    return list(agent.teams.all()) if Role(agent.role) is Role.AGENT else []


def visible_conversations(agent: Agent, to: To = To.READ) -> ConversationQuerySet:
    """The conversations that the agent may read (or note, or answer)."""
    reach = _reach(agent, to)
    rows = Conversation.objects.all()
    return rows if reach is None else rows.filter(reduce(or_, (Q(**part) for part in reach), Q(pk__in=[])))


def reads_everything(agent: Agent) -> bool:
    """Whether there is no conversation that the agent may not read: nothing need be looked up to know."""
    return _reach(agent, To.READ) is None


def visible_parts(agent: Agent, kept: Part, *, apart: bool = False) -> list[ConversationQuerySet]:
    """What the agent may read, where these columns are as `kept` says, in parts that an index finds each.

    Together they are `visible_conversations(agent).filter(**kept)`. What is the agent's own may stand in two of them,
    unless they are to stand `apart`.
    """
    rows, reach = Conversation.objects.filter(**kept), _reach(agent, To.READ)
    if reach is None or any(part.items() <= kept.items() for part in reach):
        return [rows]
    possible = [part for part in reach if all(kept.get(column, value) == value for column, value in part.items())]
    parts = [rows.filter(**part) for part in possible]
    if apart:
        parts = [_without(part, possible[:place]) for place, part in enumerate(parts)]
    return parts or [rows.none()]


def _without(rows: ConversationQuerySet, parts: Iterable[Part]) -> ConversationQuerySet:
    """The rows that are in none of the parts."""
    return reduce(lambda rest, part: rest.exclude(**part), parts, rows)


def readers_among(
    agents: Iterable[Agent], *, team_id: int | None, assignee_id: int | None, members: Collection[int]
) -> frozenset[int]:
    """Which of the agents may read a conversation of this assignee and team, whose members these are.

    The same as `visible_conversations`, for many agents at once and without a query.
    """

    def reads(agent: Agent) -> bool:
        role = Role(agent.role)
        if role in _EVERYTHING or role is Role.LEAD or assignee_id == agent.pk:
            return True
        return role is not Role.COLLEAGUE and (team_id is None or agent.pk in members)

    return frozenset(agent.pk for agent in agents if reads(agent))


def conversation_for(agent: Agent, number: int, to: To = To.READ) -> Conversation:
    """The only road from a screen to a conversation.

    Raises NotFound when the agent may not even know of it, NotAllowed when they may read it but not do this.
    """
    found = next(iter(_VISIBLE.rows(agent, _teams_that_count(agent), number=number)), None)
    if found is None:
        raise NotFound
    if not _reaches(agent, found, to):
        raise NotAllowed
    return found


def _visible(agent: Agent, number: int) -> ConversationQuerySet:
    rows = visible_conversations(agent).select_related(
        "customer__tier", "customer__company__tier", "assignee", "team", "mailbox"
    )
    return rows.with_marks_of(agent).with_tags().filter(pk=number)


_VISIBLE = WrittenForReaders(_visible, "number")


def furthest_step(agent: Agent, conversation: Conversation) -> To:
    """The most that the agent may do in a conversation they may read: what the screen offers."""
    return next(to for to in reversed(To) if _reaches(agent, conversation, to))


def _reaches(agent: Agent, conversation: Conversation, to: To) -> bool:
    """Whether the agent may do this in a conversation they may read; asked only where that is not the same."""
    if _reach(agent, to) == _reach(agent, To.READ):
        return True
    return visible_conversations(agent, to).filter(pk=conversation.pk).exists()


def tends_tags(agent: Agent) -> bool:
    """Whether the agent may rename, merge and delete the tags of the house."""
    return Role(agent.role) in _EVERYTHING | {Role.LEAD}


def check_tends_tags(by: Actor) -> None:
    """Raises NotAllowed for somebody of the house who may not change its tags."""
    agent = acting_agent(by)
    if agent is not None and not tends_tags(agent):
        raise NotAllowed


def check_writes(by: Actor) -> None:
    """Raises NotAllowed for somebody of the house who answers nobody."""
    agent = acting_agent(by)
    if agent is not None and Role(agent.role) is Role.COLLEAGUE:
        raise NotAllowed


def message_for(agent: Agent, message_id: int, to: To = To.READ) -> Message:
    """The message, when the agent may do this in its conversation. Raises NotFound, NotAllowed."""
    message = Message.objects.select_related("body", "conversation").filter(pk=message_id).first()
    if message is None:
        raise NotFound
    conversation_for(agent, message.conversation_id, to)
    return message


def talk_for(agent: Agent, message_id: int) -> Message:
    """A call or visit that was logged, in a conversation that the agent may answer. Raises NotFound, NotAllowed."""
    message = Message.objects.select_related("body", "talk", "conversation").filter(pk=message_id).first()
    if message is None or not hasattr(message, "talk"):
        raise NotFound
    conversation_for(agent, message.conversation_id, To.ANSWER)
    return message


def planned_for(agent: Agent, draft_id: int, to: To = To.ANSWER) -> Draft:
    """A reply that is to leave later, in a conversation where the agent may do this. Raises NotFound, NotAllowed."""
    draft = Draft.objects.filter(pk=draft_id, kind=DraftKind.PLANNED).first()
    if draft is None:
        raise NotFound
    conversation_for(agent, draft.conversation_id, to)
    return draft


def shared_draft_for(agent: Agent, draft_id: int, to: To = To.ANSWER) -> Draft:
    """A reply that somebody has begun, in a conversation where the agent may do this. Raises NotFound, NotAllowed."""
    draft = Draft.objects.filter(pk=draft_id, kind=DraftKind.REPLY).first()
    if draft is None:
        raise NotFound
    conversation_for(agent, draft.conversation_id, to)
    return draft


def may_discard_drafts(agent: Agent) -> bool:
    """Whether the agent may throw away what others have begun: leads and above. One's own, everybody may."""
    return Role(agent.role) in _EVERYTHING | {Role.LEAD}


def file_link_for(agent: Agent, link_id: int, to: To = To.ANSWER) -> FileLink:
    """The link of a file we sent, in a conversation where the agent may do this. Raises NotFound, NotAllowed."""
    link = FileLink.objects.select_related("attachment__message").filter(pk=link_id).first()
    if link is None or link.attachment.message is None:
        raise NotFound
    conversation_for(agent, link.attachment.message.conversation_id, to)
    return link


def attachment_for(agent: Agent, attachment_id: int) -> Attachment:
    """A file of a message, a note or a reply that somebody has begun, in a conversation that the agent may read, or of
    their own note. Raises NotFound."""
    rows = Attachment.objects.select_related("message", "note", "draft", "blob")
    attachment = rows.filter(pk=attachment_id).first()
    draft = attachment.draft if attachment else None
    is_private = draft is not None and draft.kind == DraftKind.NOTE and draft.agent_id != agent.pk
    if attachment is None or is_private:
        raise NotFound
    home = attachment.message or attachment.note or attachment.draft
    if home is None:
        raise NotFound
    conversation_for(agent, home.conversation_id)
    return attachment


def assignable_agents(conversation: Conversation) -> list[Agent]:
    """Everybody who could have this conversation: who may answer it, and colleagues, who see it once it is theirs."""
    active = Agent.objects.filter(is_active=True).prefetch_related("teams").order_by("name")
    return [agent for agent in active if _may_have(agent, conversation)]


def _may_have(agent: Agent, conversation: Conversation) -> bool:
    if Role(agent.role) in _EVERYTHING | {Role.COLLEAGUE} or conversation.team_id is None:
        return True
    return conversation.team_id in {team.pk for team in agent.teams.all()}
