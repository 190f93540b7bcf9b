"""Who sees which conversation: the table of `conversations/access.py`, cell by cell."""

import pytest

from goodword.accounts.models import Agent
from goodword.conversations.access import To, assignable_agents, conversation_for, furthest_step
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import SYSTEM
from goodword.core.errors import DomainError
from tests.cast import Cast

TABLE = [
    ("olive", "own-team", To.ANSWER),
    ("adam", "other-team", To.ANSWER),
    ("olive", "no-team", To.ANSWER),
    ("tess", "own-team", To.ANSWER),
    ("tess", "no-team", To.ANSWER),
    ("tess", "other-team", To.READ),
    ("mara", "own-team", To.ANSWER),
    ("mara", "no-team", To.ANSWER),
    ("mara", "other-team", None),
    ("mara", "other-team-but-mine", To.ANSWER),
    ("cole", "own-team", None),
    ("cole", "no-team", None),
    ("cole", "other-team-but-mine", To.NOTE),
]


def place(cast: Cast, conversation: Conversation, where: str, agent_id: int) -> None:
    team = {"own-team": cast.pharmacy.pk, "no-team": None}.get(where, cast.nursing.pk)
    move_conversation(conversation.pk, by=SYSTEM, team=team)
    if where.endswith("mine"):
        assign_conversation(conversation.pk, by=SYSTEM, to=agent_id)


@pytest.mark.parametrize(("name", "where", "reach"), TABLE)
def test_the_table(cast: Cast, conversation: Conversation, name: str, where: str, reach: To | None) -> None:
    agent = getattr(cast, name)
    place(cast, conversation, where, agent.pk)

    for to in To:
        assert refusal(agent, conversation, to) == expected(to, reach)
    if reach:
        assert furthest_step(agent, conversation_for(agent, conversation.pk)) is reach


def refusal(agent: Agent, conversation: Conversation, to: To) -> str:
    try:
        conversation_for(agent, conversation.pk, to)
    except DomainError as error:
        return error.code
    return ""


def expected(to: To, reach: To | None) -> str:
    if reach is None:
        return "not-found"
    return "" if to <= reach else "not-allowed"


def test_it_goes_only_to_those_who_could_have_it(cast: Cast, conversation: Conversation) -> None:
    names = {agent.first_name for agent in assignable_agents(conversation)}

    assert names == {"Olive", "Adam", "Tess", "Mara", "Cole"}
