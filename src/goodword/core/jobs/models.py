"""The rows of the job engine."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from goodword.core.jobs.choices import JobState


class QueuedJob(models.Model):
    """One piece of work. `name` is the import path of its `@job`; a running one is its worker's until `lease_until`."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=200)
    queue = models.CharField(max_length=32)
    priority = models.SmallIntegerField()
    args: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    kwargs: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    unique_key = models.CharField(max_length=255, null=True)  # noqa: DJ001 (NULLs are distinct in a unique index)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.READY)
    run_at = models.DateTimeField()
    attempts_made = models.PositiveSmallIntegerField(default=0)
    attempts_limit = models.PositiveSmallIntegerField()
    leased_by = models.CharField(max_length=120, default="")
    lease_until = models.DateTimeField(null=True)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, default="")
    problem = models.TextField(default="")
    traceback = models.TextField(default="")

    class Meta:
        db_table = "jobs_job"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unique_key"], condition=Q(state="ready"), name="job_unique_while_ready"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-priority", "run_at", "id"], condition=Q(state="ready"), name="job_ready"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["finished_at"], condition=Q(state="done"), name="job_done"),
            models.Index(fields=["id"], condition=Q(state="dead"), name="job_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    @property
    def has_attempts_left(self) -> bool:
        return self.attempts_made < self.attempts_limit


class Recurrence(models.Model):
    """When a line of the schedule is due next. Whoever moves `next_at` on enqueues the job."""

    name = models.CharField(max_length=100, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
