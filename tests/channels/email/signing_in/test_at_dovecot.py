"""A mailbox read with tokens from end to end: a real Dovecot asks the sign-in server about each."""

from datetime import timedelta

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.granting import keep_grant
from goodword.channels.email.actions.registering import register_provider
from goodword.channels.email.connections import imap_access, token_source
from goodword.channels.email.models import Connection, Grant, MailboxAlarm
from goodword.channels.email.transports.imap import ImapAccess, ImapFolder
from goodword.channels.email.transports.oauth import GrantWithdrawn, Tokens
from goodword.core.actor import SYSTEM
from tests.cast import Cast
from tests.channels.email.signing_in.conftest import registering
from tests.servers.dovecot import DovecotServer
from tests.servers.sign_in import SignInServer

pytestmark = pytest.mark.real_time


@pytest.fixture
def connection(cast: Cast, trusted_dovecot: DovecotServer, sign_in_server: SignInServer) -> Connection:
    user = trusted_dovecot.add_user("granted@customers.test", "never given")
    registration = register_provider(registering(sign_in_server), by=SYSTEM)
    said = sign_in_server.grant(user)
    tokens = Tokens(access=said["access_token"], life=timedelta(hours=1), refresh=said["refresh_token"])
    keep_grant(cast.mailbox.pk, registration.pk, tokens, by=SYSTEM)
    access = ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username=user)
    source = token_source(cast.mailbox.pk, access.server)
    access = ImapAccess(host=access.host, port=access.port, username=user, token=source)
    return connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=access)


def reads(connection: Connection) -> bool:
    with ImapFolder(imap_access(connection)) as folder:
        return folder.select().uid_validity > 0


def test_a_granted_mailbox_is_read(connection: Connection, sign_in_server: SignInServer) -> None:
    assert reads(connection)
    assert sign_in_server.asked == []


def test_an_expired_token_is_renewed_before_it_is_used(connection: Connection, sign_in_server: SignInServer) -> None:
    Grant.objects.update(expires_at=connection.changed_at + timedelta(minutes=4))
    sign_in_server.active.clear()
    assert reads(connection)
    assert reads(connection)
    assert len(sign_in_server.asked) == 1


def test_a_token_that_was_revoked_early_is_renewed(connection: Connection, sign_in_server: SignInServer) -> None:
    sign_in_server.active.clear()
    assert reads(connection)
    assert len(sign_in_server.asked) == 1


def test_a_grant_that_was_revoked_is_said_and_alarmed(connection: Connection, sign_in_server: SignInServer) -> None:
    sign_in_server.active.clear()
    sign_in_server.refreshable.clear()
    with pytest.raises(GrantWithdrawn):
        reads(connection)
    assert MailboxAlarm.objects.get(cleared_at=None).facts["reason"] == "refused"
