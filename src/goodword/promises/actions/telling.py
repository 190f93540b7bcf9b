"""The customer sees when something is due."""

from django.db import transaction

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.changing import tell
from goodword.promises.events import DueTimeTold
from goodword.promises.queries.shown import promises_for_customer, untold_due_times


@transaction.atomic
def tell_due_times(number: int, *, by: Actor) -> int:
    """Remember of what the customer is shown that they know its due time; says of how many. From then on no change of
    a calendar or policy moves it. Idempotent. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    shown = promises_for_customer(conversation)
    told = [one for one in shown if one.pk in untold_due_times(shown)]
    for promise in told:
        promise.change(told_at=now())
        tell(DueTimeTold, promise, by=by, due=promise.due_at.isoformat())
    return len(told)
