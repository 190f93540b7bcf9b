"""Questions written once for each kind of reader answer as if they were written for this one."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent, Team
from goodword.conversations.access import conversation_for, visible_conversations
from goodword.conversations.models import Conversation
from goodword.conversations.queries.inbox import rail_counts
from goodword.conversations.readers import WrittenForReaders
from goodword.core.errors import NotFound
from tests.cast import Cast, conversation_with_odile


@pytest.fixture
def matters(cast: Cast) -> list[Conversation]:
    """One of each team, of nobody, and each of them also Mara's and Cole's."""
    first = conversation_with_odile(cast)
    places = [(team, owner) for team in (None, *Team.objects.all()) for owner in (None, cast.mara, cast.cole)]
    for number, (team, owner) in enumerate(places, 1):
        row = Conversation.objects.get(pk=first.pk)
        row.pk, row.team, row.assignee, row.is_spam = first.pk + number, team, owner, number % 5 == 0
        row.save(force_insert=True)
    return list(Conversation.objects.order_by("pk"))


def readers(cast: Cast) -> list[Agent]:
    """Every role, of no team, of one, of another one, and of both."""
    teams = list(Team.objects.order_by("pk"))
    found = []
    for role in Role:
        for number, theirs in enumerate(([], teams[:1], teams[1:2], teams)):
            agent = Agent.objects.create(email=f"{role}{number}@wrenfield.test", name=f"{role} {number}", role=role)
            agent.teams.set(theirs)
            found.append(agent)
    return [*found, cast.mara, cast.cole]


def opened(agent: Agent, number: int) -> bool:
    try:
        return conversation_for(agent, number).pk == number
    except NotFound:
        return False


def test_who_opens_what_is_what_the_rule_says(cast: Cast, matters: list[Conversation]) -> None:
    for agent in readers(cast):
        seen = set(visible_conversations(agent).values_list("pk", flat=True))
        assert {row.pk for row in matters if opened(agent, row.pk)} == seen, (agent.role, agent.teams.all())


def test_the_rail_counts_what_the_rule_shows(cast: Cast, matters: list[Conversation]) -> None:
    for agent in readers(cast):
        seen, told = visible_conversations(agent), rail_counts(agent)
        ours = seen.ours()
        counts = [ours.count(), ours.filter(assignee=agent).count(), ours.filter(assignee=None).count()]
        assert [told.everything, told.mine, told.unassigned] == counts, (agent.role, agent.teams.all())
        assert told.spam == seen.filter(is_spam=True, state="open").count()
        assert [(one.team.pk, one.waiting) for one in told.teams] == [
            (one.team.pk, ours.filter(team=one.team).count()) for one in told.teams
        ]


def test_it_is_written_once_for_each_kind_of_reader(cast: Cast) -> None:
    written = []

    def build(agent: Agent, number: int) -> QuerySet[Team]:
        written.append(agent.role)
        return Team.objects.filter(pk__in=[team.pk for team in agent.teams.all()]).exclude(pk=number)

    question = WrittenForReaders(build, "number")
    people = readers(cast)
    for agent in people:
        teams = list(agent.teams.all())
        with CaptureQueriesContext(connection) as asked:
            found = question.rows(agent, teams, number=teams[0].pk if teams else 0) if teams else []
        assert set(found) == set(teams[1:])
        assert len(asked) == bool(teams)
    kinds = {(agent.role, agent.teams.count()) for agent in people if agent.teams.count()}
    assert len(written) == len(kinds)
