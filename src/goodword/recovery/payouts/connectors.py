"""What every connector is: asked to pay, or to look up what became of it; it answers with one of five facts.

A connector runs outside of any transaction and changes no row of ours. It raises nothing that is to be expected from a
network: what it cannot know is `Unknown`, and then nothing is sent again before it was looked up.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from goodword.recovery.payout_choices import PayoutProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutOrder:
    """What is to be paid or sent, as the other side is told of it: ids, codes and amounts, no customer's words.

    `key` names the payout for good, at every attempt. `round` counts how often it was refused and begun anew: within a
    round the other side may take the order once only.
    """

    payout_id: int
    key: str
    round: int
    kind: str
    amount_minor: int
    currency: str
    conversation_id: int
    customer_id: int
    purchase_source: str = ""
    purchase_reference: str = ""
    payment_reference: str = ""
    product: str = ""
    reference: str = ""

    @property
    def idempotency_key(self) -> str:
        return f"{self.key}-{self.round}"


@dataclass(frozen=True, slots=True)
class Access:
    """Where a connection leads, and what it is known by there."""

    address: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Paid:
    """It is done, under this reference of theirs."""

    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """They have taken it and will do it; ask again later."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """It certainly had no effect. `may_retry`: the same order may succeed later without anybody's doing."""

    code: str
    may_retry: bool = False
    after: float | None = None


@dataclass(frozen=True, slots=True)
class NotThere:
    """Looked up, and they know of no such payout: it may be sent again, under the same key."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have had an effect or not: look it up, never send it blindly."""

    code: str = PayoutProblem.NO_ANSWER


Answer = Paid | Pending | Failed | NotThere | Unknown


class Connector(Protocol):
    """A way to pay out. `kinds`: the kinds of remedies that it can carry; none means any."""

    def pay(self, order: PayoutOrder) -> Answer:
        """Have it paid. The caller has written down before that it is being sent."""

    def look_up(self, order: PayoutOrder) -> Answer:
        """What became of it; changes nothing on the other side."""

    def test(self) -> str:
        """The code of what is wrong with the connection; empty when it works. Pays nothing."""
