"""The people who are served, and the addresses they write from."""

from typing import ClassVar

from django.db import models

from goodword.core.clock import now


class Customer(models.Model):
    """A person served."""

    name = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True)
    created_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.name


class IdentityKind(models.TextChoices):
    EMAIL = "email"


class Identity(models.Model):
    """A way to know and reach a customer. `value` is normalized: an e-mail address in lower case."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=16, choices=IdentityKind.choices)
    value = models.CharField(max_length=320)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "value", "customer"], name="identity_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "value"], name="identity_value")]

    def __str__(self) -> str:
        return self.value
