"""What the givers of the campaign do, decided by its number alone: whoever does it once more does the same."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import travelled_to
from goodword.core.errors import DomainError
from goodword.core.money import Money
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.actions.settling import release_remedy, settle_remedy, take_remedy_back
from goodword.recovery.choices import ReleaseReason, RemedyKind, RequestAnswer
from goodword.recovery.types import Remedy

BEGAN = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
BETWEEN = timedelta(minutes=10)  # from one to the next
ON_ONE_PURCHASE = 300  # refunds of a customer are of one purchase for so long
KINDS = (RemedyKind.CREDIT, RemedyKind.PARTIAL_REFUND, RemedyKind.FULL_REFUND, RemedyKind.COMP_PRODUCT)


@dataclass(frozen=True)
class Plan:
    """How many things by how many givers, and among whom."""

    seed: int
    size: int
    workers: int
    agents: list[int]
    approvers: list[int]
    conversations: list[int]
    product: int
    reasons: list[int]


def do(plan: Plan, number: int, worker: int) -> str:
    """Give or ask, and see to something given before; what was done. Raises DomainError."""
    chance = Random(f"{plan.seed} {number}")
    by = Actor.agent(chance.choice(plan.agents))
    with travelled_to(BEGAN + number * BETWEEN):
        if chance.random() < 0.3:
            with suppress(DomainError):
                _see_to(number, chance, by)
        conversation = Conversation.objects.get(pk=chance.choice(plan.conversations))
        gift = _gift(plan, number, chance, conversation, by)
        if chance.random() < 0.05:
            return _ask(conversation.pk, gift, by, Actor.agent(plan.approvers[worker % len(plan.approvers)]))
        return give_remedy(conversation.pk, gift, by=by).state


def _gift(plan: Plan, number: int, chance: Random, conversation: Conversation, by: Actor) -> Gift:
    kind = chance.choice(KINDS)
    currency = chance.choice(["USD", "EUR"])
    reference = f"{conversation.customer_id}-{number // ON_ONE_PURCHASE}-{currency}"
    facts = PurchaseFacts(reference=reference, amount=Money(30_000, currency))
    return Gift(
        kind=kind,
        key=f"race-{number}",
        amount=Money(chance.choice([1, 99, 500, 2_500, 4_999, 5_000, 5_001]), currency),
        purchase=record_purchase(conversation.customer_id, facts, by=by).pk,
        product=plan.product,
        reason=chance.choice([None, *plan.reasons]),
    )


def _ask(conversation: int, gift: Gift, by: Actor, approver: Actor) -> str:
    request = ask_for_remedy(conversation, gift, by=by)
    return answer_request(request.pk, Decision(answer=RequestAnswer.APPROVED), by=approver).answer


def _see_to(number: int, chance: Random, by: Actor) -> None:
    """What was given a while ago is paid, released or taken back, where it can be."""
    earlier = f"race-{max(0, number - chance.randrange(1, 60))}"
    act = chance.choice(["settle", "settle", "release", "take back"])
    remedy = Remedy.objects.given().filter(key=earlier, settled_at=None).first()
    if remedy is None:
        return
    if act == "settle":
        settle_remedy(remedy.pk, by=by)
    elif act == "release":
        release_remedy(remedy.pk, by=by, reason=ReleaseReason.NOT_PAID)
    else:
        take_remedy_back(remedy.pk, by=by)
