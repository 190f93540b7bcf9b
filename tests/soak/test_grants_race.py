"""Many give at once, send the same form again and are killed: no budget is broken, nothing is given or paid twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from goodword.accounts.actions.joining import add_agent
from goodword.accounts.types import Agent
from goodword.conversations.actions.receiving import receive_message
from goodword.core.actor import Actor
from goodword.core.errors import DomainError
from goodword.people.actions.recognizing import recognize_customer
from goodword.playbook.actions.reasons import chosen_reason
from goodword.recovery.queries import authority
from goodword.recovery.types import Authority, Remedy
from tests.campaigns import Campaign, is_full
from tests.cast import PASSWORD, Cast, found_cast, letter
from tests.recovery.remedies import check_books, let_give, offered
from tests.soak.givers import Givers, breaks, check, doubles
from tests.soak.grants import Plan, do

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

GRANTS = 100_000
GIVERS = 2 if is_full() else 3  # a full run leaves others room on two cores


def house(size: int, seed: int) -> Plan:
    """Two who share a budget of dollars, and another for what was late, and have one each in euros; three customers
    with two matters each."""
    cast = found_cast()
    by = Actor.agent(cast.adam.pk)
    nils = add_agent(by=by, name="Nils Berg", email="nils@wrenfield.example", role="agent", password=PASSWORD)
    cap = {"customer_cap_minor": 60_000, "customer_days": 14}
    let_give(cast, budget_minor=40_000, budget_days=7, is_shared=True, reasons=("late", "safety"), **cap)
    let_give(cast, budget_minor=150_000, budget_days=7, is_shared=True, **cap)
    let_give(cast, currency="EUR", budget_minor=70_000, budget_days=7, **cap)
    let_give(cast, limit=9_000, role="lead", budget_minor=20_000, budget_days=7, **cap)
    return Plan(
        seed=seed,
        size=size,
        workers=GIVERS,
        agents=[cast.mara.pk, nils.pk],
        approvers=[cast.tess.pk, cast.olive.pk],
        conversations=[matter for name in ("Odile", "Theo", "Ines") for matter in matters(cast, name)],
        product=offered(cast).pk,
        reasons=[reason.pk for key in ("late", "billing") if (reason := chosen_reason(key))],
    )


def matters(cast: Cast, name: str) -> list[int]:
    customer = recognize_customer(address=f"{name.lower()}@example.org", name=name)
    return [receive_message(letter(cast, customer, sender_name=name)).conversation.pk for _ in range(2)]


@pytest.fixture
def give_all(campaign: Campaign, tmp_path: Path) -> Iterator[Callable[..., Givers]]:
    made: list[Givers] = []

    def start(size: int) -> Givers:
        made.append(Givers(house(size, campaign.seed), tmp_path))
        made[-1].start()
        return made[-1]

    yield start
    for givers in made:
        givers.kill_all()


def until(givers: Givers, point: int) -> None:
    """Wait until so much is done, or all. Raises AssertionError when nothing moves for a minute or two."""
    seen, moved = -1, time.monotonic()
    while givers.done() < point and not givers.are_done:
        if givers.done() != seen:
            seen, moved = givers.done(), time.monotonic()
        assert time.monotonic() - moved < 120, f"stuck at {seen}"
        time.sleep(0.1)


def test_no_budget_breaks_and_nothing_is_given_twice(campaign: Campaign, give_all: Callable[..., Givers]) -> None:
    size = campaign.size(GRANTS)
    givers = give_all(size)
    for kill_after in sorted(campaign.random.sample(range(size // 20, size * 9 // 10), max(5, size // 500))):
        until(givers, kill_after)
        givers.kill_one(campaign.random)
    while not givers.are_done:
        until(givers, givers.done() + 1)

    outcomes = givers.outcomes()
    campaign.report(things=size, done=givers.done(), kills=givers.kills, remedies=Remedy.objects.count(), **outcomes)
    assert givers.numbers() == set(range(size))
    assert givers.kills >= 3
    assert min(outcomes[one] for one in ("reserved", "approved", "above-authority")) > 0
    check()


def test_the_campaign_notices_a_sum_of_the_time_before(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, spent = house(400, campaign.seed), authority.spent
    seen: dict[tuple[int, int], int] = {}

    def stale(row: Authority, agent: Agent) -> int:
        before, seen[row.pk, agent.pk] = seen.get((row.pk, agent.pk), 0), spent(row, agent)
        return before

    monkeypatch.setattr(authority, "spent", stale)
    for number in range(plan.size):
        with suppress(DomainError):
            do(plan, number, 0)

    assert breaks()
    assert not doubles()
    check_books()
