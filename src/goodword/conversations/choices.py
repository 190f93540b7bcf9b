"""States and kinds of what is written in a conversation."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    OPEN = "open", _("Open")
    SNOOZED = "snoozed", _("Snoozed")
    CLOSED = "closed", _("Closed")


class Priority(IntegerChoices):
    """How soon the house wants to look at it, as somebody of the house said; higher comes first."""

    LOW = 1, _("Low")
    NORMAL = 2, _("Normal")
    HIGH = 3, _("High")
    URGENT = 4, _("Urgent")


class ComplaintMark(TextChoices):
    """What the row of a conversation keeps of complaints, for the lists."""

    NONE = "", ""
    NOTICED = "noticed", _("It reads like a complaint")
    OPEN = "open", _("A complaint is open")
    GRAVE = "grave", _("A severe complaint, or somebody’s safety, is open")


class Turn(TextChoices):
    OURS = "ours", _("Our turn")
    THEIRS = "theirs", _("Their turn")


class Says(TextChoices):
    """What a letter of ours says to the customer: whose turn it is after it."""

    NOTHING = "", ""
    ASKS = "asks", _("It asks the customer something")
    SOLVES = "solves", _("It answers the matter")
    HOLDS = "holds", _("We are still on it")


class Direction(TextChoices):
    IN = "in"
    OUT = "out"


class MadeBy(TextChoices):
    """Who made a message: not always the person whose name stands under it."""

    CUSTOMER = "customer", _("Customer")
    AGENT = "agent", _("Agent")
    DESK = "desk", _("Written by the desk itself")
    ELSEWHERE = "elsewhere", _("Sent from another mail program")


class Remark(TextChoices):
    """What the reader should know of a letter besides its words."""

    CUT = "cut", _("This letter is too long to show whole. All of it is in the file below.")
    SIGNED = "signed", _("Signed by the sender’s mail program. The signature was not checked.")
    ENCRYPTED = "encrypted", _("This mail is encrypted: only who it was addressed to can open it, with their own key.")


class Channel(TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    IN_PERSON = "in-person", _("In person")
    PAGE = "page", _("The page of the matter")


class Delivery(TextChoices):
    """Where a message to the customer is on its way; empty for messages from them."""

    NONE = "", ""
    QUEUED = "queued", _("Queued")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    BOUNCED = "bounced", _("Bounced")


class DraftKind(TextChoices):
    REPLY = "reply"
    NOTE = "note"
    PLANNED = "planned"


class HeldFor(TextChoices):
    """Why a reply that was to leave later did not."""

    LETTER = "letter", _("a new letter came first")
    DEATH = "death", _("the customer has died")
    AUTHORITY = "authority", _("an authority to write for the customer ended")
    SUSPENDED = "suspended", _("its writer no longer works here")


class UrgentKind(TextChoices):
    """What urgent wording is about."""

    HEART = "heart", _("Chest pain")
    STROKE = "stroke", _("Signs of a stroke")
    BREATHING = "breathing", _("Trouble breathing")
    REACTION = "reaction", _("A bad reaction")
    OVERDOSE = "overdose", _("Too much of a medicine")
    COLLAPSE = "collapse", _("Collapse or bleeding")
    SELF_HARM = "self-harm", _("Self-harm")
    VIOLENCE = "violence", _("Violence")
