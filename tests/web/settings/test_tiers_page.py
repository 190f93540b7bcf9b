"""Settings → Tiers, and a tier chosen on the pages of people and companies."""

import pytest
from django.test import Client

from goodword.core.actor import Actor
from goodword.people.actions.companies import create_company, set_company
from goodword.people.actions.tiers import create_tier, set_tier
from goodword.people.models import Company, Customer, Tier
from tests.cast import Cast, conversation_with_odile
from tests.query_counts import QueryCount


@pytest.fixture
def gold(cast: Cast) -> Tier:
    return create_tier(by=Actor.agent(cast.olive.pk), name="Gold")


@pytest.fixture
def customer(cast: Cast) -> Customer:
    return Customer.objects.get(pk=conversation_with_odile(cast).customer_id)


@pytest.fixture
def brandt(cast: Cast, customer: Customer) -> Company:
    by = Actor.agent(cast.mara.pk)
    company = create_company(by=by, name="Brandt Logistics")
    set_company(customer.pk, by=by, company=company.pk)
    return company


def test_a_tier_is_made_renamed_moved_and_removed(adam: Client) -> None:
    assert "No tiers yet" in adam.get("/settings/tiers").content.decode()
    for name in ("Silver", "Gold"):
        assert adam.post("/settings/tiers/new", {"name": name}).headers["Location"] == "/settings/tiers"
    gold = Tier.objects.get(name="Gold")
    adam.post(f"/settings/tiers/{gold.pk}/move", {"to": "up"})
    assert [tier.name for tier in Tier.objects.all()] == ["Gold", "Silver"]

    adam.post(f"/settings/tiers/{gold.pk}", {"name": "Oro"})
    assert "Oro" in adam.get("/settings/tiers").content.decode()
    adam.post(f"/settings/tiers/{gold.pk}/removal")
    assert [tier.name for tier in Tier.objects.all()] == ["Silver"]


def test_a_name_that_is_taken(adam: Client, gold: Tier) -> None:
    for address in ("/settings/tiers/new", f"/settings/tiers/{create_tier_of(adam).pk}"):
        answer = adam.post(address, {"name": "GOLD"})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def create_tier_of(browser: Client) -> Tier:
    browser.post("/settings/tiers/new", {"name": "Silver"})
    return Tier.objects.get(name="Silver")


def test_agents_do_not_tend_tiers(mara: Client, gold: Tier) -> None:
    assert mara.get("/settings/tiers").status_code == 403
    assert mara.post(f"/settings/tiers/{gold.pk}/removal").status_code == 403


def test_a_tier_is_chosen_on_the_page_of_a_person_and_taken_back(mara: Client, gold: Tier, customer: Customer) -> None:
    form = mara.get(f"/people/{customer.pk}/details?edit=1").context["record"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    answer = mara.post(f"/people/{customer.pk}/description", {**sent, "tier": str(gold.pk)}, follow=True)
    page = answer.content.decode()
    assert 'class="tag is-tier"' in page

    assert "Gold" in mara.get("/people").content.decode()
    mara.post("/activity/" + page.partition('hx-post="/activity/')[2].partition('"')[0])
    customer.refresh_from_db()
    assert customer.tier is None


def test_a_tier_that_is_none_is_refused(mara: Client, gold: Tier, customer: Customer) -> None:
    answer = mara.post(f"/people/{customer.pk}/description", {"name": "Odile", "tier": "98765"})
    assert (answer.status_code, list(answer.context["record"].form.errors)) == (422, ["tier"])


def test_a_tier_is_chosen_on_the_page_of_a_company(mara: Client, gold: Tier, brandt: Company) -> None:
    sent = {"name": brandt.name, "kind": brandt.kind, "tier": str(gold.pk)}
    mara.post(f"/companies/{brandt.pk}/description", sent)
    brandt.refresh_from_db()
    assert brandt.tier == gold
    person = brandt.people.get()
    assert 'class="tag is-tier"' in mara.get(f"/people/{person.pk}").content.decode()
    assert "As their company: Gold" in mara.get(f"/people/{person.pk}/details?edit=1").content.decode()


def test_a_house_without_tiers_is_asked_for_none(mara: Client, customer: Customer) -> None:
    assert "Tier" not in mara.get(f"/people/{customer.pk}/details?edit=1").content.decode()


def test_more_people_with_tiers_ask_no_more(
    adam: Client, cast: Cast, gold: Tier, customer: Customer, assert_query_count: QueryCount
) -> None:
    set_tier(customer.pk, by=Actor.agent(cast.mara.pk), tier=gold.pk)
    adam.get("/settings/tiers")
    with assert_query_count("settings tiers"):
        adam.get("/settings/tiers")
