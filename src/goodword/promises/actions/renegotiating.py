"""Telling the customer of another time, before the one that was promised passes."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.models import Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.promises.actions.changing import still_owed, tell, write
from goodword.promises.actions.giving import Word, check_due, make
from goodword.promises.choices import PERSONAL_TARGETS, SOLUTIONS, Origin, Outcome, Settled, Target
from goodword.promises.errors import SetByLaw
from goodword.promises.events import PromiseRenegotiated
from goodword.promises.models import Promise


class Told(StrEnum):
    """How the customer heard of it."""

    LETTER = "letter"
    SPOKEN = "spoken"


@transaction.atomic
def renegotiate_promise(
    promise_id: int, *, by: Actor, due: datetime, because: str, told: Told, html: str = "", ours: str = ""
) -> Promise:
    """Put a new promise, due at another time, in the place of one; returns the new one.

    The customer is told `because` of what: in a letter whose words (`html`) the agent approved, and then the old
    promise is renegotiated once the relay accepts that; or they were told already (`SPOKEN`). Told after it was due,
    the old one is broken, and owed until the new one is kept. Raises NotFound, AlreadySettled, SetByLaw, Invalid,
    PastDue, and what sending raises. A reply that the agent had begun stays begun.
    """
    promise = still_owed(promise_id)
    if promise.origin == Origin.LAW:
        raise SetByLaw
    check_due(due)
    if not because.strip():
        raise Invalid(because=_("Say why it takes longer: the customer will read it."))
    if promise.successors.filter(settled=Settled.NOT).exists():
        raise ActionRefused(_("Another time was named for this already. Look at the promise in its place."))
    if due == promise.due_at:
        raise Invalid(due=_("That is the time it is due already."))
    new = make(promise.conversation, _word(promise, due, ours), by=by, replaces=promise, because=because)
    if told is Told.LETTER and not promise.is_inside:
        message = send_reply(promise.conversation_id, by=by, html=html, says=Says.HOLDS, leaves_draft=True)
        _await(promise, message)
    else:
        told_now(promise, new, at=now(), by=by)
    return new


def _word(promise: Promise, due: datetime, ours: str) -> Word:
    target = Target(promise.target)
    kept_so = target if target in PERSONAL_TARGETS or promise.is_inside else Target.REPLY
    return Word(
        ours=ours.strip() or promise.ours or str(target.label),
        due=due,
        target=Target.OTHER if target in SOLUTIONS else kept_so,
        theirs=promise.theirs,
        owner=promise.owner_id,
        owner_team=promise.owner_team_id,
        to_agent=promise.to_agent_id,
        to_team=promise.to_team_id,
        origin=Origin.PERSON,
    )


def _await(promise: Promise, message: Message) -> None:
    """The letter that tells of the new time is on its way. Its sending changed the conversation's row, too."""
    fresh = Promise.objects.locked(promise.pk)
    write(fresh, fresh.life.given(message.leaves_at or message.at), given_in_id=message.pk)


def told_now(promise: Promise, new: Promise, *, at: datetime, by: Actor, message: Message | None = None) -> None:
    """Whoever waits knows of the new time since then, too late if it is broken. The caller holds the conversation."""
    promise.read_clock()
    life = promise.life.renegotiated(at)
    if life == promise.life and not (promise.is_broken and promise.is_owed):
        return
    write(
        promise,
        life,
        settled_by_id=None if life.is_owed else by.agent_id,
        given_in_id=None,
        proven_by_id=message.pk if message and not life.is_owed else None,
    )
    tell(PromiseRenegotiated, promise, by=by, by_id=new.pk, late=life.outcome == Outcome.BROKEN)
