"""A page of the settings does not grow with the house."""

import pytest
from django.test import Client

from goodword.accounts.actions.joining import add_agent, invite_agent
from goodword.accounts.actions.teams import create_team
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import SYSTEM
from tests.cast import PASSWORD, Cast
from tests.query_counts import QueryCount


@pytest.fixture
def bigger_house(cast: Cast) -> None:
    for number in range(5):
        team = create_team(by=SYSTEM, name=f"Team {number}", members=[cast.mara.pk])
        address = f"person{number}@wrenfield.example"
        add_agent(by=SYSTEM, name=f"P {number}", email=address, role="agent", password=PASSWORD, teams=[team.pk])
        invite_agent(by=SYSTEM, email=f"guest{number}@wrenfield.example", teams=[team.pk])
        add_mailbox(by=SYSTEM, address=f"box{number}@wrenfield.example", name="Box", team=team.pk)


@pytest.mark.usefixtures("bigger_house")
@pytest.mark.parametrize("name", ["agents", "teams", "mailboxes"])
def test_a_bigger_house_asks_no_more(adam: Client, name: str, assert_query_count: QueryCount) -> None:
    adam.get(f"/settings/{name}")
    with assert_query_count(f"settings {name}"):
        assert adam.get(f"/settings/{name}").status_code == 200
