"""What complaints do later."""

from datetime import timedelta

from goodword.core.jobs import job
from goodword.recovery.actions.acknowledging_complaints import acknowledge_complaint

ACKNOWLEDGED_AFTER = timedelta(seconds=10)


@job(queue="mail", priority=10, unique="complaint-{complaint_id}")
def acknowledge(*, complaint_id: int) -> None:
    """Tell the customer that we have their complaint, and by when they have a solution."""
    acknowledge_complaint(complaint_id)
