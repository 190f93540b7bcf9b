"""What happens to remedies, and to what bounds them. Amounts are in minor units of the currency."""

from dataclasses import dataclass, field

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PurchaseRecorded(Event, kind="purchase.recorded"):
    """What a customer bought is known now."""

    purchase_id: int
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PurchaseCorrected(Event, kind="purchase.corrected"):
    """It was written down wrongly; `minor` is what it cost really."""

    purchase_id: int
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class AuthorityCreated(Event, kind="authority.created"):
    """Somebody may give something on their own word from now on."""

    authority_id: int
    currency: str
    limit_minor: int
    budget_minor: int | None
    customer_cap_minor: int | None
    reason_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class AuthorityChanged(Event, kind="authority.changed"):
    """More, less, or somebody else; or the order is another."""

    authority_id: int
    currency: str
    limit_minor: int
    budget_minor: int | None
    customer_cap_minor: int | None
    reason_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class AuthorityRemoved(Event, kind="authority.removed"):
    """It counts no more; what was given under it stays given."""

    authority_id: int


@dataclass(frozen=True, kw_only=True)
class ProductCreated(Event, kind="product.created"):
    """The catalogue has something more."""

    product_id: int
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class ProductChanged(Event, kind="product.changed"):
    """A product has another name, value or place, or is no longer offered."""

    product_id: int
    minor: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class RemedyGiven(Event, kind="remedy.given"):
    """Something is promised, or said, to put it right; it is paid or sent later unless it costs nothing.

    `request_id` says that somebody had to be asked, `promise_id` what a leader owes now.
    """

    remedy_id: int
    remedy: str
    minor: int
    currency: str
    authority_id: int | None
    request_id: int | None = None
    reason_id: int | None = None
    promise_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RemedyAsked(Event, kind="remedy.asked"):
    """Somebody asks for more than they may give."""

    remedy_id: int
    request_id: int
    minor: int
    currency: str
    approver_id: int | None
    reason_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RequestAnswered(Event, kind="remedy.answered"):
    """What was asked for is approved, lowered or declined."""

    remedy_id: int
    request_id: int
    answer: str
    minor: int
    asker_id: int


@dataclass(frozen=True, kw_only=True)
class RequestPutToAnother(Event, kind="remedy.request-put-to-another"):
    """Whoever was asked cannot answer any more; somebody else owes the answer, nobody where nobody can."""

    remedy_id: int
    request_id: int
    approver_id: int | None


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(Event, kind="remedy.request-withdrawn"):
    """Whoever asked does not ask any more."""

    remedy_id: int
    request_id: int


@dataclass(frozen=True, kw_only=True)
class RemedySettled(Event, kind="remedy.settled"):
    """What was promised is paid or sent."""

    remedy_id: int
    at: str


@dataclass(frozen=True, kw_only=True)
class RemedyReturned(Event, kind="remedy.returned"):
    """What was paid or sent came back; it is promised still."""

    remedy_id: int


@dataclass(frozen=True, kw_only=True)
class RemedyReleased(Event, kind="remedy.released"):
    """What was promised is not given after all; what it took of the purchase and the budget is free again."""

    remedy_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RemedyTakenBack(Event, kind="remedy.taken-back"):
    """It was given by mistake and taken back before anything was paid or sent: as if it never was."""

    remedy_id: int
