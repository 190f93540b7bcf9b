"""The one task API under its two names: `django.tasks` since Django 6, its back-port `django_tasks` before."""

from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING or django.VERSION < (6, 0):
    from django_tasks import task_backends
    from django_tasks.backends.base import BaseTaskBackend
    from django_tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
    from django_tasks.exceptions import TaskResultDoesNotExist
else:
    from django.tasks import task_backends
    from django.tasks.backends.base import BaseTaskBackend
    from django.tasks.base import Task, TaskContext, TaskError, TaskResult, TaskResultStatus
    from django.tasks.exceptions import TaskResultDoesNotExist

# Django 6's classes take no parameters at run time.
if TYPE_CHECKING:
    AnyTask = Task[..., Any]
    AnyResult = TaskResult[Any]
else:
    AnyTask, AnyResult = Task, TaskResult

__all__ = [
    "AnyResult",
    "AnyTask",
    "BaseTaskBackend",
    "TaskContext",
    "TaskError",
    "TaskResultDoesNotExist",
    "TaskResultStatus",
    "task_backends",
]
