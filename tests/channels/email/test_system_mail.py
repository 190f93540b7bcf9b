"""The desk's own mail: codes and invitations."""

import json

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from pytest_django.fixtures import Settings

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Health, Security
from goodword.channels.email.errors import NoMailboxConnected
from goodword.channels.email.models import Connection
from goodword.channels.email.transports.errors import NameUnknown
from goodword.conversations.actions.mailboxes import add_mailbox, change_mailbox
from goodword.core.actor import Actor
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.worker import run_due_jobs
from tests.cast import Cast
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock


@pytest.fixture(autouse=True)
def _our_backend(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "goodword.channels.email.system_mail.Backend"  # the test runner puts its own in place


@pytest.fixture
def connected(cast: Cast, adam: Actor, relay: ScriptedRelay) -> ScriptedRelay:
    connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)
    return relay


def test_a_code_leaves_by_the_mailboxes_relay(connected: ScriptedRelay) -> None:
    send_mail("Your code", "The code is 123 456. ¡Suerte!", None, ["mara@wrenfield.example"])
    run_due_jobs()

    (mail,) = connected.given
    assert (mail["From"], mail["To"]) == ("Pharmacy line <pharmacy@wrenfield.example>", "mara@wrenfield.example")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "123 456. ¡Suerte!" in mail.get_content()


def test_no_name_of_a_mailbox_breaks_the_header(connected: ScriptedRelay, cast: Cast, adam: Actor) -> None:
    change_mailbox(cast.mailbox.pk, by=adam, name='Phar"macy\r\nBcc: x@evil.example \\', team=None)
    send_mail("Your code", "123 456", None, ["mara@wrenfield.example"])
    run_due_jobs()

    (mail,) = connected.given
    assert mail["From"].addresses[0].display_name == 'Phar"macy Bcc: x@evil.example \\'
    assert (mail["From"].addresses[0].addr_spec, mail["Bcc"]) == ("pharmacy@wrenfield.example", None)


def test_a_mail_in_two_forms_keeps_both(connected: ScriptedRelay) -> None:
    mail = EmailMultiAlternatives("Invitation", "Come in.", None, ["new@wrenfield.example"])
    mail.attach_alternative("<p>Come in.</p>", "text/html")
    mail.send()
    run_due_jobs()

    assert connected.given[0].get_content_type() == "multipart/alternative"


def test_a_code_is_never_in_the_database_in_clear(connected: ScriptedRelay) -> None:
    send_mail("Your code", "The code is 123456.", None, ["mara@wrenfield.example"])

    assert "123456" not in json.dumps(list(QueuedJob.objects.values_list("kwargs", flat=True)))


def test_a_relay_that_is_away_gives_way_to_another(connected: ScriptedRelay, adam: Actor, clock: Clock) -> None:
    working, care = (
        Connection.objects.get(),
        add_mailbox(by=adam, address="care@wrenfield.example", name="C", team=None),
    )
    Connection.objects.update(smtp_host="relay.invalid", smtp_security=Security.STARTTLS)
    send_mail("Your code", "123456", None, ["mara@wrenfield.example"])
    with pytest.raises(NameUnknown):
        run_due_jobs()
    working.refresh_from_db()
    assert working.sending == Health.FAILING

    connect_mailbox(care.pk, by=adam, smtp=connected.access)
    clock.forward(minutes=1)
    run_due_jobs()

    assert [mail["From"].addresses[0].addr_spec for mail in connected.given] == ["care@wrenfield.example"]


def test_without_a_relay_whoever_waits_is_told(cast: Cast) -> None:
    with pytest.raises(NoMailboxConnected):
        send_mail("Your code", "123456", None, ["mara@wrenfield.example"], fail_silently=True)
