"""The lists of people and companies, and what is added to them by hand."""

import pytest
from django.test import Client

from goodword.core.actor import Actor
from goodword.people.actions.adding import add_person
from goodword.people.actions.companies import create_company
from goodword.people.models import Company, Customer
from tests.cast import Cast, conversation_with_odile
from tests.query_counts import QueryCount

HTMX = {"HX-Request": "true"}


@pytest.fixture
def odile(cast: Cast) -> Customer:
    return conversation_with_odile(cast).customer


def test_people_are_listed_and_filtered(desk: Client, odile: Customer) -> None:
    page = desk.get("/people").content.decode()
    assert f'href="/people/{odile.pk}"' in page
    assert "o.hartwell@example.org" in page
    assert 'data-key="g p"' in page

    part = desk.get("/people?q=hart", headers=HTMX)
    assert "Odile Hartwell" in part.content.decode()
    assert part["HX-Replace-Url"] == "/people?q=hart"
    assert "Nothing found" in desk.get("/people?q=nobody&sort=name").content.decode()


def test_further_rows_come_to_the_foot(desk: Client, cast: Cast) -> None:
    by = Actor.agent(cast.mara.pk)
    for number in range(52):
        add_person(by=by, name=f"Person {number:02}")
    page = desk.get("/people?sort=name").content.decode()
    assert "Person 49" in page
    assert "Person 50" not in page

    more = page.split('hx-get="/people/rows')[1].split('"')[0].replace("&amp;", "&")
    part = desk.get(f"/people/rows{more}", headers=HTMX).content.decode()
    assert "Person 51" in part
    assert "More people" not in part


def test_somebody_is_added(desk: Client) -> None:
    answer = desk.post("/people/new", {"name": "Ines Ruiz", "number": "(202) 555-0143", "company": "Brandt"})
    ines = Customer.objects.get(name="Ines Ruiz")
    assert answer["Location"] == f"/people/{ines.pk}"
    page = desk.get(f"/people/{ines.pk}").content.decode()
    assert "(202) 555-0143" in page
    assert "Brandt" in page


def test_who_has_the_address_already_is_named(desk: Client, odile: Customer) -> None:
    told = {"name": "Nina", "address": "o.hartwell@example.org"}
    answer = desk.post("/people/new", told)
    assert answer.status_code == 422
    assert f'<a href="/people/{odile.pk}">Odile Hartwell</a>' in answer.content.decode()

    assert desk.post("/people/new", {**told, "shared": "on"}).status_code == 302
    assert Customer.objects.filter(name="Nina").exists()


def test_a_company_is_added_and_one_of_its_name_is_told(desk: Client) -> None:
    told = {"name": "Brandt", "kind": "employer", "domains": "brandt.example, brandt.test"}
    desk.post("/companies/new", told)
    assert Company.objects.get().domains.count() == 2

    again = desk.post("/companies/new", told)
    assert (again.status_code, Company.objects.count()) == (422, 1)
    desk.post("/companies/new", {**told, "anyway": "1"})
    assert Company.objects.count() == 2
    assert desk.post("/companies/new", {**told, "name": "X", "domains": "gmail.com"}).status_code == 422


def test_a_companys_page(desk: Client, cast: Cast, odile: Customer) -> None:
    company = create_company(by=Actor.agent(cast.mara.pk), name="Brandt", domains=["example.org"])
    desk.post(f"/people/{odile.pk}/company", {"company": company.pk})
    page = desk.get(f"/companies/{company.pk}").content.decode()
    assert "Odile Hartwell" in page
    assert "The dressings did not come Friday" in page

    desk.post(f"/companies/{company.pk}/description", {"name": "Nordfracht", "kind": "other", "notes": "Ask for Ines."})
    page = desk.get("/companies?q=nord").content.decode()
    assert "Nordfracht" in page
    assert "1 person" in page


def test_colleagues_see_no_such_room(client: Client, cast: Cast) -> None:
    client.force_login(cast.cole)
    assert 'href="/people"' not in client.get("/inbox").content.decode()
    assert client.get("/people").status_code == 403


@pytest.mark.parametrize("path", ["people", "companies"])
def test_their_queries(desk: Client, cast: Cast, odile: Customer, path: str, assert_query_count: QueryCount) -> None:
    create_company(by=Actor.agent(cast.mara.pk), name="Brandt")
    desk.get(f"/{path}")
    with assert_query_count(path):
        desk.get(f"/{path}")
