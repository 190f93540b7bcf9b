"""Running one claimed job."""

import contextvars
import traceback
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import connection

from goodword.core.jobs import claims
from goodword.core.jobs.backend import declared_job, result_of
from goodword.core.jobs.errors import Discard
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.task_api import TaskContext

log = structlog.get_logger("goodword.jobs")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended: what it raised if it failed, or why the work was discarded."""

    failure: BaseException | None = None
    because: str = ""


def run(job: QueuedJob) -> Outcome:
    """Run the claimed job. Whatever it raises is part of the outcome, which `settle` writes down."""
    try:
        # In a context of its own: a language or a travelled clock that it sets is not the next job's.
        contextvars.copy_context().run(_call, job)
    except Discard as discarded:
        return Outcome(because=str(discarded))
    except BaseException as error:  # noqa: BLE001 (whatever it was: the job failed, and the worker lives on)
        _log_failure(job, error)
        if not connection.in_atomic_block:  # as it is in a story or a test
            connection.close_if_unusable_or_obsolete()
        return Outcome(failure=error)
    return Outcome()


def settle(job: QueuedJob, outcome: Outcome) -> None:
    """Write down how the attempt ended, unless its lease was lost: then another one's outcome counts."""
    failed = outcome.failure
    if not (claims.fail(job, failed) if failed else claims.finish(job, outcome.because)):
        log.warning("job lost its lease", job=job.name, id=job.pk, attempt=job.attempts_made)


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
