"""The rows of the playbook."""

from typing import ClassVar

from django.db import models

from goodword.accounts.models import Agent
from goodword.conversations.models import Draft
from goodword.core.clock import now
from goodword.core.models import Changeable
from goodword.playbook.built_in import BY_KEY, BuiltIn
from goodword.playbook.built_in_reasons import REASONS_BY_KEY
from goodword.playbook.choices import Advice, View, advice_of


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


class ReasonQuerySet(models.QuerySet["Reason"]):
    def offered(self) -> "ReasonQuerySet":
        """Those that can be chosen now."""
        return self.filter(retired_at__isnull=True)


class Reason(Changeable):
    """Why somebody contacts us. One that is built in has no name here: its words come in the reader's language.

    What it means never changes under what was counted by it: another meaning is another reason, that `replaces` this
    one, and a reason that is retired stays with what has it. `version` counts its names.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    theirs = models.CharField(max_length=12, choices=View.choices, blank=True, default=View.UNKNOWN)
    ours = models.CharField(max_length=12, choices=View.choices, blank=True, default=View.UNKNOWN)
    created_at = models.DateTimeField(default=now)
    retired_at = models.DateTimeField(null=True)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return self.name or str(REASONS_BY_KEY.get(self.key, self.key))

    @property
    def advice(self) -> Advice:
        """What to do about contacts for it, by who values them."""
        return advice_of(View(self.theirs), View(self.ours))


class FormerName(models.Model):
    """What a reason was called before it was called otherwise: figures of then can be read in the words of then."""

    reason = models.ForeignKey(Reason, on_delete=models.CASCADE, related_name="former_names")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    until = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["reason", "version"], name="former_name_once")]

    def __str__(self) -> str:
        return self.name
