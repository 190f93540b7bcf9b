"""The list of people by their newest contact is read by parts: it holds what the plain rule of access says, for every
role, page by page."""

import random
from datetime import datetime, timedelta

import pytest

from goodword.accounts.models import Agent, Team
from goodword.conversations.access import visible_conversations
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation
from goodword.conversations.queries import people
from goodword.conversations.queries.people import people_page
from goodword.core.clock import now
from goodword.people.models import Customer, PersonWord
from tests.cast import Cast

PEOPLE, ROWS, PAGE = 30, 120, 4


@pytest.fixture(autouse=True)
def _crowd(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many conversations of few people at few moments; some were added by hand. Nobody counts as few."""
    monkeypatch.setattr(people, "FEW", 0)
    dice, began = random.Random(7), now()
    crowd = Customer.objects.bulk_create(
        Customer(name=f"Person {at}", sort_name=f"person {at}", added_at=began if dice.random() < 0.3 else None)
        for at in range(PEOPLE)
    )
    PersonWord.objects.bulk_create(PersonWord(customer=one, word="person") for one in crowd)
    teams = [None, cast.pharmacy, cast.nursing, Team.objects.create(name="Elsewhere")]

    def row() -> Conversation:
        at = began - timedelta(hours=dice.randrange(9))
        return Conversation(
            subject="Matter", customer=dice.choice(crowd), channel="email", team=dice.choice(teams),
            assignee=dice.choice([None, cast.mara, cast.caleb]), state=dice.choice(State.values),
            waiting_since=at, opened_at=at, last_message_at=at, is_spam=dice.random() < 0.2,
        )  # fmt: skip

    Conversation.objects.bulk_create([row() for _ in range(ROWS)])


def expected(agent: Agent) -> list[int]:
    newest: dict[int, datetime] = {}
    for one in visible_conversations(agent).filter(is_spam=False):
        newest[one.customer_id] = max(one.last_message_at, newest.get(one.customer_id, one.last_message_at))
    for customer in Customer.objects.exclude(added_at=None).exclude(pk__in=newest):
        newest[customer.pk] = customer.created_at
    return sorted(newest, key=lambda pk: (newest[pk], pk), reverse=True)


@pytest.mark.parametrize("text", ["", "pers"])
@pytest.mark.parametrize("name", ["olive", "tess", "mara", "caleb"])
def test_the_newest_contact_is_that_of_the_plain_rule(cast: Cast, name: str, text: str) -> None:
    agent = Agent.objects.prefetch_related("teams").get(pk=getattr(cast, name).pk)
    found, key = [], ""
    for _page in range(PEOPLE):
        page = people_page(agent, text=text, after=key, size=PAGE)
        found += [row.customer.pk for row in page.rows]
        key = page.next_key
        if not key:
            break

    assert found == expected(agent)
