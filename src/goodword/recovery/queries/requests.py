"""What was asked for above somebody's authority and waits for an answer."""

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.recovery.choices import RequestAnswer
from goodword.recovery.models import RemedyRequest
from goodword.recovery.queries.remedies import requests_for

MOST = 20


def requests_in(conversation: Conversation) -> list[RemedyRequest]:
    """The oldest first."""
    told = (
        "remedy__conversation__customer",
        "remedy__purchase",
        "remedy__product",
        "remedy__reason",
        "asked_by",
        "promise",
    )
    rows = RemedyRequest.objects.filter(answer=RequestAnswer.NONE, remedy__conversation=conversation)
    return list(rows.select_related(*told).order_by("id")[:MOST])


def requests_put_to(agent: Agent) -> list[RemedyRequest]:
    """What waits for the agent's answer; nothing is read for those whom nobody asks."""
    return requests_for(agent) if agent.role in {Role.LEAD, Role.ADMINISTRATOR, Role.OWNER} else []
