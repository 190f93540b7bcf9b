"""Rows of the core: the event table and the blobs. Jobs have their own in `core.jobs.models`."""

from typing import Any, ClassVar

from django.db import models

from goodword.core.actor import Actor, ActorKind


class Changeable(models.Model):
    """A row of which actions change named columns."""

    class Meta:
        abstract = True

    def change(self, **columns: Any) -> None:
        """Write these columns, and only these."""
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=list(columns))


class RecordedEvent(models.Model):
    """One thing that happened, for ever. Conversation and person are plain integers: the core knows no domain."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    actor_id = models.BigIntegerField(null=True)
    conversation_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "core_event"
        indexes: ClassVar = [
            models.Index(fields=["conversation_id", "id"], name="event_conversation"),
            models.Index(fields=["person_id", "id"], name="event_person"),
            models.Index(fields=["kind", "id"], name="event_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind(self.actor_kind), self.actor_id)


class Blob(models.Model):
    """Bytes kept once, outside the database: `key` is their keyed hash. Dropped a grace after the last reference."""

    key = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    stored_size = models.PositiveBigIntegerField()
    references = models.PositiveIntegerField(default=0)
    unreferenced_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unreferenced_since"], name="blob_unreferenced")]

    def __str__(self) -> str:
        return self.key
