"""Whom a note may name, as the composer offers and the thread shows it."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.conversations.models import Conversation, Note
from tests.cast import Cast, conversation_with_odile

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def matter(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def test_the_list_names_who_may_read_and_not_oneself(desk: Client, matter: Conversation) -> None:
    html = desk.get(reverse("mentionable", args=[matter.pk]), headers=HTMX).content.decode()
    assert "Tess Whitcombe" in html
    assert "Pharmacy line" in html
    assert "Mara Lindqvist" not in html
    assert "Caleb" not in html
    assert "Nursing" not in html


def test_without_script_a_name_in_the_text_is_enough(desk: Client, cast: Cast, matter: Conversation) -> None:
    desk.post(reverse("notes", args=[matter.pk]), {"text": "@Tess Whitcombe, can you call her?", "html": ""})
    assert list(Note.objects.get().mentions.all()) == [cast.tess]
    page = desk.get(reverse("conversation", args=[matter.pk])).content.decode()
    assert '<span class="mention">@Tess Whitcombe</span>' in page

    reader = Client()
    reader.force_login(cast.tess)
    page = reader.get(reverse("conversation", args=[matter.pk])).content.decode()
    assert '<span class="mention is-mine">@Tess Whitcombe</span>' in page


def test_a_reply_offers_nobody(desk: Client, matter: Conversation) -> None:
    address = reverse("composer", args=[matter.pk, "reply"])
    assert "data-mentions-url-value" not in desk.get(address, headers=HTMX).content.decode()
    address = reverse("composer", args=[matter.pk, "note"])
    assert "data-mentions-url-value" in desk.get(address, headers=HTMX).content.decode()
