"""Running one claimed job."""

import contextvars
import traceback
from typing import Any

import structlog
from django.db import connection

from goodword.core.jobs import claims
from goodword.core.jobs.backend import declared_job, result_of
from goodword.core.jobs.errors import Discard
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.task_api import TaskContext

log = structlog.get_logger("goodword.jobs")


def run_claimed(job: QueuedJob) -> BaseException | None:
    """Run the job and write down how it ended. Returns what it raised, if it failed."""
    failure: BaseException | None = None
    because = ""
    try:
        # In a context of its own: a language or a travelled clock that it sets is not the next job's.
        contextvars.copy_context().run(_call, job)
    except Discard as discarded:
        because = str(discarded)
    except BaseException as error:  # noqa: BLE001 (whatever it was: the job failed, and the worker lives on)
        failure = error
        _log_failure(job, error)
        if not connection.in_atomic_block:  # as it is in a story or a test
            connection.close_if_unusable_or_obsolete()
    written = claims.fail(job, failure) if failure else claims.finish(job, because)
    if not written:
        log.warning("job lost its lease", job=job.name, id=job.pk, attempt=job.attempts_made)
    return failure


def _call(job: QueuedJob) -> None:
    declared = declared_job(job)
    before: list[Any] = [TaskContext(task_result=result_of(job, declared))] if declared.takes_context else []
    declared.func(*before, *job.args, **job.kwargs)


def _log_failure(job: QueuedJob, error: BaseException) -> None:
    # Where and what kind, never the message: it may quote a letter.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    where = f"{frame.filename}:{frame.lineno}"
    log.warning("job failed", job=job.name, id=job.pk, attempt=job.attempts_made, error=kind, where=where)
