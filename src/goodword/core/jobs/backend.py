"""The backend of the standard task API: tasks are rows of our database."""

from typing import Any

from django.utils.module_loading import import_string

from goodword.core.clock import now
from goodword.core.jobs import claims
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.declaring import Job
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.task_api import AnyResult, BaseTaskBackend, TaskError, TaskResultDoesNotExist, TaskResultStatus

_STATUS = {
    JobState.READY: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.DEAD: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """`TASKS["default"]`. What a task returns is not kept: a job's outcome is what it changed."""

    task_class = Job  # type: ignore[assignment]
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Job[..., Any], args: Any, kwargs: Any) -> AnyResult:  # type: ignore[override]
        """Write the task's row in the present transaction."""
        self.validate_task(task)
        moment = now()
        row = QueuedJob(
            name=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            args=list(args),
            kwargs=dict(kwargs),
            unique_key=task.unique_key(args, kwargs),
            run_at=task.run_after or moment,
            attempts_limit=task.attempts,
            enqueued_at=moment,
        )
        return result_of(claims.add(row), task)

    def get_result(self, result_id: str) -> AnyResult:
        """The task's state. Raises TaskResultDoesNotExist, also a day after it was done."""
        row = QueuedJob.objects.filter(pk=result_id).first() if result_id.isdecimal() else None
        if row is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(row, declared_job(row))


def declared_job(row: QueuedJob) -> Job[..., Any]:
    """The `@job` of the row. Raises ImportError when this version of the program has none of that name."""
    found = import_string(row.name)
    if not isinstance(found, Job):
        raise ImportError(f"{row.name} is not a job")
    return found


def result_of(row: QueuedJob, task: Job[..., Any]) -> AnyResult:
    """The row as the task API shows it."""
    return AnyResult(
        task=task,
        id=str(row.pk),
        status=_STATUS[JobState(row.state)],
        enqueued_at=row.enqueued_at,
        started_at=row.started_at,
        last_attempted_at=row.started_at,
        finished_at=row.finished_at,
        args=row.args,
        kwargs=row.kwargs,
        backend=task.backend,
        errors=[TaskError(exception_class_path=row.error, traceback=row.traceback)] if row.error else [],
        worker_ids=[row.leased_by] * row.attempts_made,
    )
