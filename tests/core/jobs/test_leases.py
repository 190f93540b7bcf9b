"""A running job belongs to one worker until its lease ends; then another takes it over."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction

from goodword.core.jobs import claims
from goodword.core.jobs.models import QueuedJob
from tests.core.jobs.sample_jobs import greet, look_into
from tests.frozen_time import Clock

LEASE = timedelta(seconds=30)


def claimed(worker: str = "first") -> QueuedJob:
    job = claims.claim(worker, LEASE)
    assert job
    return job


@pytest.mark.django_db
def test_a_leased_job_is_left_alone(clock: Clock) -> None:
    greet.enqueue(name="Ada")
    claimed()
    clock.forward(seconds=29)

    assert claims.take_over_expired() == 0
    assert claims.claim("second", LEASE) is None


@pytest.mark.django_db
def test_a_dead_workers_job_is_taken_over(clock: Clock) -> None:
    greet.enqueue(name="Ada")
    first = claimed()
    clock.forward(seconds=31)

    assert claims.take_over_expired() == 1
    second = claimed("second")

    assert (second.pk, second.attempts_made, second.leased_by) == (first.pk, 2, "second")


@pytest.mark.django_db
def test_a_renewed_lease_lasts(clock: Clock) -> None:
    greet.enqueue(name="Ada")
    job = claimed()
    clock.forward(seconds=20)
    assert claims.renew("first", [job.pk], LEASE) == 1
    assert claims.renew("second", [job.pk], LEASE) == 0
    clock.forward(seconds=29)

    assert claims.take_over_expired() == 0


@pytest.mark.django_db
def test_who_lost_the_lease_changes_nothing(clock: Clock) -> None:
    greet.enqueue(name="Ada")
    first = claimed()
    clock.forward(seconds=31)
    claims.take_over_expired()
    second = claimed("second")

    assert not claims.finish(first)
    assert not claims.fail(first, ValueError())
    assert not claims.release(first, LEASE)
    assert QueuedJob.objects.get().state == "running"
    assert claims.finish(second)


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up(clock: Clock) -> None:
    look_into.enqueue(mailbox_id=7)
    for _ in range(2):
        claimed()
        clock.forward(seconds=31)
        claims.take_over_expired()

    job = QueuedJob.objects.get()
    assert (job.state, job.attempts_made) == ("dead", 2)
    assert "worker died" in job.problem


@pytest.mark.django_db
def test_a_released_job_keeps_its_attempt(clock: Clock) -> None:
    greet.enqueue(name="Ada")
    assert claims.release(claimed(), timedelta(seconds=2))
    assert claims.claim("second", LEASE) is None
    clock.forward(seconds=2)

    assert claimed("second").attempts_made == 1


@pytest.mark.django_db(transaction=True)
def test_two_claimers_never_get_the_same_job() -> None:
    for number in range(40):
        greet.enqueue(name=str(number))
    start = threading.Barrier(4)

    def claim_all(worker: str) -> list[int]:
        start.wait(10)
        jobs = iter(lambda: claims.claim(worker, LEASE), None)
        found = [job.pk for job in jobs]
        connections.close_all()
        return found

    with ThreadPoolExecutor(4) as pool:
        taken = [pk for found in pool.map(claim_all, "abcd") for pk in found]
    assert len(taken) == 40
    assert len(set(taken)) == 40


@pytest.mark.django_db(transaction=True)
def test_two_enqueuers_make_one_unique_job() -> None:
    start = threading.Barrier(4)

    def enqueue_often(_: int) -> None:
        start.wait(10)
        for number in range(10):
            look_into.enqueue(mailbox_id=number)
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enqueue_often, range(4)))
    assert QueuedJob.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_a_unique_job_does_not_run_before_who_woke_it_has_committed() -> None:
    look_into.enqueue(mailbox_id=7)

    def claim_elsewhere() -> QueuedJob | None:
        try:
            return claims.claim("second", LEASE)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            look_into.enqueue(mailbox_id=7)
            claiming = pool.submit(claim_elsewhere)
            # PostgreSQL passes over the locked row; SQLite waits for our commit.
            early = claiming.result(1) if connections["default"].vendor == "postgresql" else None
        assert early is None
        assert claims.claim("third", LEASE) or claiming.result(10)
