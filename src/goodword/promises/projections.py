"""What a conversation's row, and the clocks of its allowances, keep of what is owed and whose turn it is."""

from collections.abc import Sequence
from datetime import datetime

from goodword.calendars.queries import open_time_of
from goodword.conversations.actions.reopening import reopen
from goodword.conversations.actions.turning import keep_what_is_owed
from goodword.conversations.choices import State, Turn
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM
from goodword.core.clock import NEVER, now
from goodword.core.events import record
from goodword.promises.choices import SOLUTIONS, Why
from goodword.promises.events import PromiseReckoned
from goodword.promises.models import Promise, StandStill
from goodword.promises.reckoning import columns_of, reckoned


def restate_promises(conversation: Conversation) -> None:
    """Bring the row of a conversation that the caller holds under lock, and its clocks, up to date with each other.

    Something owed makes the turn ours, and what is closed open; the customer's turn makes their allowances stand still;
    what stands still is due at another time, or never yet. Copies of promises that the caller has may be old after it.
    """
    owed = list(Promise.objects.owed().filter(conversation=conversation).order_by("due_at", "id"))
    if not owed and conversation.next_due_at >= NEVER and not conversation.is_owed:
        return
    if conversation.is_closed and any(_takes_turn(promise) for promise in owed):
        reopen(conversation, by=SYSTEM)  # whoever hears of it restates all of this, in copies of their own
        conversation.refresh_from_db()
        return
    _keep(conversation, owed)
    for promise in owed:
        if promise.is_paused_by_turn and _follow_turn(promise, conversation):
            reckon(promise, because="turn")
    _keep(conversation, owed)


def _keep(conversation: Conversation, owed: Sequence[Promise]) -> None:
    pressing = [promise for promise in owed if not promise.is_given and not promise.stands_still]
    first = min(pressing, key=lambda promise: (promise.due_at, promise.pk), default=None)
    keep_what_is_owed(
        conversation,
        next_due_at=first.due_at if first else NEVER,
        since=first.began_at if first else None,
        is_owed=any(_takes_turn(promise) for promise in owed),
    )


def _takes_turn(promise: Promise) -> bool:
    """Whether we have to do something before it can be the customer's turn; an answer on its way counts as given."""
    return not promise.is_inside and promise.target not in SOLUTIONS and not promise.is_given


def _follow_turn(promise: Promise, conversation: Conversation) -> bool:
    """Let the clock stand still during the customer's turn, and go on afterwards. Whether something changed."""
    stand = StandStill.objects.filter(promise=promise, why=Why.TURN, until__isnull=True).first()
    is_theirs = conversation.turn == Turn.THEIRS and conversation.state != State.CLOSED
    since = min(max(conversation.waiting_since, promise.began_at), now())
    if is_theirs == (stand is not None):
        return False
    if stand is None:
        StandStill.objects.create(promise=promise, why=Why.TURN, since=since)
    else:
        end_stand(stand, since)
    return True


def end_stand(stand: StandStill, until: datetime) -> None:
    """The clock goes on from then; one that stood still for no time never stood still."""
    if until <= stand.since:
        stand.delete()
        return
    stand.until = until
    stand.save(update_fields=["until"])


def reckon(promise: Promise, *, because: str) -> None:
    """Reckon anew when an allowance is due; its conversation is under the caller's lock. Told due times of a calendar
    that changed, and what is broken or settled, stay. Raises NeverOpen for a calendar that is never open."""
    if promise.allowed is None or promise.outcome or not promise.is_owed:
        return
    due, warnings = reckoned(promise, open_time_of(promise.calendar_id))
    if (due, warnings.owner, warnings.lead) == (promise.due_at, promise.warn_at, promise.lead_at):
        return
    before, promise.warn_at, promise.lead_at = promise.due_at, warnings.owner, warnings.lead
    promise.change(**columns_of(promise, promise.life.reckoned(due)), warn_at=warnings.owner, lead_at=warnings.lead)
    if due != before:
        record(
            PromiseReckoned(
                by=SYSTEM,
                conversation_id=promise.conversation_id,
                person_id=promise.customer_id,
                promise_id=promise.pk,
                before=before.isoformat(),
                after=due.isoformat(),
                because=because,
            )
        )
