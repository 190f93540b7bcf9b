"""An administrator chooses which folders of a mailbox are followed, from what the server lists at this moment."""

from collections.abc import Iterator

import pytest
from django.test import Client

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.folders import followed_folders
from goodword.channels.email.choices import FolderKind, SentFolder
from goodword.channels.email.models import Connection, FolderProgress
from goodword.core.actor import SYSTEM
from tests.cast import Cast
from tests.channels.email.scripted_imap import Folder, ScriptedImap


@pytest.fixture
def imap() -> Iterator[ScriptedImap]:
    with ScriptedImap() as imap:
        imap.folders |= {"Sent": Folder(flags="\\Sent"), "Entw&APw-rfe": Folder(), "All": Folder(flags="\\All")}
        yield imap


@pytest.fixture
def connection(cast: Cast, imap: ScriptedImap) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=imap.access)


def address(cast: Cast) -> str:
    return f"/settings/mailboxes/{cast.mailbox.pk}/folders"


def test_the_servers_folders_are_offered_by_their_names(cast: Cast, adam: Client, connection: Connection) -> None:
    text = adam.get(address(cast)).content.decode()
    assert "Entwürfe" in text
    assert "“All” holds everything" in text


def test_ticked_folders_are_followed_and_what_was_sent_is_looked_for(
    cast: Cast, adam: Client, connection: Connection
) -> None:
    asked = {"beside": ["Entwürfe"], "sent": "chosen", "sent_name": "Sent"}
    assert adam.post(address(cast), asked).status_code == 302

    connection.refresh_from_db()
    assert connection.sent_folder == SentFolder.CHOSEN
    assert followed_folders(connection.pk, found_sent="ignored") == [
        ("INBOX", FolderKind.INCOMING), ("Entwürfe", FolderKind.INCOMING), ("Sent", FolderKind.SENT),
    ]  # fmt: skip


def test_an_unticked_folder_is_let_go_and_its_account_kept(cast: Cast, adam: Client, connection: Connection) -> None:
    adam.post(address(cast), {"beside": ["Entwürfe"], "sent": "off", "sent_name": ""})
    adam.post(address(cast), {"sent": "off", "sent_name": ""})

    assert followed_folders(connection.pk) == [("INBOX", FolderKind.INCOMING)]
    assert FolderProgress.objects.get().is_followed is False


def test_a_choice_without_a_folder_is_asked_again(cast: Cast, adam: Client, connection: Connection) -> None:
    answer = adam.post(address(cast), {"sent": "chosen", "sent_name": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["sent_name"])


def test_what_was_sent_is_not_taken_for_mail_that_came(cast: Cast, adam: Client, connection: Connection) -> None:
    answer = adam.post(address(cast), {"beside": ["Sent"], "sent": "found", "sent_name": ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["beside"])
    assert adam.post(address(cast), {"beside": ["Sent"], "sent": "off", "sent_name": "Sent"}).status_code == 302


def test_a_server_that_does_not_answer_is_said(cast: Cast, adam: Client, imap: ScriptedImap) -> None:
    connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=imap.access)
    imap.password = "another"
    assert "does not accept the user name or the password" in adam.get(address(cast)).content.decode()
