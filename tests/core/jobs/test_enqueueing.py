"""A job is a row in the caller's transaction; a unique one waits once."""

from datetime import timedelta

import pytest
from django.db import transaction

from goodword.core.jobs import claims
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.task_api import TaskResultDoesNotExist, TaskResultStatus, task_backends
from goodword.core.jobs.worker import run_due_jobs
from tests.core.jobs.sample_jobs import greet, look_into
from tests.frozen_time import Clock

LEASE = timedelta(seconds=30)


@pytest.mark.django_db(transaction=True)
def test_a_job_goes_with_its_transaction(seen: list[object]) -> None:
    with transaction.atomic():
        greet.enqueue(name="Ada")
        transaction.set_rollback(True)
    with transaction.atomic():
        greet.enqueue(name="Grace")

    assert run_due_jobs() == 1
    assert seen == ["Grace"]


@pytest.mark.django_db
def test_a_later_job_waits_for_its_time(clock: Clock, seen: list[object]) -> None:
    greet.enqueue_later(clock.now() + timedelta(minutes=5), name="Ada")

    assert run_due_jobs() == 0
    clock.forward(minutes=5)
    assert run_due_jobs() == 1
    assert seen == ["Ada"]


@pytest.mark.django_db
def test_a_unique_job_waits_once_and_comes_forward(clock: Clock) -> None:
    later = look_into.enqueue_later(clock.now() + timedelta(hours=1), mailbox_id=7)
    sooner = look_into.enqueue(mailbox_id=7)
    look_into.enqueue_later(clock.now() + timedelta(hours=2), mailbox_id=7)
    look_into.enqueue(mailbox_id=8)

    assert sooner.id == later.id
    assert [(row.kwargs, row.run_at) for row in QueuedJob.objects.order_by("id")] == [
        ({"mailbox_id": 7}, clock.now()),
        ({"mailbox_id": 8}, clock.now()),
    ]


@pytest.mark.django_db
def test_a_wake_up_during_the_run_is_not_lost(seen: list[object]) -> None:
    look_into.enqueue(mailbox_id=7)
    running = claims.claim("first", LEASE)
    assert running

    look_into.enqueue(mailbox_id=7)

    claims.finish(running)
    assert run_due_jobs() == 1
    assert seen == [7]


@pytest.mark.django_db
def test_the_task_api_tells_the_state() -> None:
    result = greet.enqueue(name="Ada")
    assert result.status == TaskResultStatus.READY

    run_due_jobs()
    result.refresh()

    assert (result.status, result.attempts, result.kwargs) == (TaskResultStatus.SUCCESSFUL, 1, {"name": "Ada"})
    with pytest.raises(TaskResultDoesNotExist):
        task_backends["default"].get_result("123456")
