"""Every change of a job's state, each one statement that compares and sets: two workers never both succeed."""

import traceback
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from goodword.core.clock import now
from goodword.core.errors import DomainError
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.retrying import pause_after
from goodword.core.wakeup import is_postgres, wake

log = structlog.get_logger("goodword.jobs")

_CLAIM = """
    UPDATE jobs_job
       SET state = 'running', leased_by = %s, lease_until = %s, started_at = %s, attempts_made = attempts_made + 1
     WHERE id = (SELECT id FROM jobs_job WHERE state = 'ready' AND run_at <= %s {queues}
                  ORDER BY priority DESC, run_at, id LIMIT 1 {skip_locked})
       AND state = 'ready'
    RETURNING *
"""
# An update even if nothing changes: its row lock keeps workers off until our transaction has committed. Otherwise the
# job could run before, see nothing of what we wrote, and the wake-up would be lost.
_ADD = """
    INSERT INTO jobs_job ({columns}) VALUES ({places})
    ON CONFLICT (unique_key) WHERE state = 'ready' DO UPDATE SET run_at = {earlier}(jobs_job.run_at, excluded.run_at)
    RETURNING *
"""
_PROBLEM, _TRACEBACK = 1_000, 8_000  # characters kept


def add(job: QueuedJob) -> QueuedJob:
    """Write the row, or bring the ready one with the same unique key forward; return the row that will run."""
    fields = [field for field in QueuedJob._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 (public)
    sql = _ADD.format(
        columns=", ".join(field.attname for field in fields),
        places=", ".join(["%s"] * len(fields)),
        earlier="LEAST" if is_postgres() else "MIN",
    )
    values = [field.get_db_prep_save(getattr(job, field.attname), connection) for field in fields]
    [row] = QueuedJob.objects.raw(sql, values)
    wake()
    return row


def claim(worker: str, lease: timedelta, queues: Sequence[str] = ()) -> QueuedJob | None:
    """Take the most urgent job that is due, under a lease; None when there is none."""
    moment, adapt = now(), connection.ops.adapt_datetimefield_value
    sql = _CLAIM.format(
        queues=f"AND queue IN ({', '.join(['%s'] * len(queues))})" if queues else "",
        skip_locked="FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else "",
    )
    parameters = [worker, adapt(moment + lease), adapt(moment), adapt(moment), *queues]
    return next(iter(list(QueuedJob.objects.raw(sql, parameters))), None)


def next_run_at(queues: Sequence[str] = ()) -> datetime | None:
    """When the next ready job is due; a time in the past when one is due already."""
    ready = QueuedJob.objects.filter(state=JobState.READY)
    ready = ready.filter(queue__in=queues) if queues else ready
    return ready.order_by("run_at").values_list("run_at", flat=True).first()


def renew(worker: str, held: Collection[int], lease: timedelta) -> int:
    """Prolong the leases of the jobs that this worker really runs; return how many it still has."""
    mine = QueuedJob.objects.filter(pk__in=held, state=JobState.RUNNING, leased_by=worker)
    return mine.update(lease_until=now() + lease)


def _held(job: QueuedJob) -> "QuerySet[QueuedJob]":
    """The row, if it still is this attempt's: after a lost lease, an old attempt changes nothing."""
    return QueuedJob.objects.filter(
        pk=job.pk, state=JobState.RUNNING, leased_by=job.leased_by, attempts_made=job.attempts_made
    )


def finish(job: QueuedJob, because: str = "") -> bool:
    """The attempt succeeded, or the work is no longer wanted. False when the lease was lost meanwhile."""
    return bool(_held(job).update(state=JobState.DONE, finished_at=now(), lease_until=None, problem=because[:_PROBLEM]))


def fail(job: QueuedJob, error: BaseException) -> bool:
    """The attempt raised: wait and try again, or give up after the last. False when the lease was lost meanwhile."""
    text = str(error) if isinstance(error, DomainError) else f"{type(error).__name__}: {error}"
    problem = {
        "error": f"{type(error).__module__}.{type(error).__qualname__}"[:200],
        "problem": text[:_PROBLEM].replace("\0", "�"),
        "traceback": "".join(traceback.format_exception(error))[-_TRACEBACK:].replace("\0", "�"),
    }
    if job.has_attempts_left:
        return _back_to_ready(job, now() + pause_after(job.attempts_made), **problem)
    return _give_up(job, **problem)


def _give_up(job: QueuedJob, **problem: str) -> bool:
    with transaction.atomic():
        if not _held(job).update(state=JobState.DEAD, finished_at=now(), lease_until=None, **problem):
            return False
        if job.unique_key:  # the same work, given up before: the newest problem tells all
            older = QueuedJob.objects.filter(unique_key=job.unique_key, state=JobState.DEAD).exclude(pk=job.pk)
            older.delete()
    log.error("job given up", job=job.name, id=job.pk, attempts=job.attempts_made)
    return True


def _back_to_ready(job: QueuedJob, run_at: datetime, **changes: Any) -> bool:
    try:
        with transaction.atomic():
            return bool(_held(job).update(state=JobState.READY, run_at=run_at, lease_until=None, **changes))
    except IntegrityError:
        # Woken while it ran: another one with its unique key is ready, and will do the work.
        return bool(_held(job).update(state=JobState.DONE, finished_at=now(), lease_until=None, **changes))


def release(job: QueuedJob, after: timedelta) -> bool:
    """Give an unfinished job back at a clean stop; the attempt does not count."""
    return _back_to_ready(job, now() + after, attempts_made=max(job.attempts_made - 1, 0))


def take_over_expired() -> int:
    """Make the jobs of dead workers ready again, or give up those whose every attempt died; return how many."""
    expired = list(QueuedJob.objects.filter(state=JobState.RUNNING, lease_until__lt=now())[:1000])
    return sum(_take_over(job) for job in expired)


def _take_over(job: QueuedJob) -> bool:
    # Its worker may have renewed the lease since we looked: ask for the expired one.
    with transaction.atomic():
        if not _held(job).select_for_update().filter(lease_until=job.lease_until).exists():
            return False
        log.warning("job taken over", job=job.name, id=job.pk, worker=job.leased_by, attempt=job.attempts_made)
        if job.has_attempts_left:
            return _back_to_ready(job, now())
        return _give_up(job, error="", problem="The worker died each time while it ran this job.", traceback="")
