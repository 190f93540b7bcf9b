"""A connection that does not work is explained in words an administrator can act on."""

import dataclasses

import pytest
from django.utils import translation

from goodword.channels.email.choices import Security
from goodword.channels.email.diagnosis import Diagnosis, Outcome, diagnose, diagnose_receiving
from goodword.channels.email.providers import provider_of
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer

pytestmark = pytest.mark.real_time
HELP = "help@customers.test"


@pytest.fixture
def imap(trusted_dovecot: DovecotServer) -> ImapAccess:
    user = trusted_dovecot.add_user("diagnosed@customers.test")
    return ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username=user, secret="secret")


@pytest.fixture
def smtp(exim: EximServer, monkeypatch: pytest.MonkeyPatch) -> SmtpAccess:
    monkeypatch.setenv("SSL_CERT_FILE", str(exim.certificate))
    return SmtpAccess(host="localhost", port=exim.port, username=exim.username, secret=exim.password)


def outcomes(diagnosis: Diagnosis) -> str:
    return " ".join(step.outcome for step in diagnosis.steps)


def test_a_connection_that_works_says_so_and_sends_nothing(smtp: SmtpAccess, exim: EximServer) -> None:
    diagnosis = diagnose(address=HELP, smtp=smtp)

    assert (diagnosis.works, outcomes(diagnosis)) == (True, "done done done")
    assert exim.queued() == 0


def test_reading_is_tried_to_the_folder(imap: ImapAccess) -> None:
    assert outcomes(diagnose(address=HELP, imap=imap)) == "done done done"

    broken = diagnose(address=HELP, imap=dataclasses.replace(imap, folder="Nowhere"))

    assert (outcomes(broken), broken.problem and broken.problem.code) == ("done done failed", "mail-folder-missing")


def test_after_the_first_failure_nothing_more_is_tried(imap: ImapAccess) -> None:
    diagnosis = diagnose(address=HELP, imap=dataclasses.replace(imap, host="imap.nowhere.invalid"))

    assert outcomes(diagnosis) == "failed skipped skipped"
    assert "imap.nowhere.invalid" in str(diagnosis.steps[0].advice[0])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"secret": "wrong"}, "mail-login-refused"),
        ({"security": Security.TLS}, "mail-no-encryption"),
        ({"port": 1}, "mail-nobody-listens"),
    ],
)
def test_what_is_wrong_with_a_relay_is_told_apart(smtp: SmtpAccess, change: dict[str, object], code: str) -> None:
    diagnosis = diagnose(address=HELP, smtp=dataclasses.replace(smtp, **change))  # type: ignore[arg-type]

    assert diagnosis.problem is not None
    assert diagnosis.problem.code == code


def test_a_relay_that_will_not_send_for_us_says_so(relay: ScriptedRelay) -> None:
    relay.answers_to_recipients.append("550 relaying denied")

    diagnosis = diagnose(address=HELP, smtp=relay.access)

    assert outcomes(diagnosis) == "done done failed"
    assert diagnosis.problem is not None
    assert "relaying denied" in str(diagnosis.problem.advice[0])
    assert relay.given == []


def test_a_known_provider_says_what_password_it_wants(imap: ImapAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.channels.email.diagnosis.provider_at", lambda _host: provider_of("a@gmail.com"))

    step = diagnose_receiving(dataclasses.replace(imap, secret="wrong"))[1]

    assert step.outcome is Outcome.FAILED
    assert str(step.advice[1]).startswith("Google wants an app password")


def test_a_refused_sign_in_says_nothing_of_passwords(imap: ImapAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.channels.email.diagnosis.provider_at", lambda _host: provider_of("a@gmail.com"))

    step = diagnose_receiving(dataclasses.replace(imap, token=lambda _refused: "outdated"))[1]

    assert (step.code, len(step.advice)) == ("mail-token-refused", 1)


def test_the_words_are_put_into_the_readers_language_when_shown(relay: ScriptedRelay) -> None:
    gone = dataclasses.replace(relay.access, host="smtp.nowhere.invalid")
    step = diagnose(address=HELP, smtp=gone).steps[-3]
    with translation.override("en"):
        assert str(step.advice[0]).startswith("There is no server called smtp.nowhere.invalid.")
