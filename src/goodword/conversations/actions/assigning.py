"""Who has a conversation: an agent, and a team."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.actions.breaks import check_gives_to
from goodword.accounts.models import Agent, Team
from goodword.conversations.events import ConversationAssigned, ConversationMoved
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.events import record


@transaction.atomic
def assign_conversation(number: int, *, by: Actor, to: int | None, undoes: int | None = None) -> Conversation:
    """Give the conversation to an agent, or to nobody. Raises NotFound, Invalid for somebody who is not active,
    OnBreak."""
    conversation = Conversation.objects.locked(number)
    if to is not None and not Agent.objects.filter(pk=to, is_active=True).exists():
        raise Invalid(to=_("Choose somebody who works here now."))
    if undoes is None and to != conversation.assignee_id:
        check_gives_to(to, by=by)
    assign(conversation, by=by, to=to, undoes=undoes)
    return conversation


def assign(conversation: Conversation, *, by: Actor, to: int | None, undoes: int | None = None) -> None:
    """The same for a conversation that the caller holds under lock, and an agent known to be active."""
    before = conversation.assignee_id
    if before == to:
        return
    conversation.change(assignee_id=to)
    record(
        ConversationAssigned(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            before=before,
            after=to,
        )
    )


@transaction.atomic
def move_conversation(number: int, *, by: Actor, team: int | None, undoes: int | None = None) -> Conversation:
    """Give the conversation to another team, or to none. Raises NotFound, Invalid for a team that is not there."""
    conversation = Conversation.objects.locked(number)
    if team is not None and not Team.objects.filter(pk=team).exists():
        raise Invalid(team=_("Choose one of the teams."))
    before = conversation.team_id
    if before == team:
        return conversation
    conversation.change(team_id=team)
    record(
        ConversationMoved(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            before=before,
            after=team,
        )
    )
    return conversation
