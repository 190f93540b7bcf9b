"""How a complaint stands, and what came of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(TextChoices):
    """Who saw that it is a complaint."""

    CUSTOMER = "customer", _("The customer said so")
    AGENT = "agent", _("Somebody of us")
    NOTICED = "noticed", _("Noticed in their letter")
    OTHER = "other", _("Another part of the desk")


class IsIt(TextChoices):
    """What somebody of the house says of a letter that reads like a complaint."""

    WAITING = "", _("Not answered yet")
    COMPLAINT = "complaint", _("It is a complaint")
    NONE = "none", _("It is none")


class Stage(TextChoices):
    """How far it is, by the words of ISO 10002."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("complaint", "Acknowledged")
    ASSESSED = "assessed", pgettext_lazy("complaint", "Assessed")
    INVESTIGATING = "investigating", pgettext_lazy("complaint", "Looked into")
    RESPONDED = "responded", pgettext_lazy("complaint", "Answered")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")


class Severity(TextChoices):
    """How bad it is for the person."""

    UNKNOWN = "", _("Not said yet")
    LOW = "low", pgettext_lazy("severity", "Low")
    SERIOUS = "serious", pgettext_lazy("severity", "Serious")
    SEVERE = "severe", pgettext_lazy("severity", "Severe")


class Result(TextChoices):
    """What came of it."""

    NONE = "", ""
    REMEDIED = "remedied", _("Put right")
    EXPLAINED = "explained", _("Explained")
    REJECTED = "rejected", _("Declined")
    WITHDRAWN = "withdrawn", _("The customer let it go")


class Fix(TextChoices):
    """What a corrective action mends."""

    PERSON = "person", _("Fix for the person")
    CAUSE = "cause", _("Fix for the cause")
    NO_CHANGE = "no-change", _("No change, because")


class Heard(TextChoices):
    """What the customer says of our understanding."""

    WAITING = "", _("Not answered yet")
    CONFIRMED = "confirmed", _("That is right")
    CORRECTED = "corrected", _("Corrected")


class Agreed(TextChoices):
    """What the second pair of eyes says."""

    WAITING = "", _("Not answered yet")
    AGREED = "agreed", _("Agreed: we decline")
    DISAGREED = "disagreed", _("Not agreed: look for another way")
