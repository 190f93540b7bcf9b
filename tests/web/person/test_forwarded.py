"""A colleague's forward for which no server vouched: an agent opens it as its writer's."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from tests.cast import Cast
from tests.channels.email.mails import mail
from tests.channels.email.reading.test_forwarding import GMAIL
from tests.channels.email.threading.arriving import arrive


@pytest.fixture
def forwarded(cast: Cast) -> Conversation:
    raw = mail(GMAIL, From="Tess Whitcombe <tess@wrenfield.example>", Subject="Fwd: The dressings")
    return arrive(cast, raw).conversation


def test_it_is_offered_and_done(desk: Client, forwarded: Conversation) -> None:
    strip = desk.get(f"/conversations/{forwarded.pk}/who").content.decode()
    assert "Open as Odile Hartwell" in strip
    assert 'data-key="w"' in strip

    page = desk.post(f"/conversations/{forwarded.pk}/forwarded", follow=True).content.decode()

    forwarded.refresh_from_db()
    assert forwarded.customer.name == "Odile Hartwell"
    assert "Open as Odile Hartwell" not in page
    assert "to Odile Hartwell" in page


def test_who_may_only_read_is_offered_nothing(client: Client, cast: Cast, forwarded: Conversation) -> None:
    Conversation.objects.filter(pk=forwarded.pk).update(assignee=cast.cole)
    client.force_login(cast.cole)

    assert 'data-key="w"' not in client.get(f"/conversations/{forwarded.pk}/who").content.decode()
    assert client.post(f"/conversations/{forwarded.pk}/forwarded").status_code == 403


def test_a_customers_own_forward_is_not_opened(desk: Client, cast: Cast) -> None:
    theirs = arrive(cast, mail(GMAIL, Subject="Fwd: The dressings")).conversation
    assert desk.post(f"/conversations/{theirs.pk}/forwarded").status_code == 409
