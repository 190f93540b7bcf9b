"""What can be given to put something right, and what becomes of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RemedyKind(TextChoices):
    """What is given, in the order in which it is offered."""

    APOLOGY = "apology", _("Apology")
    PARTIAL_REFUND = "partial-refund", _("Partial refund")
    FULL_REFUND = "full-refund", _("Full refund")
    COMP_PRODUCT = "comp-product", _("Comp product")
    CREDIT = "credit", _("Credit")
    FEE_WAIVER = "fee-waiver", _("Fee waiver")
    REPLACEMENT = "replacement", _("Replacement")
    LEADER = "leader", _("Visit or call by a leader")


REFUNDS = frozenset({RemedyKind.PARTIAL_REFUND, RemedyKind.FULL_REFUND})
MONEY_KINDS = REFUNDS | {RemedyKind.CREDIT, RemedyKind.FEE_WAIVER}
VALUED = MONEY_KINDS | {RemedyKind.COMP_PRODUCT}  # what counts against an authority
FREE = frozenset(set(RemedyKind) - VALUED)  # costs nothing that is counted, and needs no limit
DONE_AT_ONCE = frozenset({RemedyKind.APOLOGY, RemedyKind.LEADER})  # given in words; the rest is paid or sent


class RemedyState(TextChoices):
    """Reserved: promised, and not yet paid or sent. Settled: paid, sent, or said. Released: not given after all."""

    ASKED = "asked", _("Asked for")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("No longer asked for")
    RESERVED = "reserved", _("Promised")
    SETTLED = "settled", _("Done")
    RELEASED = "released", _("Not given")


GIVEN = frozenset({RemedyState.RESERVED, RemedyState.SETTLED})


class RequestAnswer(TextChoices):
    """What came of asking for more than one may give."""

    NONE = "", _("Waits for an answer")
    APPROVED = "approved", _("Approved")
    LOWERED = "lowered", _("Approved, but less")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("No longer asked for")


class ReleaseReason(TextChoices):
    """Why something promised was not given after all."""

    TAKEN_BACK = "taken-back", _("Taken back at once")
    NOT_PAID = "not-paid", _("It could not be paid")
    CANCELLED = "cancelled", _("Cancelled")
    CUSTOMER = "customer", _("The customer does not want it")


class Step(TextChoices):
    """A step of the ledger."""

    RESERVE = "reserve", _("Reserved")
    SETTLE = "settle", _("Paid or sent")
    RELEASE = "release", _("Released")
    REVERSAL = "reversal", _("Reversed")


class Account(TextChoices):
    """Where money stands in the ledger, in each currency."""

    AVAILABLE = "available", _("Available")
    RESERVED = "reserved", _("Reserved")
    GIVEN = "given", _("Given")
