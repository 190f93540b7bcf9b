"""The values of the playbook's choice fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.TextChoices):
    """How much stands behind a practice."""

    SOUND = "sound", _("sound")
    MIXED = "mixed", _("mixed")
    ONE_SOURCE = "one-source", _("one source")
    UNSOURCED = "unsourced", _("unsourced")


class View(models.TextChoices):
    """How somebody sees a contact for a reason."""

    UNKNOWN = "", _("Not said yet")
    VALUES = "values", _("Values it")
    IRRITATED = "irritated", _("Is irritated by it")


class Advice(models.TextChoices):
    """What to do about a reason: the quadrant of Price & Jaffe, The Best Service Is No Service (2008)."""

    NONE = "", ""
    ELIMINATE = "eliminate", _("Eliminate: end what makes them ask")
    AUTOMATE = "automate", _("Automate it well: let them do it themselves")
    SIMPLIFY = "simplify", _("Simplify: ask less of them")
    INVEST = "invest", _("Invest: take time for it")


_ADVICE = {
    (View.IRRITATED, View.IRRITATED): Advice.ELIMINATE,
    (View.VALUES, View.IRRITATED): Advice.AUTOMATE,
    (View.IRRITATED, View.VALUES): Advice.SIMPLIFY,
    (View.VALUES, View.VALUES): Advice.INVEST,
}


def advice_of(theirs: View, ours: View) -> Advice:
    """By how the customer and how we see contacts for the reason; none until both are said."""
    return _ADVICE.get((theirs, ours), Advice.NONE)
