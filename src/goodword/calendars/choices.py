"""The kinds of sources that holidays come from, and what of a calendar can change."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """A *country* is known to the program; a *file* was read once; an *address* is read again each day."""

    COUNTRY = "country", _("Country")
    FILE = "file", _("iCal file")
    ADDRESS = "address", _("iCal address")


class Change(StrEnum):
    """What of a calendar's time changed."""

    WEEK = "week"
    ZONE = "zone"
    DAYS = "days"
