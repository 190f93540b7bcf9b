"""Signing in with tokens: at a real Dovecot that asks the sign-in server, and at a relay that wants one."""

import base64
import dataclasses
from collections.abc import Callable

import pytest

from goodword.channels.email.transports import imap_connection as imap_module
from goodword.channels.email.transports.errors import LoginRefused, NoTokens, Server, TokenRefused
from goodword.channels.email.transports.imap import ImapAccess, ImapFolder
from goodword.channels.email.transports.smtp import Relay, SmtpAccess
from goodword.channels.email.transports.tokens import OAUTHBEARER, XOAUTH2, TokenAnswer, mechanism_among
from tests.channels.email.scripted_relay import ScriptedRelay, TokenRelay
from tests.servers.dovecot import DovecotServer
from tests.servers.sign_in import SignInServer

pytestmark = pytest.mark.real_time
HERE = Server("mail.test", 993)


@pytest.fixture
def access(trusted_dovecot: DovecotServer) -> ImapAccess:
    user = trusted_dovecot.add_user("by-token@customers.test")
    return ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username=user)


def with_token(access: ImapAccess, token: str) -> ImapAccess:
    return dataclasses.replace(access, token=lambda _refused: token)


@pytest.mark.parametrize("mechanism", [OAUTHBEARER, XOAUTH2])
def test_a_token_lets_us_in(
    mechanism: str, access: ImapAccess, sign_in_server: SignInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_module, "mechanism_among", lambda offered: mechanism if mechanism in offered else None)
    token = sign_in_server.grant(access.username)["access_token"]
    with ImapFolder(with_token(access, token)) as folder:
        assert folder.select().uid_next == 1


@pytest.mark.parametrize("mechanism", [OAUTHBEARER, XOAUTH2])
def test_a_token_that_is_not_theirs_is_refused_with_their_words(
    mechanism: str, access: ImapAccess, sign_in_server: SignInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_module, "mechanism_among", lambda _offered: mechanism)
    with pytest.raises(TokenRefused) as refused, ImapFolder(with_token(access, "made-up")):
        pass
    assert '{"status":"' in refused.value.words  # what it gives before it says no
    assert isinstance(refused.value, LoginRefused)


def test_a_refused_token_is_renewed_once(access: ImapAccess, sign_in_server: SignInServer) -> None:
    good = sign_in_server.grant(access.username)["access_token"]
    asked: list[str] = []

    def source(refused: str) -> str:
        asked.append(refused)
        return good if refused else "outdated"

    with ImapFolder(dataclasses.replace(access, token=source)) as folder:
        folder.select()
    assert asked == ["", "outdated"]


@pytest.mark.parametrize("mechanism", [OAUTHBEARER, XOAUTH2])
def test_a_relay_that_wants_a_token_gets_it(mechanism: str) -> None:
    with TokenRelay(mechanism, "good") as relay:
        with Relay(dataclasses.replace(relay.access, token=lambda _refused: "good"), "desk.test") as out:
            out.offer("help@desk.test", ["odile@customers.test"])
            out.hand_over(b"Subject: a\r\n\r\nb\r\n")
        assert [mail["Subject"] for mail in relay.given] == ["a"]


@pytest.mark.parametrize("mechanism", [OAUTHBEARER, XOAUTH2])
def test_a_relay_refuses_another_token(mechanism: str) -> None:
    with TokenRelay(mechanism, "good") as relay:
        access = dataclasses.replace(relay.access, token=lambda _refused: "bad")
        with pytest.raises(TokenRefused), Relay(access, "desk.test"):
            pass
        assert relay.challenged == 1  # its reason was heard and answered, as the mechanisms demand


def test_a_relay_without_tokens_says_so(relay: ScriptedRelay) -> None:
    with pytest.raises(NoTokens), Relay(dataclasses.replace(relay.access, token=lambda _refused: "t"), "desk.test"):
        pass


@pytest.mark.parametrize(
    ("mechanism", "wanted"),
    [
        (XOAUTH2, b"user=a=b,c@x\1auth=Bearer t\1\1"),
        (OAUTHBEARER, b"n,a=a=3Db=2Cc@x,\1host=mail.test\1port=993\1auth=Bearer t\1\1"),
    ],
)
def test_what_is_said(mechanism: str, wanted: bytes) -> None:
    answer: Callable[[bytes | None], bytes] = TokenAnswer(mechanism, HERE, "a=b,c@x", "t")
    assert answer(b"") == wanted
    assert answer(b'{"status":"400"}') == (b"" if mechanism == XOAUTH2 else b"\1")


def test_the_standard_way_goes_first() -> None:
    assert mechanism_among(["PLAIN", "xoauth2", "OAUTHBEARER"]) == OAUTHBEARER
    assert mechanism_among(["XOAUTH2"]) == XOAUTH2
    assert mechanism_among(["PLAIN"]) is None


def test_a_token_is_never_shown(access: ImapAccess) -> None:
    assert "sesame" not in repr(dataclasses.replace(access, token=lambda _refused: "sesame", secret="sesame"))
    assert base64.b64encode(b"sesame").decode() not in repr(SmtpAccess(host="a", secret="sesame"))
