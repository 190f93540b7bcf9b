"""What the watcher does to one promise: it warns whoever owes it, then the lead, and breaks what was not kept."""

from django.db import transaction

from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.promises.actions.changing import see_passed, tell, write
from goodword.promises.events import PromiseWarned
from goodword.promises.models import Promise


@transaction.atomic
def look_at_promise(promise_id: int) -> None:
    """Do what is due for the promise at the present moment, once, however many look; nothing if it is gone."""
    try:
        promise = Promise.objects.locked(promise_id)
    except NotFound:
        return
    moment = now()
    if promise.wakes_at > moment:
        return
    see_passed(promise, moment)
    if promise.life.outcome:
        return
    is_lead = promise.lead_at <= moment and promise.lead_warned_at is None
    is_owner = promise.warn_at <= moment and promise.warned_at is None
    if is_owner:
        promise.warned_at = moment
        tell(PromiseWarned, promise, by=SYSTEM, lead=False)
    if is_lead:
        promise.lead_warned_at = moment
        tell(PromiseWarned, promise, by=SYSTEM, lead=True)
    write(promise, promise.life, warned_at=promise.warned_at, lead_warned_at=promise.lead_warned_at)
