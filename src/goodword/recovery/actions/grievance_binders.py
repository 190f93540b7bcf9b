"""A binder is asked for, made by a job, taken, and gone after a day."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from goodword.accounts.access import check_administers
from goodword.core.actor import Actor
from goodword.core.blobs import hold_blob, release_blob
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record
from goodword.recovery.grievance_events import BinderAsked, BinderRead
from goodword.recovery.models import Binder, Complaint

KEPT_FOR = timedelta(days=1)
LONGEST = timedelta(days=366)


@transaction.atomic
def ask_for_binder(complaint_id: int, *, has_notes: bool, by: Actor) -> Binder:
    """Have the binder of one complaint made. Raises NotFound."""
    complaint = Complaint.objects.standing().filter(pk=complaint_id).first()
    if complaint is None or by.agent_id is None:
        raise NotFound
    return _ask(Binder(complaint=complaint, has_notes=has_notes), by=by)


@transaction.atomic
def ask_for_period(since: date, until: date, *, has_notes: bool, by: Actor) -> Binder:
    """Have one made of all grievances that were opened from one day to another. Raises NotAllowed, Invalid."""
    check_administers(by)
    if until < since or until - since > LONGEST:
        raise Invalid(until=_("Choose a period of a year at most, its first day before its last."))
    return _ask(Binder(since=since, until=until, has_notes=has_notes), by=by)


@transaction.atomic
def say_how_far(binder_id: int, done: int, whole: int) -> None:
    """So many complaints of it are done."""
    Binder.objects.filter(pk=binder_id, ready_at__isnull=True).update(done=done, whole=whole)


@transaction.atomic
def keep_binder(binder_id: int, blob: str) -> Binder | None:
    """It is made: there for a day. None where it was made before."""
    binder = Binder.objects.select_for_update().filter(pk=binder_id, ready_at__isnull=True).first()
    if binder is None:
        return None
    hold_blob(blob)
    binder.change(blob_id=blob, ready_at=now(), expires_at=now() + KEPT_FOR)
    return binder


@transaction.atomic
def read_binder(binder_id: int, *, by: Actor) -> Binder:
    """Somebody takes the file; that stands in the events for good. Raises NotFound, ActionRefused before it is made and
    after its day."""
    binder = Binder.objects.select_related("blob").filter(pk=binder_id).first()
    if binder is None:
        raise NotFound
    if binder.blob is None or binder.expires_at is None or binder.expires_at <= now():
        raise ActionRefused(_("It is not there (any more). Make the binder once more."))
    record(BinderRead(by=by, binder_id=binder.pk, complaint_id=binder.complaint_id, **_about(binder)))
    return binder


@transaction.atomic
def forget_binders() -> int:
    """Let go of those whose day is over; returns how many."""
    return _let_go(Q(expires_at__lte=now()))


@transaction.atomic
def forget_binders_of(complaint: Complaint) -> int:
    """Let go of those with this complaint's words, those of a period among them, before their day is over."""
    return _let_go(Q(complaint=complaint) | Q(complaint=None))


def _let_go(which: Q) -> int:
    made = list(Binder.objects.select_for_update(of=("self",)).filter(which, blob__isnull=False))
    for binder in made:
        blob = str(binder.blob_id)
        binder.change(blob=None)
        release_blob(blob)
    return len(made)


def _ask(binder: Binder, *, by: Actor) -> Binder:
    binder.asked_by_id = by.agent_id or 0
    binder.asked_at = now()
    binder.save()
    about = _about(binder)
    record(BinderAsked(by=by, binder_id=binder.pk, complaint_id=binder.complaint_id, notes=binder.has_notes, **about))
    return binder


def _about(binder: Binder) -> dict[str, int]:
    if binder.complaint is None:
        return {}
    return {"conversation_id": binder.complaint.conversation_id, "person_id": binder.complaint.customer_id}
