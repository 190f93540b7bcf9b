"""Kinds and states of a promise."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(TextChoices):
    """Whence the promise came."""

    POLICY = "policy", _("A service policy")
    PERSON = "person", _("A person’s word")
    NOTICED = "noticed", _("Noticed in what was written")
    INSIDE = "inside", _("Inside the house")
    LAW = "law", _("A law")


class Kind(TextChoices):
    """An allowance is so much time on a calendar; an appointment is a told instant that nothing moves but a new one."""

    ALLOWANCE = "allowance", _("Allowance")
    APPOINTMENT = "appointment", _("Appointment")


class Target(TextChoices):
    """What is owed, and so what keeps it."""

    FIRST_REPLY = "first-reply", _("First reply")
    NEXT_REPLY = "next-reply", _("Next reply")
    RESOLUTION = "resolution", _("Resolution")
    COMPLAINT = "complaint", _("Complaint put right")
    CALLBACK = "callback", _("Call back")
    REPLY = "reply", _("Reply")
    INSIDE = "inside", _("Answer inside the house")
    OTHER = "other", _("Something else")


REPLIES = frozenset({Target.FIRST_REPLY, Target.NEXT_REPLY, Target.REPLY})
SOLUTIONS = frozenset({Target.RESOLUTION, Target.COMPLAINT})  # what a told solution answers
POLICY_TARGETS = (
    Target.FIRST_REPLY,
    Target.NEXT_REPLY,
    Target.RESOLUTION,
    Target.COMPLAINT,
    Target.CALLBACK,
    Target.INSIDE,
)
PERSONAL_TARGETS = (Target.CALLBACK, Target.REPLY, Target.OTHER)


class Outcome(TextChoices):
    """What came of it by its due time; nothing yet while it is open."""

    NONE = "", _("Open")
    KEPT = "kept", _("Kept")
    RENEGOTIATED = "renegotiated", _("Renegotiated")
    RELEASED = "released", _("Released")
    BROKEN = "broken", pgettext_lazy("promise", "Broken")


class Settled(TextChoices):
    """How nothing is owed any more. A broken promise is owed until it is made good or the customer lets it go."""

    NOT = "", _("Owed")
    KEPT = "kept", _("Kept")
    RENEGOTIATED = "renegotiated", _("Another took its place")
    RELEASED = "released", _("Released")
    MADE_GOOD = "made-good", _("Made good")


class Accepted(TextChoices):
    """How a solution that was told came to count: the customer agreed, or wrote nothing for three days."""

    NOT = "", ""
    AGREED = "agreed", _("Agreed")
    SILENT = "silent", _("Nothing was said against it")


class Release(TextChoices):
    """Why the person no longer needs it."""

    NO_REPLY_NEEDED = "no-reply-needed", _("No reply needed")
    CUSTOMER = "customer", _("The customer no longer needs it")
    DOUBLE = "double", _("It stands here twice")
    MISTAKE = "mistake", _("It was never promised")
    SPAM = "spam", _("Spam")
    POLICY = "policy", _("No policy promises it any more")
    OTHER = "other", _("Another reason")


class Why(TextChoices):
    """Why an allowance stands still."""

    TURN = "turn", _("It was the customer’s turn")
    SOLUTION = "solution", _("A solution was told")


class Noticing(TextChoices):
    """What somebody said of words that promise something; made: it is a promise."""

    WAITING = "waiting", _("Nobody said yet")
    ACCEPTED = "accepted", _("It will be a promise")
    DISMISSED = "dismissed", _("Not a promise")
    MADE = "made", _("It is a promise")
