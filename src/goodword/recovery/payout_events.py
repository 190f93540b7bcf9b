"""What happens on the way from what was given to what was paid or sent."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PayoutPlanned(Event, kind="payout.planned"):
    """Something given is to be paid or sent, by this connection; by hand without one."""

    payout_id: int
    remedy_id: int
    connection_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PayoutSent(Event, kind="payout.sent"):
    """The order is about to leave; from here on it may have an effect."""

    payout_id: int
    remedy_id: int
    attempt: int
    round: int


@dataclass(frozen=True, kw_only=True)
class PayoutAccepted(Event, kind="payout.accepted"):
    """The other side has taken the order, and will do it."""

    payout_id: int
    remedy_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutPostponed(Event, kind="payout.postponed"):
    """It had no effect, and is tried again by itself."""

    payout_id: int
    remedy_id: int
    problem: str


@dataclass(frozen=True, kw_only=True)
class PayoutPaid(Event, kind="payout.paid"):
    """It is paid or sent; `by_hand` when a person said so."""

    payout_id: int
    remedy_id: int
    by_hand: bool


@dataclass(frozen=True, kw_only=True)
class PayoutFailed(Event, kind="payout.failed"):
    """It is not paid, and will not be unless somebody does something."""

    payout_id: int
    remedy_id: int
    attempt: int
    problem: str


@dataclass(frozen=True, kw_only=True)
class PayoutInDoubt(Event, kind="payout.in-doubt"):
    """Nobody can say whether it is paid; it is being looked up."""

    payout_id: int
    remedy_id: int
    attempt: int
    problem: str


@dataclass(frozen=True, kw_only=True)
class PayoutQuestioned(Event, kind="payout.questioned"):
    """Somebody doubts that what a connection paid has stayed paid; it is asked about there."""

    payout_id: int
    remedy_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutRetried(Event, kind="payout.retried"):
    """Somebody had a failed one tried again."""

    payout_id: int
    remedy_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutGivenToHand(Event, kind="payout.given-to-hand"):
    """A failed one is to be paid or sent by hand."""

    payout_id: int
    remedy_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutCancelled(Event, kind="payout.cancelled"):
    """It will not be paid or sent."""

    payout_id: int
    remedy_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutConnectionMade(Event, kind="payout-connection.made"):
    """A system was connected that pays or sends."""

    connection_id: int
    connector: str


@dataclass(frozen=True, kw_only=True)
class PayoutConnectionChanged(Event, kind="payout-connection.changed"):
    """A connection was changed, switched on or off; the names of what changed, never the values."""

    connection_id: int
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class PayoutConnectionRemoved(Event, kind="payout-connection.removed"):
    """A connection by which nothing was ever paid was removed."""

    connection_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutRouteChanged(Event, kind="payout-route.changed"):
    """A kind of remedy goes by another way; by hand without a connection."""

    remedy: str
    connection_id: int | None = None
