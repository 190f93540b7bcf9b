"""The person no longer needs what was promised."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.promises.actions.changing import still_owed, tell, write
from goodword.promises.choices import REPLIES, Origin, Release, Target
from goodword.promises.errors import SetByLaw
from goodword.promises.events import PromiseReleased
from goodword.promises.models import Promise

MOST_WORDS = 500


@transaction.atomic
def release_promise(promise_id: int, *, by: Actor, reason: Release, words: str = "") -> Promise:
    """Let a promise go, for a reason. What was broken stays broken, but is owed no more.

    Raises NotFound, AlreadySettled, SetByLaw, ActionRefused for a complaint that its customer does not let go, Invalid
    where another reason is not said in words.
    """
    promise = still_owed(promise_id)
    if promise.origin == Origin.LAW:
        raise SetByLaw
    if promise.target == Target.COMPLAINT and reason != Release.CUSTOMER:
        raise ActionRefused(_("Only the customer lets a complaint go. If it is none, say so where it stands."))
    said = " ".join(words.split())[:MOST_WORDS]
    if reason == Release.OTHER and not said:
        raise Invalid(words=_("Say why nothing is owed any more."))
    release(promise, by=by, reason=reason, words=said)
    return promise


def release(promise: Promise, *, by: Actor, reason: Release, words: str = "", together: Sequence[int] = ()) -> None:
    """The same for a promise that the caller holds; `together` with others in one act."""
    settled = promise.life.released(now())
    write(promise, settled, release=reason, release_words=words, settled_by_id=by.agent_id)
    tell(PromiseReleased, promise, by=by, reason=reason.value, together=list(together))


@transaction.atomic
def need_no_reply(number: int, *, by: Actor) -> list[Promise]:
    """Nothing need be answered: every reply that is owed in the conversation is released, and one undo owes them all
    again. Raises NotFound, ActionRefused when none is."""
    conversation = Conversation.objects.locked(number)
    owed = Promise.objects.owed().to_customers().filter(conversation=conversation, target__in=REPLIES, given_at=None)
    numbers = list(owed.order_by("id").values_list("pk", flat=True))
    if not numbers:
        raise ActionRefused(_("No reply is owed here."))
    released = []
    for one in numbers:
        promise = still_owed(one)
        release(promise, by=by, reason=Release.NO_REPLY_NEEDED, together=numbers)
        released.append(promise)
    return released
