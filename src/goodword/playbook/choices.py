"""The values of the playbook's choice fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    """How much stands behind a practice."""

    SOUND = "sound", _("sound")
    MIXED = "mixed", _("mixed")
    ONE_SOURCE = "one-source", _("one source")
    UNSOURCED = "unsourced", _("unsourced")
