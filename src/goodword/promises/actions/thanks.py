"""A letter that only thanks is owed no answer; somebody may see it otherwise."""

from django.db import transaction

from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.events import record
from goodword.core.models import RecordedEvent
from goodword.promises.actions.applying import begin_by_policy
from goodword.promises.actions.changing import in_turn
from goodword.promises.actions.keeping import reopen
from goodword.promises.choices import SOLUTIONS, Accepted
from goodword.promises.events import AnswerWanted, ThanksNoticed
from goodword.promises.models import Promise


@transaction.atomic
def want_answer(message_id: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Say that a letter which seemed only to thank wants an answer: what a policy promises is owed since it came, and
    it agreed to nothing. Raises NotFound."""
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        raise NotFound
    conversation = Conversation.objects.locked(message.conversation_id)
    noticed = RecordedEvent.objects.filter(
        kind=ThanksNoticed.kind, conversation_id=conversation.pk, data__message_id=message_id
    ).first()
    if noticed is None or RecordedEvent.objects.filter(undoes=noticed).exists():
        return conversation
    _take_agreement_back(conversation, message, by=by)
    begin_by_policy(message_id)
    record(
        AnswerWanted(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes or noticed.pk,
            message_id=message_id,
        )
    )
    return conversation


def _take_agreement_back(conversation: Conversation, message: Message, *, by: Actor) -> None:
    agreed = Promise.objects.filter(conversation=conversation, target__in=SOLUTIONS, accepted=Accepted.AGREED)
    latest = {promise.target: promise for promise in agreed.filter(settled_at__lte=message.at).order_by("id")}
    for promise in in_turn(latest.values()):
        promise.conversation = conversation
        reopen(promise, by=by)
