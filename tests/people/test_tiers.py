"""Tiers of the house: made, named, ordered, removed, and who has which."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.people.actions.companies import create_company, set_company
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.tiers import (
    create_tier,
    order_tiers,
    remove_tier,
    rename_tier,
    set_company_tier,
    set_tier,
)
from goodword.people.models import Company, Customer, Tier
from goodword.people.queries import counted_tiers
from tests.cast import Cast
from tests.timeline import last_event


@pytest.fixture
def olive(cast: Cast) -> Actor:
    return Actor.agent(cast.olive.pk)


@pytest.fixture
def gold(olive: Actor) -> Tier:
    return create_tier(by=olive, name=" Gold ")


@pytest.fixture
def klara(cast: Cast) -> Customer:
    return recognize_customer(address="klara@brandt.example", name="Klara Ernst")


@pytest.fixture
def brandt(mara: Actor) -> Company:
    return create_company(by=mara, name="Brandt Logistics")


def test_tiers_keep_their_order(olive: Actor, gold: Tier) -> None:
    silver = create_tier(by=olive, name="Silver")
    assert [tier.name for tier in Tier.objects.all()] == ["Gold", "Silver"]
    order_tiers([silver.pk, gold.pk], by=olive)
    assert [tier.name for tier in Tier.objects.all()] == ["Silver", "Gold"]
    with pytest.raises(Invalid):
        order_tiers([gold.pk], by=olive)


@pytest.mark.parametrize("name", [" ", "GOLD", "Góld", "none", "x" * 41])
def test_a_name_that_does_not_do(olive: Actor, gold: Tier, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        create_tier(by=olive, name=name)
    assert set(refusal.value.fields) == {"name"}
    assert Tier.objects.count() == 1


def test_a_tier_is_renamed_and_may_keep_its_name(olive: Actor, gold: Tier) -> None:
    assert rename_tier(gold.pk, by=olive, name="gold").name == "gold"
    assert rename_tier(gold.pk, by=olive, name="Oro").key == "oro"


def test_there_are_never_too_many(olive: Actor, gold: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.people.actions.tiers.MOST", 1)
    with pytest.raises(Invalid):
        create_tier(by=olive, name="Silver")


def test_only_administrators_tend_them(cast: Cast, gold: Tier) -> None:
    tess = Actor.agent(cast.tess.pk)
    for deed in (
        lambda: create_tier(by=tess, name="Silver"),
        lambda: rename_tier(gold.pk, by=tess, name="Oro"),
        lambda: order_tiers([gold.pk], by=tess),
        lambda: remove_tier(gold.pk, by=tess),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_somebody_has_their_own_tier_else_that_of_their_company(
    olive: Actor, mara: Actor, gold: Tier, klara: Customer, brandt: Company
) -> None:
    silver = create_tier(by=olive, name="Silver")
    set_company(klara.pk, by=mara, company=brandt.pk)
    set_company_tier(brandt.pk, by=mara, tier=silver.pk)
    assert Customer.objects.get(pk=klara.pk).tier_that_counts == silver

    set_tier(klara.pk, by=mara, tier=gold.pk)
    assert Customer.objects.get(pk=klara.pk).tier_that_counts == gold
    assert last_event("customer.tier-changed").data == {"before": None, "after": gold.pk}
    assert [(one.tier.name, one.people, one.companies) for one in counted_tiers()] == [("Gold", 1, 0), ("Silver", 0, 1)]


def test_a_tier_that_is_not_there(mara: Actor, klara: Customer, brandt: Company) -> None:
    for deed in (
        lambda: set_tier(klara.pk, by=mara, tier=98765),
        lambda: set_company_tier(brandt.pk, by=mara, tier=98765),
    ):
        with pytest.raises(Invalid):
            deed()
    with pytest.raises(NotFound):
        set_company_tier(98765, by=mara, tier=None)


def test_whoever_had_a_removed_tier_has_none(
    olive: Actor, mara: Actor, gold: Tier, klara: Customer, brandt: Company
) -> None:
    set_tier(klara.pk, by=mara, tier=gold.pk)
    set_company_tier(brandt.pk, by=mara, tier=gold.pk)
    remove_tier(gold.pk, by=olive)
    assert Customer.objects.get(pk=klara.pk).tier_that_counts is None
    assert Company.objects.get(pk=brandt.pk).tier is None
    with pytest.raises(NotFound):
        remove_tier(gold.pk, by=olive)
