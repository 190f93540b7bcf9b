"""Any system that speaks our signed webhook: asked by POST, it answers what became of the payout.

`docs/run/payouts.md` tells what is sent and answered, with an example that verifies the signature.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision

from goodword.core.clock import now
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
from goodword.recovery.payouts.outgoing import NoAnswer, NotSent, Said, ask
from goodword.recovery.payouts.signatures import HEADER, signature

_OK, _UNAUTHORIZED, _FORBIDDEN, _TOO_MANY, _SERVER_FAULT = (200, 201, 202), 401, 403, 429, 500
_LONGEST_WAIT = 3600.0
_LONGEST_REFERENCE = 200
_CODES = frozenset(PayoutProblem.values)


class Webhook:
    """A connection to somebody's system."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def pay(self, order: PayoutOrder) -> Answer:
        return (self._of_before(order) if order.round > 1 else None) or self._pay(order)

    def _of_before(self, order: PayoutOrder) -> Answer | None:
        """Tried again, it may have been done after all: their word counts before anything is sent. None to send it."""
        found = self.look_up(order)
        if isinstance(found, Unknown):
            return Failed(found.code, may_retry=True)  # only asked, so that nothing was done by this
        return found if isinstance(found, Paid | Pending) else None

    def _pay(self, order: PayoutOrder) -> Answer:
        try:
            said = self._ask("pay", order, {"Idempotency-Key": order.idempotency_key})
        except NotSent as problem:
            return Failed(problem.code, may_retry=problem.code == PayoutProblem.UNREACHABLE)
        except NoAnswer:
            return Unknown()
        return _of_paying(said)

    def look_up(self, order: PayoutOrder) -> Answer:
        try:
            said = self._ask("look-up", order)
        except NotSent as problem:
            return Unknown(problem.code)
        except NoAnswer:
            return Unknown()
        answer = _told(said) if said.status in _OK else None
        return answer or Unknown(_code_of(said))

    def test(self) -> str:
        try:
            said = self._ask("test")
        except NotSent as problem:
            return problem.code
        except NoAnswer:
            return PayoutProblem.NO_ANSWER
        return "" if said.status in _OK else _code_of(said)

    def _ask(self, what: str, order: PayoutOrder | None = None, headers: dict[str, str] | None = None) -> Said:
        body = json.dumps({"ask": what, **(_described(order) if order else {})}, separators=(",", ":")).encode()
        signed = {HEADER: signature(body, self._access.secret, now()), "Content-Type": "application/json"}
        return ask("POST", self._access.address, headers={**signed, **(headers or {})}, body=body)


def _described(order: PayoutOrder) -> dict[str, Any]:
    decimals = get_currency_precision(order.currency)
    return {
        "payout": order.key,
        "round": order.round,
        "kind": order.kind,
        "amount_minor": order.amount_minor,
        "amount": f"{Decimal(order.amount_minor).scaleb(-decimals):f}",
        "currency": order.currency,
        "purchase": {
            "source": order.purchase_source,
            "reference": order.purchase_reference,
            "payment": order.payment_reference,
        },
        "product": order.product,
        "conversation": order.conversation_id,
        "customer": order.customer_id,
    }


def _of_paying(said: Said) -> Answer:
    """Only what says so itself had no effect; a fault half-way may have had one."""
    if said.status == _TOO_MANY:
        return Failed(PayoutProblem.LIMITED, may_retry=True, after=_wait(said))
    if said.status >= _SERVER_FAULT:
        return Unknown(PayoutProblem.SERVER_FAULT)
    if said.status in (_UNAUTHORIZED, _FORBIDDEN):
        return Failed(_code_of(said))
    told = _told(said)
    if isinstance(told, NotThere):
        told = None
    if said.status in _OK:
        return told or Unknown(PayoutProblem.NOT_UNDERSTOOD)
    return told if isinstance(told, Failed) else Failed(_code_of(said))


def _code_of(said: Said) -> str:
    if said.status == _UNAUTHORIZED:
        return PayoutProblem.KEY_REFUSED
    if said.status == _FORBIDDEN:
        return PayoutProblem.NOT_ALLOWED
    if said.status == _TOO_MANY:
        return PayoutProblem.LIMITED
    if said.status in _OK:
        return PayoutProblem.NOT_UNDERSTOOD
    return PayoutProblem.SERVER_FAULT if said.status >= _SERVER_FAULT else PayoutProblem.REFUSED


def _told(said: Said) -> Answer | None:
    """What the body says; None when it cannot be understood."""
    told = _read(said.body)
    reference, status = _reference(told), told.get("status")
    if status == "failed":
        code = str(told.get("code", ""))
        return Failed(code if code in _CODES else PayoutProblem.REFUSED, may_retry=told.get("retry") is True)
    if status == "paid" and reference:
        return Paid(reference, _moment(told.get("paid_at")))
    other: dict[object, Answer] = {"pending": Pending(reference), "none": NotThere()}
    return other.get(status) if isinstance(status, str) else None


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _reference(told: dict[str, Any]) -> str:
    given = told.get("reference")
    words = str(given) if isinstance(given, str | int) else ""
    return "".join(one for one in words if one.isprintable()).strip()[:_LONGEST_REFERENCE]


def _moment(told: object) -> datetime:
    """When they say that it was done; now, if they do not say it or say a time to come."""
    try:
        moment = datetime.fromisoformat(str(told))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(moment, now())
    except (ValueError, OverflowError):
        return now()


def _wait(said: Said) -> float | None:
    asked = said.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_WAIT) if asked.isascii() and asked.isdecimal() else None
