"""Who would be asked for what is above somebody's authority, and by when they would owe an answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.promises.queries.inside import time_inside
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Product, Purchase
from goodword.recovery.queries.approvers import approver_for

WITHOUT_POLICY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answering:
    """Asked now, they owe an answer by then."""

    agent: Agent
    due: datetime


def who_would_answer(
    conversation: Conversation,
    asker: Agent,
    kind: RemedyKind,
    *,
    amount: Money | None = None,
    purchase: int | None = None,
    product: int | None = None,
    reason: int | None = None,
) -> Answering | None:
    """None if nobody could. What it costs is read as it is when it is given: a product's value, what is left of a
    purchase that is refunded whole."""
    bought = Purchase.objects.filter(pk=purchase).first() if purchase else None
    offered = Product.objects.filter(pk=product).first() if product else None
    cost = offered.value if offered else bought.left if kind == RemedyKind.FULL_REFUND and bought else amount
    agent = approver_for(conversation, asker, kind, cost, reason=reason) if cost else None
    usual = time_inside(conversation.pk)
    return Answering(agent, usual.due if usual else now() + WITHOUT_POLICY) if agent else None
