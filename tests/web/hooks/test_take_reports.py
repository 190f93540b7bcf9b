"""A provider tells what became of our mail."""

import base64
import json

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from goodword.channels.email.models import OutgoingMail
from goodword.conversations.actions.delivery import mark_reply_sent
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Delivery
from goodword.conversations.models import Message
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile

pytestmark = pytest.mark.django_db
SECRET = "provider:a-very-long-password"


@pytest.fixture(autouse=True)
def _told(settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}


@pytest.fixture
def reply(cast: Cast) -> Message:
    reply = send_reply(conversation_with_odile(cast).pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    mark_reply_sent(reply.pk)
    return reply


def tell(secret: str = SECRET, **told: object) -> HttpResponse:
    given = base64.b64encode(secret.encode()).decode()
    return Client().post(
        "/hooks/mail/postmark/reports",
        data=json.dumps(told),
        content_type="application/json",
        headers={"authorization": f"Basic {given}"},
    )


def bounced(reply: Message, **changes: object) -> dict[str, object]:
    header = OutgoingMail.objects.get(message=reply).message_id_header
    return {
        "RecordType": "Bounce", "Type": "HardBounce", "TypeCode": 1, "Email": reply.recipients[0]["address"],
        "Metadata": {"anymail_id": header}, "Details": "550 5.1.1 no such user", "ID": 1,
    } | changes  # fmt: skip


def test_a_bounce_marks_the_reply(reply: Message) -> None:
    assert tell(**bounced(reply)).status_code == 200

    reply.refresh_from_db()
    assert reply.delivery == Delivery.BOUNCED


def test_a_stranger_cannot_make_a_reply_bounce(reply: Message) -> None:
    assert tell("provider:guess", **bounced(reply)).status_code == 401

    reply.refresh_from_db()
    assert reply.delivery == Delivery.SENT
