"""What was promised is done."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.promises.actions.changing import see_passed, tell, write
from goodword.promises.choices import Accepted, Origin, Settled, Target
from goodword.promises.errors import AlreadySettled, SetByLaw
from goodword.promises.events import PromiseKept, PromiseOwedAgain
from goodword.promises.models import Promise

MOST_WORDS = 500


@transaction.atomic
def keep_promise(promise_id: int, *, by: Actor, proof: str = "", at: datetime | None = None) -> Promise:
    """Say that what was promised is done, now or `at` an earlier time; `proof` says what shows it.

    In time it is kept, later it is made good. Kept already, it stays so. Raises NotFound, AlreadySettled for what was
    settled otherwise, SetByLaw for what only a letter keeps, ActionRefused for a complaint, which a told solution
    keeps, Invalid for a time to come.
    """
    promise = Promise.objects.locked(promise_id)
    if promise.settled in {Settled.KEPT, Settled.MADE_GOOD}:
        return promise
    if not promise.is_owed:
        raise AlreadySettled
    if promise.origin == Origin.LAW:
        raise SetByLaw
    if promise.target == Target.COMPLAINT:
        raise ActionRefused(_("A solution that the customer was told keeps this. Tell them, and say that they know."))
    if at is not None and at > now():
        raise Invalid(at=_("That is still to come. Give the time when it was done."))
    keep(promise, at or now(), by=by, proof=" ".join(proof.split())[:MOST_WORDS], settled_by_id=by.agent_id)
    return promise


def keep(
    promise: Promise,
    at: datetime,
    *,
    by: Actor,
    accepted: Accepted = Accepted.NOT,
    due: datetime | None = None,
    **columns: object,
) -> None:
    """The same for a promise that the caller holds; `due` if it counts by another due time than the row's. What it took
    the place of, broken, is made good by it."""
    life = promise.life if due is None else promise.life.reckoned(due)
    kept = life.kept(at)
    if kept == promise.life:
        return
    write(promise, kept, accepted=accepted, **columns)
    tell(PromiseKept, promise, by=by, at=at.isoformat(), late=promise.is_broken, accepted=accepted.value)
    before = promise.replaces
    if before is not None and before.is_owed:
        before.conversation = promise.conversation
        before.read_clock()
        keep(before, at, by=by)


@transaction.atomic
def owe_again(promise_id: int, *, by: Actor, undoes: int | None = None) -> Promise:
    """Take back that a promise was kept or released: it is owed, due when it was. Raises NotFound, ActionRefused for
    one that another took the place of."""
    promise = Promise.objects.locked(promise_id)
    if promise.is_owed and not promise.is_given:
        return promise
    if promise.settled == Settled.RENEGOTIATED or promise.withdrawn_at is not None:
        raise ActionRefused(_("Another promise took the place of this one. Look at that one."))
    reopen(promise, by=by, undoes=undoes)
    return promise


def reopen(promise: Promise, *, by: Actor, undoes: int | None = None) -> None:
    """The same for a promise that the caller holds. What was broken before it was made good is broken still."""
    write(
        promise,
        promise.life.as_owed_again(),
        settled_by_id=None,
        accepted=Accepted.NOT,
        proof="",
        release="",
        release_words="",
        given_in_id=None,
        proven_by_id=None,
    )
    tell(PromiseOwedAgain, promise, by=by, undoes=undoes)
    see_passed(promise)
