"""`goodword check` says in words what is amiss, each with its id; and nothing when all is well."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.core.checks import CheckMessage
from django.db import OperationalError
from pytest_django import Settings

from goodword.channels.email.choices import Health
from goodword.channels.email.models import Connection
from goodword.config.checks import database, machine
from goodword.config.checks import settings as settings_checks
from goodword.config.command import main
from goodword.core.clock import now
from goodword.core.jobs.models import QueuedJob, Recurrence
from tests.cast import found_cast


def ids(messages: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in messages]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://127.0.0.1:8000", []),
        ("http://localhost", []),
        ("http://desk.localhost", []),
        ("http://[::1]:8000", []),
        ("https://desk.example.org", []),
        ("http://desk.example.org", ["goodword.W001"]),
        ("http://10.0.0.5:8000", ["goodword.W001"]),
    ],
)
def test_plain_http_on_a_network_says_what_it_loses(settings: Settings, address: str, found: list[str]) -> None:
    settings.GOODWORD = SimpleNamespace(address=address, is_https=address.startswith("https"))
    assert ids(settings_checks.people_reach_it_safely()) == found


def test_any_host_and_debugging_are_warned_of(settings: Settings) -> None:
    assert not [*settings_checks.hosts_are_named(), *settings_checks.is_not_debugging()]
    settings.ALLOWED_HOSTS, settings.DEBUG = ["*"], True
    found = [*settings_checks.hosts_are_named(), *settings_checks.is_not_debugging()]
    assert ids(found) == ["goodword.W002", "goodword.W003"]


@pytest.fixture
def open_key() -> Iterator[None]:
    key = django_settings.GOODWORD.data / "secrets.key"
    key.chmod(0o644)
    yield
    key.chmod(0o600)


def test_a_private_key_file_is_fine() -> None:
    assert machine.key_is_private() == []


@pytest.mark.usefixtures("open_key")
def test_a_key_file_that_others_read_is_an_error() -> None:
    assert ids(machine.key_is_private()) == ["goodword.E002"]


@pytest.mark.parametrize(("free", "found"), [(2**31, []), (2**29, ["goodword.W004"]), (2**20, ["goodword.E003"])])
def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, free: int, found: list[str]) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=free))
    assert ids(machine.disk_has_room()) == found


def test_a_database_that_is_away_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> list[str]:
        raise OperationalError("connection refused")

    monkeypatch.setattr(database, "pending_migrations", away)
    (message,) = database.answers_with_our_tables()
    assert (message.id, "connection refused" in message.msg) == ("goodword.E004", True)


def test_missing_migrations_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "pending_migrations", lambda: ["core.0002_more"])
    assert ids(database.answers_with_our_tables()) == ["goodword.E005"]


@pytest.mark.django_db
def test_a_missing_worker_is_told() -> None:
    line = Recurrence.objects.create(name="sweep", next_at=now())
    assert database.a_worker_is_at_work() == []
    Recurrence.objects.filter(pk=line.pk).update(next_at=now() - timedelta(minutes=3))
    assert ids(database.a_worker_is_at_work()) == ["goodword.W005"]


@pytest.mark.django_db
def test_a_failing_mailbox_is_told_with_its_reason() -> None:
    row = Connection.objects.create(mailbox=found_cast().mailbox, receiving=Health.WORKING)
    assert database.mailboxes_work() == []
    Connection.objects.filter(pk=row.pk).update(receiving=Health.FAILING, receiving_problem="The password is wrong.")
    (message,) = database.mailboxes_work()
    assert message.msg == "Receiving fails for pharmacy@wrenfield.example: The password is wrong."


@pytest.mark.django_db
def test_given_up_jobs_are_told() -> None:
    assert database.nothing_was_given_up() == []
    QueuedJob.objects.create(
        name="x", queue="default", priority=0, state="dead", run_at=now(), attempts_limit=1, enqueued_at=now()
    )
    assert ids(database.nothing_was_given_up()) == ["goodword.W007"]


@pytest.mark.django_db
def test_the_exit_status_is_1_only_for_errors(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "Nothing is amiss.\n"
    monkeypatch.setattr(database, "pending_migrations", lambda: ["core.0002_more"])
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("error goodword.E005: The database is of an earlier version")
