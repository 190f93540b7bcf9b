"""Signatures and limits, from the settings."""

import pytest
from django.test import Client

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Security
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.core.actor import Actor
from tests.cast import Cast


@pytest.fixture
def adams(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def test_my_signature_is_kept_and_shown(client: Client, cast: Cast) -> None:
    client.force_login(cast.mara)
    client.post("/settings/me/signature", {"title": "Nurse", "html": "", "text": "Mara <b>\n\n555 0134"})

    cast.mara.refresh_from_db()
    assert (cast.mara.title, cast.mara.signature) == ("Nurse", "<p>Mara &lt;b&gt;</p><p>555 0134</p>")
    assert "555 0134" in client.get("/settings/me/signature").content.decode()


def test_a_mailboxs_signature_is_previewed_and_a_wrong_blank_is_told(adams: Client, cast: Cast) -> None:
    address = f"/settings/mailboxes/{cast.mailbox.pk}/sending"
    adams.post(address, {"html": "<p>{name}, {organization}</p>"})
    assert "Adam Mendes, Wrenfield Home Health" in adams.get(address).content.decode()

    answer = adams.post(address, {"html": "<p>{phone}</p>"})

    assert (answer.status_code, "{phone} is not filled in" in answer.content.decode()) == (422, True)


def test_limits_are_set_and_lifted(adams: Client, cast: Cast) -> None:
    smtp = SmtpAccess(host="smtp.gmail.com", security=Security.STARTTLS)
    connect_mailbox(cast.mailbox.pk, by=Actor.agent(cast.adam.pk), smtp=smtp)
    page = adams.get(f"/settings/mailboxes/{cast.mailbox.pk}/sending").content.decode()
    assert "Google allows 500 a day" in page

    adams.post(f"/settings/mailboxes/{cast.mailbox.pk}/limits", {"a_day": "500"})
    assert Connection.objects.get().most_a_day == 500

    adams.post(f"/settings/mailboxes/{cast.mailbox.pk}/limits", {"a_day": ""})
    assert Connection.objects.get().most_a_day is None
