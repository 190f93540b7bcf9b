"""Who may answer when somebody asks for more than they may give."""

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.money import Money
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import RemedyRequest
from goodword.recovery.queries.authority import active_authorities, allowance, authority_of

LEADING = (Role.LEAD, Role.ADMINISTRATOR, Role.OWNER)


def approver_for(
    conversation: Conversation, asker: Agent, kind: RemedyKind, amount: Money, *, reason: int | None = None
) -> Agent | None:
    """The first who may give so much: leads before administrators before the owner, those of the conversation's team
    first, nobody who has a break. Where nobody may, the owner, who always may; None if that is who asks."""
    found = [one for one in leaders_of(conversation) if one.pk != asker.pk and not one.is_on_break]
    rows = active_authorities()
    for one in found:
        authority = authority_of(one, kind, amount.currency, rows, reason=reason)
        if allowance(one, kind, amount.currency, conversation.customer_id, authority).covers(amount):
            return one
    return next((one for one in found if one.role == Role.OWNER), None)


def may_approve(agent: Agent, request: RemedyRequest) -> bool:
    """Whether the agent may answer: a lead or above, who read every matter, and not who asked."""
    return agent.pk != request.asked_by_id and agent.role in LEADING


def leaders_of(conversation: Conversation) -> list[Agent]:
    """Whoever leads: leads before administrators before the owner, those of the conversation's team first."""
    rows = Agent.objects.filter(is_active=True, role__in=LEADING).prefetch_related("teams").order_by("name", "id")
    return sorted(rows, key=lambda one: (LEADING.index(Role(one.role)), not _is_of(one, conversation)))


def _is_of(agent: Agent, conversation: Conversation) -> bool:
    return conversation.team_id in {team.pk for team in agent.teams.all()}
