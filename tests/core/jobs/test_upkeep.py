"""Done jobs are forgotten; dead ones are listed and may be tried again."""

from datetime import timedelta

import pytest

from goodword.core.errors import NotFound
from goodword.core.jobs import claims
from goodword.core.jobs.actions import try_again
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.pruning import prune_done_jobs
from goodword.core.jobs.queries import dead_jobs
from goodword.core.jobs.worker import run_due_jobs
from tests.core.jobs.sample_jobs import greet, look_into
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=30)


def dead_job(mailbox_id: int = 7) -> QueuedJob:
    look_into.enqueue(mailbox_id=mailbox_id)
    job = claims.claim("first", LEASE)
    assert job
    job.attempts_limit = 1
    claims.fail(job, ValueError("unreadable"))
    return job


def test_done_jobs_are_forgotten_after_a_day(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.core.jobs.pruning.BATCH", 2)
    for number in range(5):
        greet.enqueue(name=str(number))
    run_due_jobs()
    dead = dead_job()
    clock.forward(days=1, seconds=1)
    waiting = greet.enqueue(name="waiting")

    prune_done_jobs.call()

    assert set(QueuedJob.objects.values_list("pk", flat=True)) == {dead.pk, int(waiting.id)}


def test_dead_jobs_are_listed_with_their_problem() -> None:
    first, second = dead_job(1), dead_job(2)
    greet.enqueue(name="ready")

    assert [(job.pk, job.problem) for job in dead_jobs()] == [
        (second.pk, "ValueError: unreadable"),
        (first.pk, "ValueError: unreadable"),
    ]


def test_trying_again_gives_all_attempts_anew(seen: list[object]) -> None:
    job = dead_job()

    assert (try_again(job.pk).state, try_again(job.pk).attempts_made) == ("ready", 0)
    run_due_jobs()

    assert seen == [7]
    assert not dead_jobs()


def test_trying_again_leaves_the_work_to_one_that_waits() -> None:
    job = dead_job()
    look_into.enqueue(mailbox_id=7)

    assert try_again(job.pk).state == "done"
    assert QueuedJob.objects.filter(state="ready").count() == 1


def test_trying_again_what_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        try_again(404)
