"""How a payout goes, by which way, and why it does not."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(
    minutes=2
)  # longer than any connector may take: after it, nothing of an attempt is under way any more
UNDO = timedelta(seconds=10)  # until a payout by a connector begins, so that it can still be taken back


class PayoutState(TextChoices):
    """*Waiting* to be sent (or, by hand, to be done), *sending* from the moment before the first byte leaves until they
    say that it is done, then *paid* or *failed*; *unknown* when nobody could say."""

    WAITING = "waiting", _("To do")
    SENDING = "sending", _("On its way")
    UNKNOWN = "unknown", _("Not known")
    FAILED = "failed", _("Failed")
    PAID = "paid", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


UNDER_WAY = (PayoutState.SENDING, PayoutState.UNKNOWN)
OPEN = (PayoutState.WAITING, PayoutState.SENDING, PayoutState.UNKNOWN, PayoutState.FAILED)


class ConnectorKind(TextChoices):
    """The ways to pay out."""

    MANUAL = "manual", _("By hand")
    WEBHOOK = "webhook", _("Signed webhook")
    STRIPE = "stripe", _("Stripe")


class PayoutProblem(TextChoices):
    """Why a payout is not done. The sentences say what to do next."""

    NO_ANSWER = "no-answer", _("No answer came. It is being looked up, and is not sent again before that.")
    UNREACHABLE = "unreachable", _("The server cannot be reached.")
    PRIVATE = "private-address", _("The address is inside your own network and was not allowed by name.")
    NOT_SECURE = "not-secure", _("The address must begin with https://.")
    NOT_UNDERSTOOD = "not-understood", _("The answer could not be understood.")
    LIMITED = "limited", _("The server asks us to go slower.")
    BUSY = "busy", _("The payment is in use by somebody else just now.")
    SERVER_FAULT = "server-fault", _("The server had a fault of its own.")
    KEY_REFUSED = "key-refused", _("The key is not accepted there. Enter a new one under Settings, Ways to pay.")
    KEY_EXPIRED = "key-expired", _("The key has expired. Enter a new one under Settings, Ways to pay.")
    KEY_UNREADABLE = "key-unreadable", _("The stored key cannot be read. Enter it again under Settings, Ways to pay.")
    NOT_ALLOWED = "not-allowed", _("The key may not do this there. Give it the permission, or enter another one.")
    NOT_INSTALLED = "not-installed", _("What speaks to Stripe is not installed: pip install 'goodword[stripe]'.")
    SWITCHED_OFF = "switched-off", _("The connection is switched off.")
    WRONG_KIND = "wrong-kind", _("This way cannot carry this kind of remedy. Pay it by hand.")
    NO_PAYMENT = "no-payment", _("The purchase names no payment to refund. Pay it by hand, or correct the purchase.")
    PAYMENT_MISSING = "payment-missing", _("The payment is not known there.")
    OTHER_CURRENCY = "other-currency", _("The payment was made in another currency.")
    WRONG_AMOUNT = "wrong-amount", _("The amount cannot be written in this currency there.")
    ALREADY_REFUNDED = "already-refunded", _("The payment was refunded already, by somebody else.")
    TOO_MUCH = "too-much", _("More than is left of the payment.")
    REFUSED = "refused", _("It was refused there.")
    KEY_REUSED = "key-reused", _("The same key was used there for something else.")
    RETURNED = "returned", _("It came back after it was done.")
    NOT_DONE = "not-done", _("Somebody looked: it was not done.")
    GAVE_UP = "gave-up", _("It was tried for a day without success.")
    FAULT = "fault", _("A fault of the desk. The page “Mail not read” shows it.")
