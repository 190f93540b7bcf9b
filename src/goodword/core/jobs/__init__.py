"""Work for later: a job is a row written in the caller's transaction. `docs/build/jobs.md` tells how to write one."""

from goodword.core.jobs.declaring import Job, job
from goodword.core.jobs.errors import Discard

__all__ = ["Discard", "Job", "job"]
