"""Policies for a tier: what is open follows when somebody's tier changes, and search finds who has which."""

from datetime import timedelta

import pytest

from goodword.conversations.search.asking import narrowing
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.operations import undo
from goodword.core.query import QueryError
from goodword.people.actions.companies import create_company, set_company
from goodword.people.actions.tiers import create_tier, remove_tier, set_company_tier, set_tier
from goodword.people.types import Company, Tier
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from goodword.web.search.suggesting import suggestions
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock
from tests.timeline import last_event

HOUR = timedelta(hours=1)


@pytest.fixture
def gold(cast: Cast) -> Tier:
    return create_tier(by=Actor.agent(cast.olive.pk), name="Gold")


@pytest.fixture
def brandt(mara: Actor) -> Company:
    return create_company(by=mara, name="Brandt Logistics")


@pytest.fixture
def conversation(cast: Cast, gold: Tier, clock: Clock) -> Conversation:
    """Owed a reply within eight hours; within one, were Odile gold."""
    for name, condition, hours in (("Gold", "tier:gold", 1), ("Everybody", "", 8)):
        targets = {Target.FIRST_REPLY: Term(allowed=hours * HOUR)}
        create_policy(Terms(name=name, condition=condition, targets=targets), by=Actor.agent(cast.olive.pk))
    found = conversation_with_odile(cast)
    run_due_jobs(["default"])
    clock.forward(minutes=10)
    return found


def allowed() -> timedelta:
    promise = Promise.objects.get(target=Target.FIRST_REPLY)
    return promise.due_at - promise.began_at


def test_with_another_tier_what_is_open_is_due_as_that_is_promised(
    cast: Cast, mara: Actor, gold: Tier, conversation: Conversation
) -> None:
    assert allowed() == 8 * HOUR
    set_tier(conversation.customer_id, by=mara, tier=gold.pk)
    run_due_jobs(["default"])
    assert allowed() == HOUR

    undo(last_event("customer.tier-changed").pk, agent=cast.mara, by=mara)
    run_due_jobs(["default"])
    assert allowed() == 8 * HOUR


def test_the_tier_of_a_company_is_that_of_its_people(
    mara: Actor, gold: Tier, brandt: Company, conversation: Conversation
) -> None:
    set_company(conversation.customer_id, by=mara, company=brandt.pk)
    set_company_tier(brandt.pk, by=mara, tier=gold.pk)
    run_due_jobs(["default"])
    assert allowed() == HOUR

    set_company(conversation.customer_id, by=mara, company=None)
    run_due_jobs(["default"])
    assert allowed() == 8 * HOUR


def test_without_the_tier_its_policy_is_for_nobody(
    cast: Cast, mara: Actor, gold: Tier, conversation: Conversation
) -> None:
    set_tier(conversation.customer_id, by=mara, tier=gold.pk)
    run_due_jobs(["default"])
    remove_tier(gold.pk, by=Actor.agent(cast.olive.pk))
    run_due_jobs(["default"])
    assert allowed() == 8 * HOUR


def test_search_finds_by_tier(cast: Cast, mara: Actor, gold: Tier, brandt: Company, conversation: Conversation) -> None:
    def found(query: str) -> bool:
        rows = Conversation.objects.filter(narrowing(cast.mara, query))
        return list(rows) == [conversation]

    assert [found("tier:gold"), found("-tier:gold"), found("tier:none"), found("nivel:Gold")] == [
        False, True, True, False]  # fmt: skip
    set_company(conversation.customer_id, by=mara, company=brandt.pk)
    set_company_tier(brandt.pk, by=mara, tier=gold.pk)
    assert [found("tier:gold"), found("-tier:gold"), found("tier:none"), found("nivel:Gold")] == [
        True, False, False, True]  # fmt: skip
    with pytest.raises(QueryError):
        found("tier:platinum")


def test_tiers_are_proposed(cast: Cast, gold: Tier) -> None:
    assert [one.text.lower() for one in suggestions(cast.mara, "tier:go", 7)] == ["gold"]
    assert [one.text for one in suggestions(cast.mara, "nivel:no", 8)] == ["none"]
