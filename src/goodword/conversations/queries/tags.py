"""The tags of the house, and how much has them."""

from dataclasses import dataclass

from django.db.models import Count

from goodword.conversations.organizing import Tag
from goodword.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, and on how many conversations it is."""

    tag: Tag
    number: int


def all_tags() -> list[Tag]:
    """Every tag of the house, by name."""
    return list(Tag.objects.all())


def counted_tags() -> list[TagCount]:
    """Every tag with the number of conversations that have it, all teams' and closed ones included."""
    tags = Tag.objects.annotate(number=Count("taggings")).order_by("key")
    return [TagCount(tag, tag.number) for tag in tags]


def tag_for(tag_id: int) -> TagCount:
    """The tag and how much has it. Tags are the whole house's. Raises NotFound."""
    tag = Tag.objects.annotate(number=Count("taggings")).filter(pk=tag_id).first()
    if tag is None:
        raise NotFound
    return TagCount(tag, tag.number)


def tag_name(tag_id: int) -> str:
    """What the tag is called; empty for one that is gone."""
    return Tag.objects.filter(pk=tag_id).values_list("name", flat=True).first() or ""
