"""What was given to the customer and is paid or sent: on its way until it is done, and done not before."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.core.money import money_words
from goodword.recovery.choices import MONEY_KINDS, RemedyKind
from goodword.recovery.payout_choices import PayoutState
from goodword.recovery.queries.payouts import payouts_for_customer
from goodword.recovery.types import Payout, Remedy

_OF_MONEY = {
    RemedyKind.PARTIAL_REFUND: gettext_lazy("A refund of %(amount)s"),
    RemedyKind.FULL_REFUND: gettext_lazy("A full refund of %(amount)s"),
    RemedyKind.CREDIT: gettext_lazy("A credit of %(amount)s"),
    RemedyKind.FEE_WAIVER: gettext_lazy("A fee of %(amount)s, which we take off"),
}
_PAID, _SENT = gettext_lazy("Paid on %(day)s"), gettext_lazy("Sent on %(day)s")
_DONE = {
    RemedyKind.PARTIAL_REFUND: _PAID,
    RemedyKind.FULL_REFUND: _PAID,
    RemedyKind.CREDIT: gettext_lazy("Credited on %(day)s"),
    RemedyKind.FEE_WAIVER: gettext_lazy("Taken off on %(day)s"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One thing given: what it is, and how far it is. `tone` as that of the promises."""

    what: str
    verdict: str
    tone: str
    left: int = 100


def given_to_customer(conversation_id: int) -> list[Given]:
    """In the order in which it was given."""
    return [_given(payout) for payout in payouts_for_customer(conversation_id)]


def _given(payout: Payout) -> Given:
    what = _what(payout.remedy)
    if payout.state != PayoutState.PAID or payout.paid_at is None:
        return Given(what, _("On its way"), "open")
    done = _DONE.get(RemedyKind(payout.remedy.kind), _SENT)
    return Given(what, str(done) % {"day": date_format(localtime(payout.paid_at), "DATE_FORMAT")}, "kept")


def _what(remedy: Remedy) -> str:
    if remedy.kind in MONEY_KINDS:
        return str(_OF_MONEY[RemedyKind(remedy.kind)]) % {"amount": money_words(remedy.amount)}
    return remedy.product.name if remedy.product else _("A replacement")
