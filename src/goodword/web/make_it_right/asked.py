"""A request for more than somebody may give, as a line: on Today for whoever answers, and in the panel."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.accounts.types import Agent
from goodword.core.money import Money, money_words
from goodword.recovery.choices import RemedyKind
from goodword.recovery.queries.approvers import may_approve
from goodword.recovery.types import RemedyRequest
from goodword.web.components.due import Due, due_of


@dataclass(frozen=True, slots=True)
class Asked:
    """In plain values. `may_answer`: nobody answers themselves; `is_mine`: the reader asked, and may take it back.
    `can_be_less`: a product is given whole or not at all."""

    id: int
    promise_id: int | None
    conversation_id: int
    customer: str
    customer_id: int
    what: str
    amount: str
    asker: str
    because: str
    purchase: str
    reason: str
    due: Due | None
    may_answer: bool
    is_mine: bool
    can_be_less: bool

    @property
    def address(self) -> str:
        return reverse("conversation", args=[self.conversation_id])


def asked_shown(requests: Iterable[RemedyRequest], agent: Agent) -> list[Asked]:
    return [asked_of(one, agent) for one in requests]


def asked_of(request: RemedyRequest, agent: Agent) -> Asked:
    remedy, promise = request.remedy, request.promise
    return Asked(
        id=request.pk,
        promise_id=request.promise_id,
        conversation_id=remedy.conversation_id,
        customer=remedy.conversation.customer.name,
        customer_id=remedy.customer_id,
        what=remedy.product.name if remedy.product else str(remedy.get_kind_display()),
        amount=money_words(Money(request.asked_minor, remedy.currency)),
        asker=request.asked_by.name,
        because=request.because,
        purchase=_purchase(request),
        reason=remedy.reason.label if remedy.reason else "",
        due=due_of(promise.due_at, promise.began_at) if promise else None,
        may_answer=may_approve(agent, request),
        is_mine=request.asked_by_id == agent.pk,
        can_be_less=remedy.kind != RemedyKind.COMP_PRODUCT,
    )


def _purchase(request: RemedyRequest) -> str:
    purchase = request.remedy.purchase
    if purchase is None:
        return ""
    said = {"reference": purchase.reference, "what": purchase.what, "amount": money_words(purchase.amount)}
    words = _("Of %(reference)s, %(what)s, %(amount)s") if purchase.what else _("Of %(reference)s, %(amount)s")
    return words % said
