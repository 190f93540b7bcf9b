"""Refunds of payments that were made with Stripe, by Stripe's own library.

Stripe may forget idempotency keys after a day. So every refund carries our key as metadata, and before one is made the
payment's refunds are listed: what is there is not made twice, however much later we come again.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import stripe

from goodword.recovery.choices import REFUNDS
from goodword.recovery.payout_choices import PayoutProblem
from goodword.recovery.payouts.connectors import (
    Access,
    Answer,
    Failed,
    NotThere,
    Paid,
    PayoutOrder,
    Pending,
    Unknown,
)
from goodword.recovery.payouts.outgoing import NoAnswer, NotSent
from goodword.recovery.payouts.stripe_amounts import NotWritable, stripe_amount
from goodword.recovery.payouts.stripe_client import client

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY, ROUND = "goodword_payout", "goodword_round"
_PAGE = 100
_INTENT, _CHARGES = "pi_", ("ch_", "py_")
_DONE, _COMING = "succeeded", frozenset({"pending", "requires_action"})
_CONFLICT, _SERVER_FAULT = 409, 500
_CODES: dict[str, str] = {
    "charge_already_refunded": PayoutProblem.ALREADY_REFUNDED,
    "resource_missing": PayoutProblem.PAYMENT_MISSING,
    "lock_timeout": PayoutProblem.BUSY,
    "amount_too_large": PayoutProblem.TOO_MUCH,
    "insufficient_funds": PayoutProblem.REFUSED,
}


class StripeRefunds:
    """The refunds of one account."""

    def __init__(self, access: Access) -> None:
        self._stripe = client(access)

    def pay(self, order: PayoutOrder) -> Answer:
        try:
            refused = _cannot(order) or self._found(order) or self._is_other_currency(order)
        except (stripe.StripeError, NotSent, NoAnswer) as error:  # nothing was asked for yet
            return _failed(error)
        return refused or self._refund(order)

    def look_up(self, order: PayoutOrder) -> Answer:
        try:
            return _cannot(order) or self._found(order) or NotThere()
        except (stripe.StripeError, NotSent, NoAnswer) as error:
            return Unknown(_failed(error).code)

    def test(self) -> str:
        try:
            self._stripe.v1.refunds.list({"limit": 1})
        except (stripe.StripeError, NotSent, NoAnswer) as error:
            return _failed(error).code
        return ""

    def _refund(self, order: PayoutOrder) -> Answer:
        try:
            amount = stripe_amount(order.amount_minor, order.currency)
            asked = _payment(order)
            asked |= {"amount": amount, "metadata": {KEY: order.key, ROUND: str(order.round)}}
            make = self._stripe.v1.refunds.create
            made = make(asked, {"idempotency_key": order.idempotency_key})
        except NotWritable:
            return Failed(PayoutProblem.WRONG_AMOUNT)
        except NoAnswer:
            return Unknown()
        except NotSent as problem:
            return _failed(problem)
        except stripe.StripeError as error:
            return Unknown(PayoutProblem.SERVER_FAULT) if _may_have_had_effect(error) else _failed(error)
        return _answer(made)

    def _found(self, order: PayoutOrder) -> Answer | None:
        """What became of this payout, by the payment's refunds. One that failed counts for its own round only."""
        listed = self._stripe.v1.refunds.list(_payment(order) | {"limit": _PAGE})
        ours = [one for one in _whole(listed) if _told(one, KEY) == order.key]
        alive = [one for one in ours if one.status == _DONE or one.status in _COMING]
        of_this_round = [one for one in ours if _told(one, ROUND) == str(order.round)]
        found = next(iter(alive or of_this_round), None)
        return _answer(found) if found else None

    def _is_other_currency(self, order: PayoutOrder) -> Failed | None:
        """A refund is counted in the payment's currency, whatever we think it is."""
        payment = order.payment_reference
        made = (
            self._stripe.v1.payment_intents.retrieve(payment)
            if payment.startswith(_INTENT)
            else self._stripe.v1.charges.retrieve(payment)
        )
        return Failed(PayoutProblem.OTHER_CURRENCY) if made.currency.upper() != order.currency else None


def _cannot(order: PayoutOrder) -> Failed | None:
    if order.kind not in REFUNDS:
        return Failed(PayoutProblem.WRONG_KIND)
    return None if order.payment_reference.startswith((_INTENT, *_CHARGES)) else Failed(PayoutProblem.NO_PAYMENT)


def _payment(order: PayoutOrder) -> Any:
    """One of two parameters that every request about a payment has."""
    payment = order.payment_reference
    return {"payment_intent": payment} if payment.startswith(_INTENT) else {"charge": payment}


def _whole(listed: Any) -> "Iterable[stripe.Refund]":
    pages: Iterable[stripe.Refund] = listed.auto_paging_iter()
    return pages


def _told(refund: stripe.Refund, name: str) -> str:
    metadata = refund.metadata
    return str(metadata[name]) if metadata and name in metadata else ""


def _answer(refund: stripe.Refund) -> Answer:
    if refund.status == _DONE:
        return Paid(refund.id, datetime.fromtimestamp(refund.created, UTC))
    if refund.status in _COMING:
        return Pending(refund.id)
    return Failed(PayoutProblem.REFUSED)


def _may_have_had_effect(error: stripe.StripeError) -> bool:
    """A fault of theirs, or the same key being worked on at this moment, or an answer that makes no sense."""
    status = error.http_status or _SERVER_FAULT
    return status >= _SERVER_FAULT or status == _CONFLICT or status < 400  # noqa: PLR2004


def _failed(error: stripe.StripeError | NotSent | NoAnswer) -> Failed:
    """Why nothing was done, and whether it may be better later."""
    if isinstance(error, NotSent):
        return Failed(error.code, may_retry=error.code == PayoutProblem.UNREACHABLE)
    if isinstance(error, NoAnswer):
        return Failed(PayoutProblem.NO_ANSWER, may_retry=True)
    busy = isinstance(error, stripe.RateLimitError) or _may_have_had_effect(error)
    return Failed(_problem(error), may_retry=busy)


def _problem(error: stripe.StripeError) -> str:
    match error:
        case stripe.AuthenticationError() if _code(error) == "api_key_expired":
            code: str = PayoutProblem.KEY_EXPIRED
        case stripe.AuthenticationError():
            code = PayoutProblem.KEY_REFUSED
        case stripe.PermissionError():
            code = PayoutProblem.NOT_ALLOWED
        case stripe.RateLimitError():
            code = _CODES.get(_code(error), PayoutProblem.LIMITED)
        case stripe.IdempotencyError():
            code = PayoutProblem.KEY_REUSED
        case stripe.InvalidRequestError():
            code = _refusal(error)
        case _:
            code = PayoutProblem.SERVER_FAULT if _may_have_had_effect(error) else PayoutProblem.REFUSED
    return code


def _refusal(error: stripe.InvalidRequestError) -> str:
    too_much = "greater than unrefunded amount" in (error.user_message or "")
    return PayoutProblem.TOO_MUCH if too_much else _CODES.get(_code(error), PayoutProblem.REFUSED)


def _code(error: stripe.StripeError) -> str:
    """The error's code; some classes of the library forget it, and their body has it."""
    told = error.json_body.get("error") if isinstance(error.json_body, dict) else None
    return str(error.code or (told.get("code") if isinstance(told, dict) else "") or "")
