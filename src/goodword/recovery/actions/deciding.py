"""Whoever was asked for more approves it, gives less, or declines."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.events import record
from goodword.core.money import Money
from goodword.promises.actions.keeping import keep
from goodword.recovery.actions.asking import LONGEST_WORDS, about, held_request
from goodword.recovery.actions.giving import reserve, within
from goodword.recovery.actions.pricing import priced
from goodword.recovery.choices import RemedyKind, RemedyState, RequestAnswer
from goodword.recovery.errors import AboveAuthority, AlreadyAnswered, OwnRequest
from goodword.recovery.events import RequestAnswered
from goodword.recovery.models import Authority, RemedyRequest
from goodword.recovery.queries.approvers import may_approve


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What is said to a request: LOWERED names a smaller `amount`; DECLINED and LOWERED say why in `words`."""

    answer: RequestAnswer
    amount: Money | None = None
    words: str = ""

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if self.answer not in {RequestAnswer.APPROVED, RequestAnswer.LOWERED, RequestAnswer.DECLINED}:
            raise Invalid(answer=_("Approve it, give less, or decline."))
        if self.answer == RequestAnswer.LOWERED and self.amount is None:
            raise Invalid(amount=_("Say how much instead."))
        if self.answer != RequestAnswer.APPROVED and not self.words.strip():
            raise Invalid(words=_("Say why, for whoever has to tell the customer."))
        if len(self.words) > LONGEST_WORDS:
            raise Invalid(words=_("That is long. Say in a few words why."))


@transaction.atomic
def answer_request(request_id: int, decision: Decision, *, by: Actor) -> RemedyRequest:
    """Answer: what is approved is promised on the authority of whoever answers. The same answer twice is once.

    Raises NotFound, NotAllowed, OwnRequest, AlreadyAnswered, Invalid, AboveAuthority.
    """
    decision.check()
    request = held_request(request_id)
    agent = Agent.objects.get(pk=by.writer_id)
    if request.asked_by_id == agent.pk:
        raise OwnRequest
    if not request.is_open:
        return _answered_before(request, decision, agent)
    if not may_approve(agent, request):
        raise NotAllowed
    if decision.answer == RequestAnswer.DECLINED:
        request.remedy.change(state=RemedyState.DECLINED)
    else:
        _give(request, decision, agent, by)
    _close(request, decision, by)
    return request


def _answered_before(request: RemedyRequest, decision: Decision, agent: Agent) -> RemedyRequest:
    """The same answer sent twice. Raises AlreadyAnswered, which says what stands."""
    minor = decision.amount.minor if decision.amount and decision.answer == RequestAnswer.LOWERED else None
    is_same = request.answer == decision.answer and minor in {None, request.answered_minor}
    if is_same and request.answered_by_id == agent.pk:
        return request
    remedy = request.remedy
    raise AlreadyAnswered(Money(request.answered_minor or 0, remedy.currency) if request.answered_minor else None)


def _give(request: RemedyRequest, decision: Decision, agent: Agent, by: Actor) -> None:
    remedy = request.remedy
    if remedy.customer_id != remedy.conversation.customer_id:
        raise Invalid(_("This is another person’s matter by now. Decline it, and ask again for them."))
    asked = Money(request.asked_minor, remedy.currency)
    amount = asked
    if decision.answer == RequestAnswer.LOWERED and decision.amount is not None:
        amount = _lowered(request, decision.amount, asked)
    is_less_than_all = remedy.kind == RemedyKind.FULL_REFUND and amount < asked
    kind = RemedyKind.PARTIAL_REFUND if is_less_than_all or remedy.kind == RemedyKind.FULL_REFUND else remedy.kind
    price = priced(remedy.conversation, kind, amount=amount, purchase=remedy.purchase_id, product=remedy.product_id)
    if remedy.kind == RemedyKind.COMP_PRODUCT:
        price = replace(price, amount=asked)  # worth what it was when it was asked for
    authority = _authority(agent, request, price.amount)
    remedy.change(
        kind=RemedyKind.PARTIAL_REFUND if is_less_than_all else remedy.kind,
        amount_minor=price.amount.minor,
        authority=authority,
        given_by=agent,
        given_at=now(),
        state=RemedyState.RESERVED,
    )
    reserve(remedy, price, by=by, request_id=request.pk)


def _lowered(request: RemedyRequest, amount: Money, asked: Money) -> Money:
    if request.remedy.kind == RemedyKind.COMP_PRODUCT:
        raise Invalid(amount=_("A product cannot be given in part. Approve it, or decline and say what instead."))
    if amount.currency != asked.currency or not 0 < amount.minor < asked.minor:
        raise Invalid(amount=_("Give less than was asked for, and more than nothing."))
    return amount


def _authority(agent: Agent, request: RemedyRequest, amount: Money) -> Authority | None:
    """On whose authority: their own; the owner of the installation may always. Raises AboveAuthority."""
    try:
        remedy = request.remedy
        return within(agent, remedy.conversation, remedy.kind, amount, reason=remedy.reason_id)
    except AboveAuthority:
        if agent.role == Role.OWNER:
            return None
        raise


def _close(request: RemedyRequest, decision: Decision, by: Actor) -> None:
    given = request.remedy.amount_minor if request.remedy.is_given else 0
    request.change(
        answer=decision.answer,
        answered_by_id=by.agent_id,
        answered_at=now(),
        answered_minor=given,
        words=decision.words.strip(),
    )
    if request.promise is not None and request.promise.is_owed:
        request.promise.conversation = request.remedy.conversation
        keep(request.promise, now(), by=by)
    record(
        RequestAnswered(
            by=by, **about(request), answer=decision.answer.value, minor=given, asker_id=request.asked_by_id
        )
    )
