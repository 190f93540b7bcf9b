"""Notifications that were read long ago are forgotten."""

from datetime import timedelta

from django.db import transaction

from goodword.core.clock import now
from goodword.notifications.models import Notification

KEPT = timedelta(days=90)
BATCH = 1_000


def forget_read() -> int:
    """Delete what was read more than ninety days ago, in batches, so that no write lock is held for long."""
    old = Notification.objects.filter(read_at__lt=now() - KEPT).order_by("pk")
    count = 0
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            count += Notification.objects.filter(pk__in=ids, read_at__isnull=False).delete()[0]
    return count
