"""What waits is read in batches; one bad mail neither blocks nor delays the rest."""

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from goodword.channels.email.actions import reading, reading_on
from goodword.channels.email.actions.reading import MOST_ATTEMPTS, try_again
from goodword.channels.email.actions.reading_on import BATCH, is_mail_waiting, read_on
from goodword.channels.email.actions.taking_in import IncomingMail, store_mails
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.jobs.reading import read_waiting_mail
from goodword.channels.email.models import ReceivedMail
from goodword.channels.email.reading import ReadMail, read_message
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM
from goodword.core.db.locks import alone
from goodword.core.jobs.worker import run_due_jobs
from tests.cast import Cast
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db
BAD = "this one is bad"


class Killed(BaseException):
    """As if the process died."""


def store(cast: Cast, *raws: bytes) -> list[ReceivedMail]:
    return store_mails([IncomingMail(raw) for raw in raws], mailbox_id=cast.mailbox.pk, source=Source.SMTP)


def states() -> list[str]:
    return list(ReceivedMail.objects.order_by("pk").values_list("reading", flat=True))


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> dict[str, BaseException]:
    """What reading the bad mail raises."""
    how: dict[str, BaseException] = {}

    def read(raw: bytes) -> ReadMail:
        if BAD.encode() in raw and how:
            raise how["how"]
        return read_message(raw)

    monkeypatch.setattr(reading, "read_message", read)
    monkeypatch.setattr(reading_on, "read_message", read)
    return how


def test_one_job_reads_all_that_waits_and_threads_it(cast: Cast) -> None:
    store(cast, mail(Message_ID="<a@example.org>"), mail("More", In_Reply_To="<a@example.org>"), mail("Other"))

    assert run_due_jobs() == 1

    assert states() == [Reading.READ] * 3
    assert (Message.objects.count(), Conversation.objects.count()) == (3, 2)
    assert not is_mail_waiting()


def test_more_than_a_batch_is_read_in_its_order(cast: Cast) -> None:
    store(cast, *(mail(f"No. {number}") for number in range(2 * BATCH + 3)))

    assert read_on() == 2 * BATCH + 3

    bodies = Message.objects.order_by("pk").values_list("body__text", flat=True)
    assert [body.strip() for body in bodies] == [f"No. {number}" for number in range(2 * BATCH + 3)]


def test_a_bad_mail_among_good_ones_is_listed_and_they_are_read(cast: Cast, fails: dict[str, BaseException]) -> None:
    fails["how"] = ZeroDivisionError()
    store(cast, mail("one"), mail(BAD), mail(From=""), mail("two"))

    read_on()

    assert states() == [Reading.READ, Reading.UNREADABLE, Reading.UNREADABLE, Reading.READ]
    assert Message.objects.count() == 2


def test_a_mail_that_kills_the_program_comes_last_and_is_given_up(cast: Cast, fails: dict[str, BaseException]) -> None:
    fails["how"] = Killed()
    [bad] = store(cast, mail(BAD))
    for number in range(MOST_ATTEMPTS + 2):
        store(cast, mail(f"good {number}"))
        with pytest.raises(Killed):
            read_on()
        if number >= MOST_ATTEMPTS - 1:
            break
    read_on()

    bad.refresh_from_db()
    assert (bad.reading, str(MOST_ATTEMPTS) in bad.problem) == (Reading.UNREADABLE, True)
    assert set(states()) == {Reading.READ, Reading.UNREADABLE}
    assert Message.objects.count() == ReceivedMail.objects.count() - 1

    fails.clear()
    try_again(bad.pk, by=SYSTEM)
    read_on()
    bad.refresh_from_db()
    assert bad.reading == Reading.READ


@pytest.mark.parametrize("error", [OperationalError("deadlock detected"), OSError(28, "No space left on device")])
def test_what_is_no_fault_of_the_mail_lets_it_wait_and_the_others_pass(
    cast: Cast, fails: dict[str, BaseException], error: Exception
) -> None:
    fails["how"] = error
    store(cast, mail("one"), mail(BAD), mail("two"))
    with pytest.raises(type(error)):
        read_on()
    assert states() == [Reading.READ, Reading.STORED, Reading.READ]

    fails.clear()
    read_on()

    assert states() == [Reading.READ] * 3
    assert Message.objects.count() == 3


def test_a_second_reader_leaves_the_work_to_the_first(cast: Cast, settings: Settings) -> None:
    store(cast, mail())
    settings.GOODWORD.data.mkdir(exist_ok=True)
    if cast.mailbox.pk and not is_postgres():
        with alone("reading-mail") as mine:
            read_waiting_mail.func()
            assert (mine, states()) == (True, [Reading.STORED])

    read_waiting_mail.func()

    assert states() == [Reading.READ]


def is_postgres() -> bool:
    """There the lock is the session's: who has it may take it again."""
    from django.db import connection

    return connection.vendor == "postgresql"
