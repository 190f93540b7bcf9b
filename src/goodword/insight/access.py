"""Whose promises somebody may know the figures of.

| role                 | figures of                     |
|----------------------|--------------------------------|
| owner, administrator | the whole desk                 |
| lead                 | the teams that they are in     |
| agent, colleague     | nobody else                    |

Everybody sees their own; nobody sees those of another person.
"""

from django.db.models import Exists, OuterRef, QuerySet

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations
from goodword.listening.choices import Survey
from goodword.listening.models import Asking
from goodword.promises.models import Promise, PromiseQuerySet
from goodword.recovery.models import Complaint, Remedy
from goodword.recovery.models.complaints import ComplaintQuerySet
from goodword.recovery.models.remedies import RemedyQuerySet


def sees_figures(agent: Agent) -> bool:
    """Whether there is more for them than their own."""
    return agent.administers or (Role(agent.role) is Role.LEAD and bool(agent.teams.all()))


def promises_of_house(agent: Agent) -> PromiseQuerySet:
    """The promises of which the agent may know the figures."""
    rows = Promise.objects.standing()
    if agent.administers:
        return rows
    return rows.filter(owner_team__in=list(agent.teams.all())) if sees_figures(agent) else rows.none()


def complaints_of_house(agent: Agent, team: int | None = None) -> ComplaintQuerySet:
    """The complaints of which the agent may know the figures: of those that stand with a team, that team's lead may.
    With a team, those of that team."""
    rows = Complaint.objects.standing()
    rows = rows if team is None else rows.filter(conversation__team=team)
    if agent.administers:
        return rows
    return rows.filter(conversation__team__in=list(agent.teams.all())) if sees_figures(agent) else rows.none()


def remedies_of_house(agent: Agent, team: int | None = None) -> RemedyQuerySet:
    """The same of what was given and asked for."""
    rows = Remedy.objects.all() if team is None else Remedy.objects.filter(conversation__team=team)
    if agent.administers:
        return rows
    return rows.filter(conversation__team__in=list(agent.teams.all())) if sees_figures(agent) else rows.none()


def askings_of_house(agent: Agent, team: int | None = None) -> QuerySet[Asking]:
    """The same of what people were asked back."""
    rows = Asking.objects.filter(survey=Survey.CHECK_BACK, held="")
    rows = rows if team is None else rows.filter(conversation__team=team)
    if agent.administers:
        return rows
    return rows.filter(conversation__team__in=list(agent.teams.all())) if sees_figures(agent) else rows.none()


def promises_of(agent: Agent) -> PromiseQuerySet:
    """What the agent owes, or owed."""
    return Promise.objects.standing().filter(owner=agent)


def readable(rows: PromiseQuerySet, agent: Agent) -> PromiseQuerySet:
    """Those whose matter the agent may open."""
    return rows.filter(Exists(visible_conversations(agent).filter(pk=OuterRef("conversation_id"))))
