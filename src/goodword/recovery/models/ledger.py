"""Where the money of remedies stands: double entry, and nothing is ever changed or deleted (the database refuses)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.core.clock import now
from goodword.recovery.choices import Account, Step
from goodword.recovery.models.remedies import Remedy


class LedgerTransaction(models.Model):
    """One step of one remedy. Its entries sum to zero. `key` makes it happen once; a reversal undoes one other."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=now)
    step = models.CharField(max_length=12, choices=Step.choices)
    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="transactions")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversal")
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.step} of remedy {self.remedy_id}"


class LedgerEntry(models.Model):
    """One line: so much of a currency came to an account (positive) or left it (negative), in minor units."""

    id = models.BigAutoField(primary_key=True)
    transaction = models.ForeignKey(LedgerTransaction, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(max_length=12, choices=Account.choices)
    currency = models.CharField(max_length=3)
    minor = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "currency", "minor"], name="ledger_account")]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(minor=0), name="ledger_line_moves_money")]

    def __str__(self) -> str:
        return f"{self.account} {self.minor} {self.currency}"
