"""Who may write for whom, on what grounds and about what; what a company is; how somebody likes to be reached."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    """What the representative is to the customer."""

    SPOUSE = "spouse", _("Spouse or partner")
    CHILD = "child", _("Daughter or son")
    PARENT = "parent", _("Mother or father")
    SIBLING = "sibling", _("Sister or brother")
    FAMILY = "family", _("Other family")
    GUARDIAN = "guardian", _("Guardian")
    CASE_MANAGER = "case-manager", _("Case manager")
    CARER = "carer", _("Carer")
    LAWYER = "lawyer", _("Lawyer")
    INTERPRETER = "interpreter", _("Interpreter")
    OTHER = "other", _("Somebody else")


class Authority(TextChoices):
    """On what grounds the representative may speak for the customer."""

    TOLD = "told", _("The customer told us")
    CONSENT = "consent", _("Written consent")
    POWER = "power", _("Power of attorney")
    COURT = "court", _("Legal guardian by court")
    MINOR = "minor", _("Parent of a minor")
    VERIFIED = "verified", _("Verified by another office")


class Scope(TextChoices):
    """What a representative may write and hear about."""

    APPOINTMENTS = "appointments", _("appointments")
    BILLING = "billing", _("billing")
    MEDICATION = "medication", _("medication")
    DELIVERY = "delivery", _("delivery")
    HEALTH = "health", _("health records")
    COMPLAINTS = "complaints", _("complaints")


class CompanyKind(TextChoices):
    """What a company is to the people in it."""

    EMPLOYER = "employer", _("Employer")
    HOUSEHOLD = "household", _("Household")
    OTHER = "other", _("Something else")


class Reach(TextChoices):
    """How somebody likes to be reached."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    TEXT = "text", _("Text message")
    POST = "post", _("Letter by post")


class Consent(TextChoices):
    """What the person knows of a note that we keep on what matters to them."""

    AGREED = "agreed", _("They agreed that we keep it")
    TOLD = "told", _("They told us, and were not asked")
    NOTICED = "noticed", _("We noticed it ourselves")
