"""The tags of the house."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.conversations.access import check_tends_tags, check_writes
from goodword.conversations.events import TagCreated, TagDeleted, TagRenamed, TagsMerged
from goodword.conversations.organizing import Tag, Tagging
from goodword.conversations.tag_names import checked_name, tag_key
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.events import record


def _locked(tag_id: int) -> Tag:
    tag = Tag.objects.select_for_update().filter(pk=tag_id).first()
    if tag is None:
        raise NotFound
    return tag


def kept_tag(tags: QuerySet[Tag]) -> Tag:
    """The tag, which nobody can merge away or delete until the end of this transaction. Raises NotFound.

    Whoever does so already is waited for; on PostgreSQL a row that refers to a tag is checked only at the very end.
    """
    tag = tags.select_for_update(no_key=True).first()
    if tag is None:
        raise NotFound
    return tag


def _taken(key: str, *, except_tag: int = 0) -> bool:
    return Tag.objects.filter(key=key).exclude(pk=except_tag).exists()


@transaction.atomic
def create_tag(*, by: Actor, name: str) -> Tag:
    """Make a tag, which whoever answers may do while tagging. Raises NotAllowed, Invalid for a name there is."""
    check_writes(by)
    wanted = checked_name(name)
    if _taken(tag_key(wanted)):
        raise _there_is()
    try:
        with transaction.atomic():
            tag = Tag.objects.create(name=wanted, key=tag_key(wanted))
    except IntegrityError as raced:
        raise _there_is() from raced
    record(TagCreated(by=by, tag_id=tag.pk))
    return tag


@transaction.atomic
def rename_tag(tag_id: int, *, by: Actor, name: str) -> Tag:
    """Call the tag something else, wherever it stands. Raises NotFound, NotAllowed, Invalid for a name there is."""
    check_tends_tags(by)
    tag, wanted = _locked(tag_id), checked_name(name)
    if tag.name == wanted:
        return tag
    if _taken(tag_key(wanted), except_tag=tag.pk):
        raise _there_is()
    tag.name, tag.key = wanted, tag_key(wanted)
    tag.save(update_fields=["name", "key"])
    record(TagRenamed(by=by, tag_id=tag.pk))
    return tag


@transaction.atomic
def merge_tags(tag_id: int, *, by: Actor, into: int) -> Tag:
    """Let everything that has the one tag have the other, and the first be gone. Raises NotFound, NotAllowed,
    ActionRefused for a tag and itself."""
    check_tends_tags(by)
    if tag_id == into:
        raise ActionRefused(_("Choose another tag to merge it into."))
    first, second = sorted((tag_id, into))  # always locked in this order, so that two merges cannot wait for each other
    found = {first: _locked(first), second: _locked(second)}
    both = Tagging.objects.filter(tag_id=into).values("conversation_id")
    Tagging.objects.filter(tag_id=tag_id).exclude(conversation_id__in=both).update(tag_id=into)
    found[tag_id].delete()
    record(TagsMerged(by=by, tag_id=tag_id, into_id=into))
    return found[into]


@transaction.atomic
def delete_tag(tag_id: int, *, by: Actor) -> None:
    """Take the tag off everything and out of the house. Raises NotFound, NotAllowed."""
    check_tends_tags(by)
    _locked(tag_id).delete()
    record(TagDeleted(by=by, tag_id=tag_id))


def _there_is() -> Invalid:
    return Invalid(name=_("There is a tag of this name. Choose that one, or another name."))
