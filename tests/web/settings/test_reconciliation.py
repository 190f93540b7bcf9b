"""What is on a mailbox's server, and what became of it, in words that add up."""

import pytest
from django.test import Client

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.fetching import Told, begin_folder, note_mails, remember_reckoning
from goodword.channels.email.choices import Fate
from goodword.channels.email.models import Connection, FolderMail, FolderProgress
from goodword.channels.email.transports.imap import ImapAccess
from goodword.core.actor import SYSTEM
from tests.cast import Cast


@pytest.fixture
def connection(cast: Cast) -> Connection:
    access = ImapAccess(host="imap.wrenfield.example", username="pharmacy", secret="rosebud")
    return connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=access)


def progress_of(connection: Connection, **numbers: int) -> FolderProgress:
    progress = begin_folder(connection.pk, folder="INBOX", uid_validity=7, uid_next=5)
    told = [Told(3, Fate.REFUSED, words="corrupt message", size=4000)]
    note_mails(progress.pk, uid_validity=7, told=told)
    remember_reckoning(progress.pk, uid_validity=7, numbers=numbers)
    return progress


def page(browser: Client, cast: Cast) -> str:
    return browser.get(f"/settings/mailboxes/{cast.mailbox.pk}/reconciliation").content.decode()


def test_the_verdict_adds_up(cast: Cast, adam: Client, connection: Connection) -> None:
    progress_of(connection, on_server=1204, taken=1203, refused=1)

    text = page(adam, cast)

    assert "Everything on the server is accounted for: 1,204 = 1,203 taken in + 1 refused." in text
    assert "corrupt message" in text


def test_what_is_missing_is_said_first(cast: Cast, adam: Client, connection: Connection) -> None:
    progress_of(connection, on_server=12, taken=9, missing=3)
    assert "3 mails on the server are not here yet" in page(adam, cast)


def test_before_the_first_look_nothing_is_claimed(cast: Cast, adam: Client, connection: Connection) -> None:
    text = page(adam, cast)
    assert "Not looked at yet." in text
    assert "accounted for:" not in text


def test_the_mailbox_itself_tells_it_too(cast: Cast, adam: Client, connection: Connection) -> None:
    progress_of(connection, on_server=5, left=5)
    assert "5 = 5 older, left there" in adam.get(f"/settings/mailboxes/{cast.mailbox.pk}").content.decode()


def test_a_mail_is_asked_for_again(cast: Cast, adam: Client, connection: Connection) -> None:
    progress_of(connection, on_server=1, refused=1)
    mail = FolderMail.objects.get()

    answer = adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/refused/{mail.pk}/retry")

    connection.refresh_from_db()
    assert (answer.status_code, connection.look_asked_at is None) == (302, False)
    assert adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/refused/{mail.pk + 1}/retry").status_code == 404


def test_a_look_is_asked_for(cast: Cast, adam: Client, connection: Connection) -> None:
    adam.post(f"/settings/mailboxes/{cast.mailbox.pk}/look")
    connection.refresh_from_db()
    assert connection.look_asked_at is not None


def test_a_mailbox_that_is_not_read_by_imap_has_no_such_pages(cast: Cast, adam: Client) -> None:
    for name in ("reconciliation", "folders", "history"):
        assert adam.get(f"/settings/mailboxes/{cast.mailbox.pk}/{name}").status_code == 404
