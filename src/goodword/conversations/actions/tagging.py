"""Words of the house's own on a conversation."""

from django.db import transaction
from django.db.models import QuerySet

from goodword.conversations.actions.tags import create_tag, kept_tag
from goodword.conversations.events import ConversationTagged, ConversationUntagged
from goodword.conversations.models import Conversation
from goodword.conversations.organizing import Tag, Tagging
from goodword.conversations.tag_names import tag_key
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record


@transaction.atomic
def tag_conversation(number: int, *, by: Actor, tag: int, undoes: int | None = None) -> Conversation:
    """Put a tag on the conversation; one that it has stays as it is. Raises NotFound, also for a tag that is gone."""
    conversation = Conversation.objects.locked(number)
    kept_tag(Tag.objects.filter(pk=tag))
    tagging, is_new = Tagging.objects.get_or_create(
        conversation=conversation, tag_id=tag, defaults={"agent_id": by.agent_id}
    )
    if is_new:
        _changed(conversation)
        record(
            ConversationTagged(
                by=by,
                conversation_id=conversation.pk,
                person_id=conversation.customer_id,
                undoes=undoes,
                tag_id=tagging.tag_id,
            )
        )
    return conversation


@transaction.atomic
def tag_with_name(number: int, *, by: Actor, name: str) -> Conversation:
    """The same by the tag's name, whatever its case and accents; a name that the house does not have becomes a tag.

    Who else makes the tag at this moment, or does away with it, is waited for. Raises NotFound, Invalid for a name that
    cannot be one.
    """
    named = Tag.objects.filter(key=tag_key(name))
    try:
        tag = kept_tag(named)
    except NotFound:
        tag = _made(name, named, by)
    return tag_conversation(number, by=by, tag=tag.pk)


def _made(name: str, named: QuerySet[Tag], by: Actor) -> Tag:
    try:
        return create_tag(by=by, name=name)
    except Invalid:
        if not named.exists():
            raise
    return kept_tag(named)  # somebody else made it meanwhile


@transaction.atomic
def untag_conversation(number: int, *, by: Actor, tag: int, undoes: int | None = None) -> Conversation:
    """Take a tag off the conversation; one that it does not have is no matter. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    gone, _rows = Tagging.objects.filter(conversation=conversation, tag_id=tag).delete()
    if gone:
        _changed(conversation)
        record(
            ConversationUntagged(
                by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, undoes=undoes, tag_id=tag
            )
        )
    return conversation


def _changed(conversation: Conversation) -> None:
    """The row's own columns stay; whoever keeps its picture learns that it is another one."""
    conversation.change()
