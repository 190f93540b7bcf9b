"""What is asked, what can be answered, and why somebody is not asked."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Survey(TextChoices):
    """Which of our questions it is."""

    CHECK_BACK = "check-back", _("Check back after a complaint")


class Agreement(IntegerChoices):
    """How far somebody agrees. The two lowest are a bad answer, the two highest the top boxes; nothing is averaged."""

    STRONGLY_DISAGREE = 1, pgettext_lazy("agreement", "Not at all")
    DISAGREE = 2, pgettext_lazy("agreement", "Rather not")
    NEITHER = 3, pgettext_lazy("agreement", "Partly")
    AGREE = 4, pgettext_lazy("agreement", "Mostly")
    STRONGLY_AGREE = 5, pgettext_lazy("agreement", "Fully")


BAD = 2  # this and below
TOP = 4  # this and above


class Item(TextChoices):
    """What is asked after a complaint, as the customer reads it; the values are the columns of a response."""

    HEARD = "heard", _("I felt heard.")
    UNDERSTOOD = "understood", _("I felt understood.")
    VALUED = "valued", _("I felt valued.")
    OUTCOME = "outcome", _("What I got in the end was fair.")
    PROCESS = "process", _("The way there was fair: how long it took, and what I had to do.")
    TREATMENT = "treatment", _("I was treated fairly, with courtesy and honesty.")


class NotAsked(TextChoices):
    """Why somebody is not asked; empty when they are. Why mail was held back is `HeldBack`."""

    NO = "", ""
    SPAM = "spam", _("it is spam")
    OPTED_OUT = "opted-out", _("they want no such questions")
    COOLDOWN = "cooldown", _("they were asked something not long ago")
    LIMIT = "limit", _("they were asked this not long ago")
    DECEASED = "deceased", _("they have died")
    NO_ADDRESS = "no-address", _("no mail can leave to them by itself")
    NO_WAY_IN = "no-way-in", _("no page of the desk can be opened from outside")
    COMPLAINT_OPEN = "complaint-open", _("another complaint of theirs is open")
