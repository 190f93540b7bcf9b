"""`@job`: a function that workers run later, at least once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar

from goodword.core.jobs.task_api import AnyResult, AnyTask, task_backends

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT_ATTEMPTS = 12  # with the back-off of `retrying.py`: some two and a half hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(AnyTask, Generic[P, T]):
    """A declared job: a task of the standard API that also knows its attempts and what makes it unique."""

    attempts: int = DEFAULT_ATTEMPTS
    unique: str = ""

    def enqueue(self, *args: P.args, **kwargs: P.kwargs) -> AnyResult:
        """Write the job's row in the present transaction; it runs soon after the commit, or never without one."""
        return self.get_backend().enqueue(self, args, kwargs)

    def enqueue_later(self, run_at: datetime, *args: P.args, **kwargs: P.kwargs) -> AnyResult:
        """Like `enqueue`, to run not before `run_at`."""
        return self.using(run_after=run_at).get_backend().enqueue(self.using(run_after=run_at), args, kwargs)

    def unique_key(self, args: list[Any], kwargs: dict[str, Any]) -> str | None:
        """The key that only one ready job may have, for these arguments; None when any number may wait."""
        return f"{self.module_path}:{self.unique.format(*args, **kwargs)}" if self.unique else None


def job(
    *,
    queue: str = "default",
    priority: int = 0,
    attempts: int = DEFAULT_ATTEMPTS,
    unique: str = "",
    takes_context: bool = False,
) -> Callable[[Callable[P, T]], Job[P, T]]:
    """Declare a job. It runs outside of any transaction, at least once: write it so that twice does no harm.

    `priority`: -100 to 100, the highest first. `attempts`: how often it is tried before it is given up. `unique`: a
    format of the arguments, such as `"mailbox-{mailbox_id}"`; while a job with the same key is ready, enqueueing makes
    no second one (but may bring the first one forward). One that runs already does not count: the news may have come
    too late for it.
    """

    def declare(function: Callable[P, T]) -> Job[P, T]:
        task_backends["default"]  # a wrong setting is told here, not by the first enqueue
        return Job(
            func=function,
            queue_name=queue,
            priority=priority,
            attempts=attempts,
            unique=unique,
            takes_context=takes_context,
        )

    return declare
