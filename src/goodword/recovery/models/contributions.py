"""What we, and then I, contributed to what went wrong: written before any other party can be named."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.core.models import Changeable
from goodword.recovery.models.complaints import Complaint


class Contribution(Changeable):
    """What led to a complaint, our own part first: `ours` of the house and how it works, `mine` of whoever heard it
    (`writer`), then `others`, and what we `learned`. For learning; it is never shown to the customer."""

    complaint = models.OneToOneField(Complaint, primary_key=True, on_delete=models.CASCADE, related_name="contribution")
    ours = models.CharField(max_length=2000, blank=True)
    mine = models.CharField(max_length=2000, blank=True)
    writer = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    others = models.CharField(max_length=2000, blank=True)
    learned = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(others="") | (~Q(ours="") & ~Q(mine="")), name="contribution_others_come_last"
            ),
            models.CheckConstraint(condition=Q(mine="") | Q(writer__isnull=False), name="contribution_mine_has_writer"),
        ]

    def __str__(self) -> str:
        return f"contribution to complaint {self.complaint_id}"

    @property
    def is_written(self) -> bool:
        """Our own part stands there."""
        return bool(self.ours and self.mine)
