"""Binders are made in the background, and forgotten after their day."""

from goodword.core.blobs import store_blob
from goodword.core.jobs import Discard, job
from goodword.recovery.actions.grievance_binders import forget_binders as forget
from goodword.recovery.actions.grievance_binders import keep_binder, say_how_far
from goodword.recovery.binder.packing import packed
from goodword.recovery.models import Binder


@job(attempts=3, unique="binder-{binder_id}")
def make_binder(*, binder_id: int) -> None:
    """Write the binder and keep it for a day."""
    binder = Binder.objects.select_related("asked_by", "complaint").filter(pk=binder_id, ready_at__isnull=True).first()
    if binder is None:
        raise Discard("made already, or gone")
    with packed(binder, tell=lambda done, whole: say_how_far(binder_id, done, whole)) as file:
        blob = store_blob(file)
    keep_binder(binder_id, blob.key)


@job()
def forget_binders() -> None:
    """Let go of those whose day is over."""
    forget()
