"""What an administrator may do about a job."""

from django.db import IntegrityError, transaction

from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.core.wakeup import wake


@transaction.atomic
def try_again(job_id: int) -> QueuedJob:
    """Give a dead job all its attempts anew, starting now. One that is not dead stays as it is. Raises NotFound.

    When another one with its unique key is ready, that one does the work and this one counts as done.
    """
    dead = QueuedJob.objects.filter(pk=job_id, state=JobState.DEAD)
    try:
        with transaction.atomic():
            dead.update(state=JobState.READY, run_at=now(), attempts_made=0, finished_at=None)
    except IntegrityError:
        dead.update(state=JobState.DONE)
    wake()
    job = QueuedJob.objects.filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return job
