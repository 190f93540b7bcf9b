import pytest
from django.test import Client

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.health import report_receiving
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.imap import ImapAccess
from goodword.conversations.models import Mailbox
from goodword.core.actor import SYSTEM
from goodword.core.keys import decrypt
from tests.cast import Cast

ASKED = {
    "username": "pharmacy@wrenfield.example",
    "password": "",
    "imap_host": "127.0.0.1",
    "imap_port": 9,
    "imap_security": "tls",
    "imap_folder": "INBOX",
    "smtp_host": "",
    "smtp_port": 587,
    "smtp_security": "starttls",
    "smtp_sign_in": "same",
}


@pytest.fixture
def connection(cast: Cast) -> Connection:
    access = ImapAccess(host="imap.wrenfield.example", username="pharmacy", secret="rosebud")
    return connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=access)


def test_the_problem_is_told_in_words(adam: Client, connection: Connection) -> None:
    assert "was not tried yet" in adam.get("/settings/mailboxes").content.decode()
    report_receiving(connection.pk, problem="The password was refused.")
    assert "The password was refused." in adam.get("/settings/mailboxes").content.decode()


def test_a_mailbox_is_added(cast: Cast, adam: Client) -> None:
    asked = {"address": "help@wrenfield.example", "name": "Help", "team": cast.nursing.pk}
    answer = adam.post("/settings/mailboxes/new", asked)
    mailbox = Mailbox.objects.get(address="help@wrenfield.example")
    assert (mailbox.name, mailbox.team) == ("Help", cast.nursing)
    assert answer.headers["Location"] == f"/settings/mailboxes/{mailbox.pk}/connection"


def test_an_address_is_added_once(cast: Cast, adam: Client) -> None:
    answer = adam.post("/settings/mailboxes/new", {"address": cast.mailbox.address, "name": "Again"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["address"])


def test_a_mailbox_gets_another_team(cast: Cast, adam: Client) -> None:
    adam.post(f"/settings/mailboxes/{cast.mailbox.pk}", {"name": "Pharmacy", "team": ""})
    cast.mailbox.refresh_from_db()
    assert (cast.mailbox.name, cast.mailbox.team) == ("Pharmacy", None)


def test_what_fails_is_told_and_not_kept(cast: Cast, adam: Client, connection: Connection) -> None:
    answer = adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/connection", {**ASKED, "password": "sled"})
    assert answer.context["diagnosis"].problem is not None
    connection.refresh_from_db()
    assert connection.imap_host == "imap.wrenfield.example"


def test_an_empty_password_keeps_the_stored_one(cast: Cast, adam: Client, connection: Connection) -> None:
    Connection.objects.update(imap_host="127.0.0.1")
    address = f"/settings/mailboxes/{cast.mailbox.pk}/connection"
    assert "rosebud" not in adam.get(address).content.decode()
    adam.post(address, {**ASKED, "anyway": "yes"})
    connection.refresh_from_db()
    assert (connection.imap_port, decrypt(connection.imap_secret)) == (9, "rosebud")


def test_another_server_is_not_told_the_stored_password(cast: Cast, adam: Client, connection: Connection) -> None:
    answer = adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/connection", {**ASKED, "anyway": "yes"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["password"])
    connection.refresh_from_db()
    assert connection.imap_host == "imap.wrenfield.example"


def test_without_any_server_nothing_is_kept(cast: Cast, adam: Client) -> None:
    answer = adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/connection", {**ASKED, "imap_host": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["imap_host"])
    assert not Connection.objects.exists()
