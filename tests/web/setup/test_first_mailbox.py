import pytest
from django.test import Client

from goodword.channels.email.models import Connection
from goodword.conversations.models import Mailbox
from tests.cast import Cast, found_cast
from tests.entrance import walk_in


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def olive(cast: Cast) -> Client:
    return walk_in(cast.olive)


def test_an_address_leads_to_its_servers(olive: Client) -> None:
    answer = olive.post("/setup/mailbox", {"address": "wrenfield@gmail.com"})
    mailbox = Mailbox.objects.get(address="wrenfield@gmail.com")
    assert answer.headers["Location"] == f"/setup/mailbox/{mailbox.pk}"
    page = olive.get(f"/setup/mailbox/{mailbox.pk}").content.decode()
    assert 'value="imap.gmail.com"' in page
    assert "app password" in page


def test_servers_that_do_not_answer_are_not_kept(cast: Cast, olive: Client) -> None:
    asked = {
        "username": "pharmacy@wrenfield.example",
        "password": "secret",
        "imap_host": "127.0.0.1",
        "imap_port": 9,
        "imap_security": "tls",
        "imap_folder": "INBOX",
        "smtp_host": "",
        "smtp_port": 587,
        "smtp_security": "starttls",
        "smtp_sign_in": "same",
    }
    answer = olive.post(f"/setup/mailbox/{cast.mailbox.pk}", asked)
    assert "did not work" in answer.content.decode()
    assert not Connection.objects.exists()
    assert olive.post(f"/setup/mailbox/{cast.mailbox.pk}", {**asked, "anyway": "yes"}).headers["Location"] == "/inbox"
    assert Connection.objects.get().imap_host == "127.0.0.1"


@pytest.mark.parametrize("name", ["tess", "mara", "cole"])
def test_others_set_nothing_up(cast: Cast, name: str) -> None:
    browser = walk_in(getattr(cast, name))
    assert browser.get("/setup/mailbox").status_code == 403
    assert browser.get(f"/setup/mailbox/{cast.mailbox.pk}").status_code == 403
