"""What was given to Odile and has to be paid, made by real actions."""

from dataclasses import dataclass
from itertools import count

from goodword.accounts.choices import Role
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.money import Money
from goodword.recovery.actions.authorities import Grant, create_authority
from goodword.recovery.actions.giving import Gift, give_remedy
from goodword.recovery.actions.payout_connections import Connecting, choose_route, make_connection
from goodword.recovery.actions.purchases import PurchaseFacts, record_purchase
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Payout, PayoutConnection, Purchase, Remedy
from goodword.recovery.payout_choices import ConnectorKind
from tests.cast import Cast, conversation_with_odile
from tests.recovery.fake_stripe import KEY, FakeStripe
from tests.recovery.payouts.fake_system import SECRET, FakeSystem

HOOK_SECRET = "whsec_wrenfield_0123456789"
_keys = count(1)


@dataclass
class Given:
    """Mara may give up to $1,000.00; Odile paid $100.00 by card."""

    cast: Cast
    conversation: Conversation
    purchase: Purchase

    @classmethod
    def at(cls, cast: Cast, payment: str = "pi_1") -> "Given":
        conversation = conversation_with_odile(cast)
        grant = Grant(name="Agents", currency="USD", limit_minor=100_000, role=Role.AGENT)
        create_authority(grant, by=Actor.agent(cast.adam.pk))
        facts = PurchaseFacts(reference="A-1", amount=Money(10_000, "USD"), payment_reference=payment)
        by = Actor.agent(cast.mara.pk)
        return cls(cast, conversation, record_purchase(conversation.customer_id, facts, by=by))

    def refund(self, minor: int = 2500) -> Payout:
        return self.give(RemedyKind.PARTIAL_REFUND, minor, purchase=self.purchase.pk)

    def give(self, kind: RemedyKind, minor: int | None = None, **more: int | str) -> Payout:
        amount = Money(minor, "USD") if minor else None
        gift = Gift(kind=kind, key=f"gift-{next(_keys)}", amount=amount, **more)  # type: ignore[arg-type] # as given
        remedy = give_remedy(self.conversation.pk, gift, by=Actor.agent(self.cast.mara.pk))
        return Payout.objects.get(remedy=remedy)

    def by_stripe(self, stripe: FakeStripe, secret: str = KEY) -> PayoutConnection:
        entered = Connecting(name="Stripe", address=stripe.address, secret=secret, hook_secret=HOOK_SECRET)
        return self._by(ConnectorKind.STRIPE, entered)

    def by_system(self, system: FakeSystem) -> PayoutConnection:
        return self._by(ConnectorKind.WEBHOOK, Connecting(name="Till", address=system.at(), secret=SECRET))

    def _by(self, kind: ConnectorKind, entered: Connecting) -> PayoutConnection:
        by = Actor.agent(self.cast.adam.pk)
        connection = make_connection(kind, entered, by=by)
        choose_route(RemedyKind.PARTIAL_REFUND, connection.pk, by=by)
        choose_route(RemedyKind.FULL_REFUND, connection.pk, by=by)
        return connection


def work() -> int:
    """Have the jobs that are due done."""
    return run_due_jobs()


def fresh(payout: Payout) -> Payout:
    return Payout.objects.select_related("remedy", "connection").get(pk=payout.pk)


def state_of(payout: Payout) -> tuple[str, str]:
    """The payout's state and the remedy's."""
    return fresh(payout).state, Remedy.objects.get(pk=payout.remedy_id).state
