"""Somebody asks for more than they may give, and is owed an answer."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.actions.breaks import is_there
from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.events import record
from goodword.core.money import money_words
from goodword.promises.actions.giving import Word, make
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.releasing import release
from goodword.promises.alarms import Warnings
from goodword.promises.choices import Release, Target
from goodword.promises.models import Promise
from goodword.promises.queries.inside import time_inside
from goodword.recovery.actions.giving import Gift, given_before, held, with_reason, write
from goodword.recovery.choices import FREE, RemedyKind, RemedyState, RequestAnswer
from goodword.recovery.errors import AlreadyAnswered
from goodword.recovery.events import RemedyAsked, RequestPutToAnother, RequestWithdrawn
from goodword.recovery.models import Remedy, RemedyRequest
from goodword.recovery.queries.approvers import approver_for, may_approve

LONGEST_WORDS = 1000
WITHOUT_POLICY = timedelta(hours=1)  # the answer is due then, where no policy says how soon colleagues answer


@transaction.atomic
def ask_for_remedy(number: int, gift: Gift, *, by: Actor, because: str = "") -> RemedyRequest:
    """Ask whoever may give it: the first who may, a lead of the team before others, owes an answer.

    Raises NotFound, and Invalid (MoreThanPaid, WrongCurrency among them) also where nobody else could answer.
    """
    gift.check()
    if len(because) > LONGEST_WORDS:
        raise Invalid(because=_("That is long. Say in a few words why."))
    conversation = Conversation.objects.locked(number)
    known = given_before(conversation, gift)
    if known is not None:
        return _request_of(known)
    if gift.kind in FREE:
        raise Invalid(kind=_("This costs nothing: give it without asking."))
    gift = with_reason(conversation, gift)
    agent = Agent.objects.get(pk=by.writer_id)
    price = held(conversation, gift)
    approver = approver_for(conversation, agent, RemedyKind(gift.kind), price.amount, reason=gift.reason)
    if approver is None:
        raise Invalid(_("Nobody else here could answer. Ask an administrator to say who may give more."))
    remedy = write(conversation, gift, price, state=RemedyState.ASKED, asked_by=agent)
    request = RemedyRequest.objects.create(
        remedy=remedy,
        asked_by=agent,
        asked_minor=remedy.amount_minor,
        because=because.strip(),
        approver=approver,
        promise=_promise_answer(conversation, remedy, approver, by),
    )
    record(
        RemedyAsked(
            by=by,
            **about(request),
            minor=remedy.amount_minor,
            currency=remedy.currency,
            approver_id=approver.pk,
            reason_id=remedy.reason_id,
        )
    )
    return request


def _request_of(remedy: Remedy) -> RemedyRequest:
    request = RemedyRequest.objects.filter(remedy=remedy).first()
    if request is None:
        raise Invalid(_("This was given already."))
    return request


def _promise_answer(conversation: Conversation, remedy: Remedy, approver: Agent, by: Actor) -> Promise:
    due, warnings = _due(conversation.pk)
    label = RemedyKind(remedy.kind).label
    ours = _("Answer: %(remedy)s of %(amount)s?") % {"remedy": label, "amount": money_words(remedy.amount)}
    word = Word(ours=ours, due=due, target=Target.INSIDE, owner=approver.pk, to_agent=by.agent_id, warnings=warnings)
    word.check()
    return make(conversation, word, by=by)


def _due(number: int) -> tuple[datetime, Warnings | None]:
    usual = time_inside(number)
    return (usual.due, usual.warnings) if usual else (now() + WITHOUT_POLICY, None)


@transaction.atomic
def withdraw_request(request_id: int, *, by: Actor) -> RemedyRequest:
    """Whoever asked does not any more: nobody owes an answer. Twice is once. Raises NotFound, NotAllowed for others of
    the house (whoever answers says why), AlreadyAnswered."""
    request = held_request(request_id)
    if by != SYSTEM and by.agent_id != request.asked_by_id:
        raise NotAllowed
    if request.answer == RequestAnswer.WITHDRAWN:
        return request
    if not request.is_open:
        raise AlreadyAnswered
    request.change(answer=RequestAnswer.WITHDRAWN, answered_at=now())
    request.remedy.change(state=RemedyState.WITHDRAWN)
    if request.promise is not None and request.promise.is_owed:
        request.promise.conversation = request.remedy.conversation
        release(request.promise, by=by, reason=Release.OTHER)
    record(RequestWithdrawn(by=by, **about(request)))
    return request


@transaction.atomic
def put_to_another(request_id: int, *, by: Actor) -> RemedyRequest:
    """Whoever was asked cannot answer any more: the next who may owes the answer, by the same time. Raises NotFound."""
    request = held_request(request_id)
    approver = request.approver
    if not request.is_open or (approver is not None and approver.is_active and may_approve(approver, request)):
        return request
    another = _who_else(request)
    if another is None and approver is None:
        return request  # still nobody
    request.change(approver=another)
    if another is not None and request.promise is not None and request.promise.is_owed:
        hand_over_promise(request.promise.pk, by=SYSTEM, agent=another.pk)
    record(RequestPutToAnother(by=by, **about(request), approver_id=another.pk if another else None))
    return request


def _who_else(request: RemedyRequest) -> Agent | None:
    """The next who may answer; whoever begins a break at this moment is passed over."""
    remedy, kind = request.remedy, RemedyKind(request.remedy.kind)
    for _once_more in range(2):
        found = approver_for(remedy.conversation, request.asked_by, kind, remedy.amount, reason=remedy.reason_id)
        if found is None or is_there(found.pk):
            return found
    return None


def held_request(request_id: int) -> RemedyRequest:
    """The request, its conversation and its purchase under lock. Raises NotFound."""
    remedy_id = RemedyRequest.objects.filter(pk=request_id).values_list("remedy_id", flat=True).first()
    remedy = Remedy.objects.locked(remedy_id or 0)
    request = RemedyRequest.objects.select_related("promise", "asked_by", "approver").get(pk=request_id)
    request.remedy = remedy
    return request


def about(request: RemedyRequest) -> dict[str, int]:
    """What every event of a request says."""
    return {
        "request_id": request.pk,
        "remedy_id": request.remedy_id,
        "conversation_id": request.remedy.conversation_id,
        "person_id": request.remedy.customer_id,
    }
