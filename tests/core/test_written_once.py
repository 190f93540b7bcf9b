"""Queries whose SQL is written once."""

import threading

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from goodword.accounts.models import Agent, Team
from goodword.core.db.written_once import WrittenOnce
from tests.cast import Cast, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


class Build:
    """An agent and everybody in a team; counts how often it is written."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, agent: int, team: int) -> QuerySet[Agent]:
        self.times += 1
        rows = Agent.objects.filter(Q(pk=agent) | Q(teams=team)).exclude(role="none").distinct()
        return rows.prefetch_related("teams").order_by("-pk")[:50]


def test_it_gives_what_the_query_gives(cast: Cast) -> None:
    build = Build()
    query = WrittenOnce(build, "agent", "team")
    everybody = list(Agent.objects.order_by("pk"))

    for team in Team.objects.all():
        for agent in everybody:
            assert query.rows(agent=agent.pk, team=team.pk) == list(Build()(agent.pk, team.pk))

    assert (build.times, len(everybody) > 1, Team.objects.count() > 1) == (1, True, True)


def test_what_is_fetched_beside_it_is_fetched(cast: Cast) -> None:
    agent, team = Agent.objects.filter(teams__isnull=False).first(), Team.objects.first()
    assert agent
    assert team
    query = WrittenOnce(Build(), "agent", "team")

    with CaptureQueriesContext(connection) as asked:
        rows = query.rows(agent=agent.pk, team=team.pk)
        teams = {row.pk: list(row.teams.all()) for row in rows}

    assert len(asked) == 2
    assert teams == {row.pk: list(Team.objects.filter(members=row)) for row in rows}


def test_rows_are_read_anew_each_time(cast: Cast) -> None:
    agent, team = cast.mara, Team.objects.get_or_create(name="Nobody's")[0]
    query = WrittenOnce(Build(), "agent", "team")
    query.rows(agent=agent.pk, team=team.pk)

    Agent.objects.filter(pk=agent.pk).update(name="Mara Changed")

    assert [row.name for row in query.rows(agent=agent.pk, team=team.pk)] == ["Mara Changed"]


def test_a_number_that_the_query_leaves_out_is_a_mistake(cast: Cast) -> None:
    query = WrittenOnce(lambda agent, team: Agent.objects.filter(pk=agent), "agent", "team")

    with pytest.raises(ValueError, match="not in the query"):
        query.rows(agent=1, team=2)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection() -> None:
    query = WrittenOnce(lambda agent: Agent.objects.filter(pk=agent), "agent")
    query.rows(agent=1)
    told: list[object] = []

    def ask() -> None:
        try:
            told.append(query.rows(agent=1))
            told.append(connection.connection is not None)
        finally:
            connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    assert told == [[], True]
