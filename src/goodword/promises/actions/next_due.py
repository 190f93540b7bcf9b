"""What a key does in a conversation: it is about the promise with which somebody is let down next there."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.models import RecordedEvent
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.actions.thanks import want_answer
from goodword.promises.choices import Release
from goodword.promises.events import ThanksNoticed
from goodword.promises.models import Promise
from goodword.promises.queries.owed import next_pressing


@transaction.atomic
def keep_next(number: int, *, by: Actor, proof: str = "") -> Promise:
    """Say that what is due next is done. Raises NotFound, ActionRefused where nothing is owed."""
    return keep_promise(_next(number), by=by, proof=proof)


@transaction.atomic
def release_next(number: int, *, by: Actor, reason: Release, words: str = "") -> Promise:
    """Let go what is due next. Raises NotFound, ActionRefused, Invalid."""
    return release_promise(_next(number), by=by, reason=reason, words=words)


@transaction.atomic
def renegotiate_next(number: int, *, by: Actor, due: datetime, because: str, told: Told, html: str = "") -> Promise:
    """Give what is due next another time, and tell the customer. Raises NotFound, ActionRefused, Invalid, PastDue."""
    return renegotiate_promise(_next(number), by=by, due=due, because=because, told=told, html=html)


@transaction.atomic
def hand_over_next(number: int, *, by: Actor, agent: int | None = None, team: int | None = None) -> Promise:
    """Let somebody else owe what is due next. Raises NotFound, ActionRefused, Invalid."""
    return hand_over_promise(_next(number), by=by, agent=agent, team=team)


@transaction.atomic
def want_answer_after_all(number: int, *, by: Actor) -> Conversation:
    """Say that the last letter which seemed only to thank wants an answer. Raises NotFound, ActionRefused."""
    Conversation.objects.locked(number)
    rows = RecordedEvent.objects.filter(kind=ThanksNoticed.kind, conversation_id=number, undone_by__isnull=True)
    noticed = rows.order_by("-id").first()
    if noticed is None:
        raise ActionRefused(_("No letter here seemed only to thank."))
    return want_answer(int(noticed.data["message_id"]), by=by)


def _next(number: int) -> int:
    promise = next_pressing(Conversation.objects.locked(number))
    if promise is None:
        raise ActionRefused(_("Nothing is owed here now."))
    return promise.pk
