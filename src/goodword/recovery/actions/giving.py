"""Something is given to put a matter right, on one's own word."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.core.money import MOST_MINOR, Money, is_currency
from goodword.playbook.models import Reason
from goodword.promises.actions.giving import Word, make
from goodword.promises.choices import Target
from goodword.recovery.actions.ledger import post
from goodword.recovery.actions.pricing import Priced, priced
from goodword.recovery.choices import DONE_AT_ONCE, FREE, REFUNDS, RemedyKind, RemedyState, Step
from goodword.recovery.errors import AboveAuthority
from goodword.recovery.events import RemedyGiven
from goodword.recovery.models import Authority, Complaint, Remedy
from goodword.recovery.models.remedies import hold_customer
from goodword.recovery.queries.approvers import LEADING
from goodword.recovery.queries.authority import allowance, authority_of

LONGEST_KEY, LONGEST_WORDS = 64, 2000


@dataclass(frozen=True, kw_only=True, slots=True)
class Gift:
    """What is given: a refund names a `purchase`, which anything else may, a comp product a `product`; a full refund
    is what is left of the purchase. `reason`: why they contacted us, else that of its `complaint`. `words` go with it
    to the customer. `key`: given twice with the same, it is given once. A visit or call by a leader is promised: by
    `leader` (an agent), until `due`."""

    kind: RemedyKind
    key: str
    amount: Money | None = None
    purchase: int | None = None
    product: int | None = None
    complaint: int | None = None
    reason: int | None = None
    words: str = ""
    leader: int | None = None
    due: datetime | None = None

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if self.kind not in RemedyKind.values:
            raise Invalid(kind=_("Choose what to give."))
        if not 0 < len(self.key) <= LONGEST_KEY:
            raise Invalid(_("Open the form again, and give it once more."))
        if len(self.words) > LONGEST_WORDS:
            raise Invalid(words=_("That is too long to go with it. Write a letter."))
        if self.amount is not None and not is_currency(self.amount.currency):
            raise Invalid(currency=_("Choose a currency."))
        if self.amount is not None and self.amount.minor > MOST_MINOR:
            raise Invalid(amount=_("That is too much for one time. Look at the amount again."))
        if self.kind == RemedyKind.LEADER and (self.leader is None or self.due is None):
            raise Invalid(due=_("Say who will visit or call them, and by when."))


@transaction.atomic
def give_remedy(number: int, gift: Gift, *, by: Actor) -> Remedy:
    """Give it: it is promised to the customer, its money reserved; what costs nothing is done at once.

    Raises NotFound, Invalid (MoreThanPaid, WrongCurrency among them), AboveAuthority where somebody must be asked.
    """
    gift.check()
    conversation = Conversation.objects.locked(number)
    known = given_before(conversation, gift)
    if known is not None:
        return known
    gift = with_reason(conversation, gift)
    agent = Agent.objects.get(pk=by.writer_id)
    price = held(conversation, gift)
    authority = within(agent, conversation, gift.kind, price.amount, reason=gift.reason)
    remedy = write(conversation, gift, price, state=RemedyState.RESERVED, given_by=agent, authority=authority)
    promise_id = _promise_the_leader(conversation, gift, by)
    reserve(remedy, price, by=by, promise_id=promise_id)
    return remedy


def given_before(conversation: Conversation, gift: Gift) -> Remedy | None:
    """What was given or asked for with this key before. Raises Invalid if it was something else."""
    known = Remedy.objects.select_related("purchase", "product").filter(key=gift.key).first()
    if known is not None and (known.home_id != conversation.pk or not {known.kind, gift.kind} <= _alike(gift.kind)):
        raise _another_form()
    return known


def _another_form() -> Invalid:
    return Invalid(_("Open the form again, and give it once more."))


def _alike(kind: str) -> Set[str]:
    """What may have become of it: of a full refund a part, where less was approved."""
    return REFUNDS if kind in REFUNDS else {kind}


def with_reason(conversation: Conversation, gift: Gift) -> Gift:
    """The same with the reason of its complaint, where none is said. Raises Invalid for one that is not offered, and
    for a complaint of another matter."""
    complaint = Complaint.objects.filter(pk=gift.complaint or 0, conversation=conversation).first()
    if gift.complaint is not None and complaint is None:
        raise _another_form()
    of_complaint = complaint.reason_id if complaint else None
    reason = gift.reason or of_complaint
    if reason not in {None, of_complaint} and not Reason.objects.offered().filter(pk=reason).exists():
        raise Invalid(reason=_("Choose a reason from the list."))
    return replace(gift, reason=reason)


def held(conversation: Conversation, gift: Gift) -> Priced:
    """What it costs; the customer and the purchase are held from here on, the authority after them, in this order
    always. Raises Invalid."""
    hold_customer(conversation.customer_id)
    return priced(conversation, gift.kind, amount=gift.amount, purchase=gift.purchase, product=gift.product)


def within(
    agent: Agent, conversation: Conversation, kind: str, amount: Money, *, reason: int | None = None
) -> Authority | None:
    """The authority under which the agent may give so much of this kind for this reason, locked: nobody else spends its
    budget meanwhile. None for what costs nothing. Raises AboveAuthority."""
    if kind in FREE:
        return None
    found = authority_of(agent, RemedyKind(kind), amount.currency, reason=reason)
    if found is None:
        raise AboveAuthority
    authority = Authority.objects.locked(found.pk)
    still = authority_of(agent, RemedyKind(kind), amount.currency, [authority], reason=reason)
    if not authority.counts or still is None:
        raise AboveAuthority  # it was changed meanwhile
    allowed = allowance(agent, RemedyKind(kind), amount.currency, conversation.customer_id, authority)
    if not allowed.covers(amount):
        raise AboveAuthority(allowed.most)
    return authority


def write(
    conversation: Conversation,
    gift: Gift,
    price: Priced,
    *,
    state: RemedyState,
    given_by: Agent | None = None,
    asked_by: Agent | None = None,
    authority: Authority | None = None,
) -> Remedy:
    """Its row. Raises Invalid where the key was used in another conversation at this moment."""
    remedy = Remedy(
        conversation=conversation,
        home=conversation,
        customer_id=conversation.customer_id,
        complaint_id=gift.complaint,
        reason_id=gift.reason,
        kind=gift.kind,
        purchase=price.purchase,
        product=price.product,
        amount_minor=price.amount.minor,
        currency=price.amount.currency,
        words=gift.words.strip(),
        authority=authority,
        given_by=given_by,
        asked_by=asked_by,
        state=state,
        key=gift.key,
        given_at=now() if given_by is not None else None,
    )
    try:
        with transaction.atomic():
            remedy.save(force_insert=True)
    except IntegrityError as error:
        raise _another_form() from error
    return remedy


def reserve(
    remedy: Remedy, price: Priced, *, by: Actor, request_id: int | None = None, promise_id: int | None = None
) -> None:
    """Move its money from what is left of the purchase into what is reserved; what is done with the word is done."""
    if price.purchase is not None:
        price.purchase.change(given_minor=price.purchase.given_minor + remedy.amount_minor)
    post(remedy, Step.RESERVE)
    if remedy.kind in DONE_AT_ONCE:
        remedy.change(state=RemedyState.SETTLED, settled_at=now())
    record(
        RemedyGiven(
            by=by,
            conversation_id=remedy.conversation_id,
            person_id=remedy.customer_id,
            remedy_id=remedy.pk,
            remedy=remedy.kind,
            minor=remedy.amount_minor,
            currency=remedy.currency,
            authority_id=remedy.authority_id,
            request_id=request_id,
            reason_id=remedy.reason_id,
            promise_id=promise_id,
        )
    )


def _promise_the_leader(conversation: Conversation, gift: Gift, by: Actor) -> int | None:
    if gift.kind != RemedyKind.LEADER or gift.due is None:
        return None
    leader = Agent.objects.filter(pk=gift.leader or 0, is_active=True, role__in=LEADING).first()
    if leader is None:
        raise Invalid(leader=_("Choose somebody who leads here."))
    ours = _("%(name)s will visit or call") % {"name": leader.name}
    word = Word(ours=ours, due=gift.due, target=Target.CALLBACK, owner=leader.pk)
    word.check()
    return make(conversation, word, by=by).pk
