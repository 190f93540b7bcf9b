"""A page of the settings does not grow with the house."""

import pytest
from django.test import Client

from goodword.accounts.actions.joining import add_agent, invite_agent
from goodword.accounts.actions.teams import create_team
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import SYSTEM
from goodword.core.money import Money
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.payout_connections import Connecting, make_connection
from goodword.recovery.actions.products import ProductFacts, create_product
from goodword.recovery.payout_choices import ConnectorKind
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
        grant = Grant(name=f"G {number}", currency="USD", limit_minor=100, team=team.pk, reasons=("late",))
        create_authority(grant, by=SYSTEM)
        create_product(ProductFacts(name=f"Product {number}", value=Money(100, "USD")), by=SYSTEM)
        till = Connecting(name=f"Till {number}", address="https://till.example/pay", secret="x" * 24)
        make_connection(ConnectorKind.WEBHOOK, till, by=SYSTEM)


@pytest.mark.usefixtures("bigger_house")
@pytest.mark.parametrize("name", ["agents", "teams", "mailboxes", "remedies", "payouts", "complaints"])
def test_a_bigger_house_asks_no_more(adam: Client, name: str, assert_query_count: QueryCount) -> None:
    adam.get(f"/settings/{name}")
    with assert_query_count(f"settings {name}"):
        assert adam.get(f"/settings/{name}").status_code == 200
