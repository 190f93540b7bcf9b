"""What went wrong with mail and work, for those who administer."""

import pytest
from django.test import Client

from goodword.channels.email.actions.reading import mark_unreadable
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.actions.troubles import end_trouble, note_trouble
from goodword.channels.email.choices import Reading, Sending, Source, Trouble
from goodword.channels.email.models import OutgoingMail, ReceivedMail
from goodword.conversations.actions.delivery import mark_reply_failed
from goodword.conversations.actions.replying import send_reply
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from tests.cast import Cast, conversation_with_odile
from tests.query_counts import QueryCount

RAW = b"Subject: torn\r\n\r\nno sender"


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """Adam's browser, who administers."""
    client.force_login(cast.adam)
    return client


def torn(cast: Cast, raw: bytes = RAW) -> ReceivedMail:
    mail = store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.IMAP, envelope_from="torn@example.org")
    return mark_unreadable(mail.pk, "It names no sender.")


def undelivered(cast: Cast) -> OutgoingMail:
    message = send_reply(conversation_with_odile(cast).pk, by=Actor.agent(cast.mara.pk), html="<p>Soon.</p>")
    mark_reply_failed(message.pk, problem="No such address.")
    OutgoingMail.objects.filter(message=message).update(sending=Sending.FAILED, problem="No such address.")
    return OutgoingMail.objects.get(message=message)


def given_up() -> QueuedJob:
    return QueuedJob.objects.create(
        name="goodword.core.blobs.sweep", queue="default", priority=0, state=JobState.DEAD, run_at=now(),
        attempts_made=5, attempts_limit=5, enqueued_at=now(), finished_at=now(), problem="The disk is full.",
    )  # fmt: skip


def test_it_says_when_all_is_well(office: Client) -> None:
    assert "All mail was read and sent" in office.get("/mailroom").content.decode()


def test_it_says_when_a_door_could_keep_nothing_and_that_it_is_over(office: Client) -> None:
    note_trouble(Source.LMTP, kind=Trouble.DISK, began_at=now(), times=3)
    assert "It lasts" in (page := office.get("/mailroom").content.decode())
    assert "The disk is full" in page

    end_trouble(Source.LMTP)

    page = office.get("/mailroom").content.decode()
    assert "The disk is full" in page
    assert "It lasts" not in page


def test_it_lists_each_with_its_reason(office: Client, cast: Cast) -> None:
    torn(cast), undelivered(cast), given_up()

    page = office.get("/mailroom").content.decode()

    assert "It names no sender." in page
    assert "No such address." in page
    assert "The disk is full." in page


def test_a_mail_is_read_again(office: Client, cast: Cast) -> None:
    mail = torn(cast)
    assert office.post(f"/mailroom/received/{mail.pk}/retry").headers["Location"] == "/mailroom"
    mail.refresh_from_db()
    assert mail.reading == Reading.STORED


def test_the_raw_mail_comes_to_the_byte_and_is_never_shown(office: Client, cast: Cast) -> None:
    answer = office.get(f"/mailroom/received/{torn(cast).pk}/raw")

    assert b"".join(answer.streaming_content) == RAW
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_reply_is_sent_again(office: Client, cast: Cast) -> None:
    mail = undelivered(cast)
    office.post(f"/mailroom/outgoing/{mail.message_id}/retry")
    mail.message.refresh_from_db()
    assert mail.message.delivery == "queued"


def test_a_job_is_run_again(office: Client) -> None:
    job = given_up()
    office.post(f"/mailroom/jobs/{job.pk}/retry")
    job.refresh_from_db()
    assert (job.state, job.attempts_made) == (JobState.READY, 0)


def test_agents_and_leads_stay_outside(client: Client, cast: Cast) -> None:
    mail, job = torn(cast), given_up()
    for agent in (cast.mara, cast.tess, cast.cole):
        client.force_login(agent)
        assert client.get("/mailroom").status_code == 403
        assert client.get(f"/mailroom/received/{mail.pk}/raw").status_code == 403
        assert client.post(f"/mailroom/jobs/{job.pk}/retry").status_code == 403


@pytest.mark.parametrize("count", [1, 12])
def test_it_asks_as_much_for_many_as_for_few(
    office: Client, cast: Cast, count: int, assert_query_count: QueryCount
) -> None:
    for number in range(count):
        torn(cast, RAW + str(number).encode()), undelivered(cast), given_up()

    with assert_query_count("mailroom"):
        office.get("/mailroom")
