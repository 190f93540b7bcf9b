"""In which order jobs run, and what becomes of one that fails."""

from datetime import timedelta

import pytest

from goodword.core.jobs import claims
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.retrying import pause_after
from goodword.core.jobs.task_api import TaskResultStatus
from goodword.core.jobs.worker import run_due_jobs
from tests.core.jobs import sample_jobs
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


def the_job() -> QueuedJob:
    return QueuedJob.objects.get()


def test_urgent_jobs_run_first_then_the_oldest(clock: Clock, seen: list[object]) -> None:
    sample_jobs.greet.enqueue_later(clock.now() - timedelta(seconds=1), name="second")
    sample_jobs.greet.enqueue_later(clock.now() - timedelta(seconds=2), name="first")
    sample_jobs.greet_first.enqueue(name="urgent")

    run_due_jobs()

    assert seen == ["urgent", "first", "second"]


def test_a_worker_takes_only_from_its_queues(seen: list[object]) -> None:
    sample_jobs.greet.enqueue(name="quick")
    sample_jobs.greet_slowly.enqueue(name="slow")

    assert run_due_jobs(queues=["slow", "other"]) == 1
    assert seen == ["slow"]


def test_a_failed_job_waits_longer_each_time_and_is_given_up(clock: Clock) -> None:
    sample_jobs.stumble.enqueue()
    pauses = []
    for _ in range(2):
        with pytest.raises(ValueError, match="words"):
            run_due_jobs()
        assert run_due_jobs() == 0, "not before its time"
        pauses.append((the_job().run_at - clock.now()).total_seconds())
        clock.forward(seconds=pauses[-1])
    assert 3.75 <= pauses[0] <= 6.25
    assert 7.5 <= pauses[1] <= 12.5

    with pytest.raises(ValueError, match="words"):
        run_due_jobs()
    assert (the_job().state, the_job().attempts_made, the_job().error) == ("dead", 3, "builtins.ValueError")
    assert "in stumble" in the_job().traceback


def test_pauses_double_up_to_an_hour_and_differ() -> None:
    assert {pause_after(1) for _ in range(20)} != {pause_after(1)}
    assert timedelta(minutes=45) <= pause_after(11) <= timedelta(minutes=75)
    assert pause_after(30_000) <= timedelta(minutes=75)


def test_the_log_tells_what_failed_and_not_what_it_said(caplog: pytest.LogCaptureFixture) -> None:
    sample_jobs.stumble.enqueue()
    with pytest.raises(ValueError, match="words"):
        run_due_jobs()

    printed = caplog.text
    assert "sample_jobs.stumble" in printed
    assert "builtins.ValueError" in printed
    assert "words" not in printed


def test_a_refusal_is_kept_in_its_own_words() -> None:
    sample_jobs.refuse.enqueue()
    with pytest.raises(Exception, match="closed"):
        run_due_jobs()

    assert (the_job().state, the_job().problem) == ("dead", "The mailbox is closed.")


def test_discarded_work_is_done() -> None:
    result = sample_jobs.drop.enqueue()
    run_due_jobs()

    assert (the_job().state, the_job().attempts_made) == ("done", 1)
    assert the_job().problem == "nobody waits for it any more"
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL


def test_a_job_this_version_does_not_know_is_kept(clock: Clock) -> None:
    sample_jobs.greet.enqueue(name="Ada")
    QueuedJob.objects.update(name="goodword.core.clock.now")

    with pytest.raises(ImportError, match="not a job"):
        run_due_jobs()
    assert (the_job().state, the_job().error) == ("ready", "builtins.ImportError")


def test_a_failure_makes_way_for_the_wake_up_that_came_meanwhile() -> None:
    sample_jobs.look_into.enqueue(mailbox_id=7)
    running = claims.claim("first", LEASE)
    assert running
    sample_jobs.look_into.enqueue(mailbox_id=7)

    assert claims.fail(running, ValueError())

    assert list(QueuedJob.objects.order_by("id").values_list("state", flat=True)) == ["done", "ready"]


def test_only_the_newest_of_one_unique_key_stays_given_up() -> None:
    for _ in range(2):
        sample_jobs.look_into.enqueue(mailbox_id=7)
        job = claims.claim("first", LEASE)
        assert job
        job.attempts_limit = 1
        claims.fail(job, ValueError())

    assert the_job().state == "dead"


def test_a_job_may_ask_for_its_context(seen: list[object]) -> None:
    sample_jobs.count_attempts.enqueue()
    run_due_jobs()

    assert seen == [1]
