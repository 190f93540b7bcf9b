"""Who was asked about what, and what they said."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import now
from goodword.core.models import Changeable
from goodword.listening.choices import BAD, Agreement, Item, Survey
from goodword.people.models import Customer
from goodword.promises.models import Promise


class CheckBackSettings(Changeable):
    """Whether, when and how often people are asked; the row has the id 1. `cooldown_days` counts every question of
    ours, `limit_days` this one alone."""

    is_on = models.BooleanField(default=False)
    delay_hours = models.PositiveSmallIntegerField(default=24)
    cooldown_days = models.PositiveSmallIntegerField(default=30)
    limit_days = models.PositiveSmallIntegerField(default=90)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_check_back")]

    def __str__(self) -> str:
        return "check back"


class Asking(Changeable):
    """One for each subject, whatever came of it: `held` says why nobody was asked. The subject is a kind and an id,
    since what we ask about lies in rooms above. `agent` is the person involved."""

    id = models.BigAutoField(primary_key=True)
    survey = models.CharField(max_length=16, choices=Survey.choices)
    subject_kind = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="askings")
    home = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    closes_at = models.DateTimeField()
    held = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["customer", "at"], name="asking_customer"),
            models.Index(fields=["conversation", "id"], name="asking_conversation"),
            models.Index(fields=["survey", "at"], name="asking_period"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "subject_kind", "subject_id"], name="asking_once"),
        ]

    def __str__(self) -> str:
        return f"asking about {self.subject_kind} {self.subject_id}"

    def is_open(self, moment: datetime) -> bool:
        return not self.held and moment < self.closes_at


def _agreement() -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(null=True, choices=Agreement.choices)


class Response(Changeable):
    """What somebody answered, or a part of it; `wants_follow_up`: they asked that somebody gets in touch."""

    id = models.BigAutoField(primary_key=True)
    asking = models.OneToOneField(Asking, on_delete=models.CASCADE, related_name="response")
    heard = _agreement()
    understood = _agreement()
    valued = _agreement()
    outcome = _agreement()
    process = _agreement()
    treatment = _agreement()
    words = models.TextField(blank=True)
    wants_follow_up = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    promise = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(**{f"{item.value}__isnull": True}) | Q(**{f"{item.value}__range": (1, 5)}),
                name=f"response_{item.value}_is_a_step",
            )
            for item in Item
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"

    @property
    def answers(self) -> dict[Item, int]:
        """What was answered, in the order in which it is asked."""
        found = {item: getattr(self, item.value) for item in Item}
        return {item: value for item, value in found.items() if value is not None}

    @property
    def is_bad(self) -> bool:
        """Somebody owes them a follow-up."""
        return self.wants_follow_up or any(value <= BAD for value in self.answers.values())


class NoMoreQuestions(models.Model):
    """The customer wants to be asked nothing any more."""

    customer = models.OneToOneField(Customer, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"no more questions for {self.customer_id}"
