"""Replies that others have begun, above the composer."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def begun(cast: Cast) -> Draft:
    matter: Conversation = conversation_with_odile(cast)
    draft = save_draft(
        matter.pk, by=Actor.agent(cast.tess.pk), kind=DraftKind.REPLY, html="<p>The van comes at nine.</p>"
    )
    assert draft is not None
    return draft


def page(desk: Client, draft: Draft) -> str:
    return desk.get(reverse("conversation", args=[draft.conversation_id])).content.decode()


def test_it_can_be_read_and_gone_on_with(desk: Client, cast: Cast, begun: Draft) -> None:
    html = page(desk, begun)
    assert "Draft by Tess Whitcombe" in html
    assert "The van comes at nine." in html
    assert reverse("draft-discarding", args=[begun.pk]) not in html

    answer = desk.post(reverse("draft-takeover", args=[begun.pk]), headers=HTMX).content.decode()
    assert 'id="composer"' in answer
    assert "The van comes at nine." in answer
    assert "Mara Lindqvist went on with the draft of Tess Whitcombe" in answer
    assert Draft.objects.get().agent == cast.mara


def test_its_place_is_refreshed_alone(desk: Client, begun: Draft) -> None:
    html = desk.get(reverse("drafts", args=[begun.conversation_id]), headers=HTMX).content.decode()
    assert html.lstrip().startswith('<div class="drafts" id="drafts"')


def test_only_a_lead_is_offered_to_throw_it_away(desk: Client, cast: Cast, begun: Draft) -> None:
    assert desk.post(reverse("draft-discarding", args=[begun.pk])).status_code == 403
    lead = Client()
    lead.force_login(cast.olive)
    assert reverse("draft-discarding", args=[begun.pk]) in page(lead, begun)
    lead.post(reverse("draft-discarding", args=[begun.pk]))
    assert not Draft.objects.exists()
