"""Settings → Tags."""

import pytest
from django.test import Client

from goodword.conversations.actions.tagging import tag_with_name
from goodword.conversations.models import Tag
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile


@pytest.fixture
def tess(cast: Cast, client: Client) -> Client:
    client.force_login(cast.tess)
    return client


@pytest.fixture
def delivery(cast: Cast) -> Tag:
    tag_with_name(conversation_with_odile(cast).pk, by=Actor.agent(cast.mara.pk), name="Delivery")
    return Tag.objects.get()


def test_everybody_sees_the_tags_and_their_lists(client: Client, cast: Cast, delivery: Tag) -> None:
    client.force_login(cast.cole)
    page = client.get("/settings/tags").content.decode()

    assert f'href="/inbox?box=tag:{delivery.pk}"' in page
    assert "1 conversation" in page
    assert "New tag" not in page


def test_a_lead_makes_a_tag(tess: Client) -> None:
    assert tess.post("/settings/tags/new", {"name": "Refund"}).headers["Location"] == "/settings/tags"
    assert Tag.objects.get().name == "Refund"


def test_a_name_that_is_taken(tess: Client, delivery: Tag) -> None:
    answer = tess.post("/settings/tags/new", {"name": "DELIVERY"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert Tag.objects.count() == 1


def test_a_lead_renames_a_tag(tess: Client, delivery: Tag) -> None:
    tess.post(f"/settings/tags/{delivery.pk}", {"name": "Shipping"})

    delivery.refresh_from_db()
    assert delivery.name == "Shipping"
    assert "Shipping" in tess.get("/inbox").content.decode()


def test_a_lead_merges_a_tag(tess: Client, delivery: Tag) -> None:
    tess.post("/settings/tags/new", {"name": "Shipping"})
    other = Tag.objects.get(name="Shipping")

    tess.post(f"/settings/tags/{delivery.pk}/merging", {"into": other.pk})

    assert list(Tag.objects.all()) == [other]
    assert other.conversations.count() == 1


def test_deleting_says_how_many_have_it(tess: Client, delivery: Tag) -> None:
    assert "the one conversation that has it" in tess.get(f"/settings/tags/{delivery.pk}").content.decode()

    tess.post(f"/settings/tags/{delivery.pk}/deletion")
    assert not Tag.objects.exists()
