"""The rows of the playbook."""

from typing import ClassVar

from django.db import models

from goodword.accounts.models import Agent
from goodword.conversations.models import Draft
from goodword.core.models import Changeable
from goodword.playbook.built_in import BY_KEY, BuiltIn


class Checklist(Changeable):
    """What to think of in a reply. Of one that is built in, the row has only its place and whether it is offered."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=40, blank=True)
    points = models.JSONField(default=list)  # the words of each, of one of the house's own
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.name or self.key

    @property
    def built_in(self) -> BuiltIn | None:
        return BY_KEY.get(self.key)


class ChosenChecklist(Changeable):
    """The checklist that an agent has beside their replies."""

    agent = models.OneToOneField(Agent, primary_key=True, on_delete=models.CASCADE, related_name="+")
    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.agent_id}: {self.checklist_id}"


class NoAsMeant(models.Model):
    """A draft whose writer said that its no is meant: it is not noticed in it again."""

    draft = models.OneToOneField(Draft, primary_key=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"draft {self.draft_id}"
