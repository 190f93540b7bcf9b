"""Who may give what without asking, and the products that can be given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent, Changeable, Team
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.money import Money
from goodword.playbook.models import Reason


class Product(Changeable):
    """Something of the catalogue that can be given. Its value counts against an authority."""

    name = models.CharField(max_length=120)
    details = models.CharField(max_length=300, blank=True)
    value_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(value_minor__gte=0), name="product_has_value")]

    def __str__(self) -> str:
        return self.name

    @property
    def value(self) -> Money:
        return Money(self.value_minor, self.currency)


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def locked(self, authority_id: int) -> "Authority":
        """The row, under lock: a budget is summed only so. Raises NotFound."""
        authority = self.select_for_update(of=("self",)).filter(pk=authority_id).first()
        if authority is None:
            raise NotFound
        return authority


class Authority(Changeable):
    """What somebody may give on their own word. The first active row, in order, that covers a person, a kind of remedy
    and a currency counts; where none does, nothing that costs money may be given without asking.

    Blank `role`, no `team` and no `agent` cover everybody; `kinds` without one cover each, no `reasons` any.
    `limit_minor` is for each time; the budget for the last `budget_days`, of all whom the row covers together if it
    `is_shared`, else of each; the cap for what one customer was given by anybody in the last `customer_days`.
    """

    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)
    role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(Agent, null=True, on_delete=models.CASCADE, related_name="+")
    kinds = models.JSONField(default=list, blank=True)
    reasons = models.ManyToManyField(Reason, related_name="+")  # none of them: whatever the reason
    currency = models.CharField(max_length=3)
    limit_minor = models.BigIntegerField()
    budget_minor = models.BigIntegerField(null=True)
    budget_days = models.PositiveSmallIntegerField(default=30)
    is_shared = models.BooleanField(default=False)
    customer_cap_minor = models.BigIntegerField(null=True)
    customer_days = models.PositiveSmallIntegerField(default=90)
    is_active = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True)  # what was given under it still names it
    created_at = models.DateTimeField(default=now)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(limit_minor__gte=0)
                & (Q(budget_minor=None) | Q(budget_minor__gte=0))
                & (Q(customer_cap_minor=None) | Q(customer_cap_minor__gte=0)),
                name="authority_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(budget_days__gte=1, customer_days__gte=1), name="authority_days_at_least_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> bool:
        """Whether anything may be given by it now."""
        return self.is_active and self.removed_at is None

    def covers_reason(self, reason_id: int | None) -> bool:
        """Whether it counts for this reason. One that names any counts for those, and not where no reason is said."""
        named = {one.pk for one in self.reasons.all()}
        return not named or reason_id in named

    @property
    def limit(self) -> Money:
        """For each time."""
        return Money(self.limit_minor, self.currency)
