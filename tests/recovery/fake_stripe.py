"""Stripe on loopback, as far as refunds go: its documented errors, idempotency, paging, and what can go wrong between.

`faults` is asked before each answer and names what happens to it: see `FAULTS`. `refunds` is the truth: a test counts
there, not in what we were told.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.frozen_time import START

KEYS_STAY = timedelta(hours=24)
KEY, EXPIRED = "sk_test_wrenfield", "sk_test_expired"
FAULTS = ("limited", "locked", "in-use", "fault", "fault-after", "silence", "silence-after", "garbage-after")
_AFTER = {"fault-after", "silence-after", "garbage-after"}  # the work is done, the answer is not


@dataclass
class Refusal(Exception):
    status: int
    type: str
    message: str
    code: str = ""


@dataclass
class FakeStripe:
    payments: dict[str, tuple[int, str]] = field(default_factory=dict)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, tuple[str, int, dict[str, Any], datetime]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    faults: Callable[[str], str] = lambda _what: ""
    status: str = "succeeded"
    moment: datetime = START  # a test that moves its clock says so here: it does not reach the thread that answers
    created: int = 1_793_631_601  # a second after the tests' clock begins

    def __post_init__(self) -> None:
        self._lock, self._number = threading.Lock(), count(1)
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def address(self) -> str:
        return f"http://localhost:{self._http.server_address[1]}"

    def takes(self, payment: str, amount: int, currency: str = "usd") -> str:
        self.payments[payment] = (amount, currency)
        return payment

    def prune_keys(self) -> None:
        """What Stripe may do after a day."""
        self.answers.clear()

    def _forget_old_keys(self) -> None:
        """ "Keys can be removed automatically after they are at least 24 hours old." """
        self.answers = {key: kept for key, kept in self.answers.items() if self.moment - kept[3] < KEYS_STAY}

    def refunded(self, payment: str) -> int:
        alive = [one for one in self.refunds if one["payment_intent"] == payment]
        return sum(one["amount"] for one in alive if one["status"] in ("succeeded", "pending"))

    def answer(self, method: str, path: str, query: str, form: str, headers: Any) -> tuple[int, dict[str, Any]] | None:
        """None is silence."""
        what = f"{method} {path}"
        self.asked.append((what, headers.get("Idempotency-Key", "")))
        fault = self.faults(what)
        with self._lock:
            try:
                self._refuse(fault)
                self._authenticate(headers.get("Authorization", ""))
                done = self._do(method, path, dict(parse_qsl(query)), form, headers)
            except Refusal as no:
                done = no.status, _error(no)
        if fault in ("silence", "silence-after"):
            return None
        return (500, _error(Refusal(500, "api_error", "Sorry."))) if fault in _AFTER else done

    def _refuse(self, fault: str) -> None:
        match fault:
            case "limited":
                raise Refusal(429, "invalid_request_error", "Too many requests.", "rate_limit")
            case "locked":
                raise Refusal(429, "invalid_request_error", "This object is locked.", "lock_timeout")
            case "in-use":
                raise Refusal(409, "idempotency_error", "The key is in use.", "idempotency_key_in_use")
            case "fault":
                raise Refusal(500, "api_error", "Sorry.")
            case "silence":
                raise Refusal(500, "api_error", "never said")

    def _authenticate(self, authorization: str) -> None:
        if authorization == f"Bearer {EXPIRED}":
            raise Refusal(401, "invalid_request_error", "Expired API Key provided.", "api_key_expired")
        if authorization != f"Bearer {KEY}":
            raise Refusal(401, "invalid_request_error", "Invalid API Key provided.")

    def _do(self, method: str, path: str, query: dict[str, str], form: str, headers: Any) -> tuple[int, dict[str, Any]]:
        if (method, path) == ("POST", "/v1/refunds"):
            return self._once(headers.get("Idempotency-Key", ""), form)
        if (method, path) == ("GET", "/v1/refunds"):
            return 200, self._listed(query)
        payment = path.removeprefix("/v1/payment_intents/").removeprefix("/v1/charges/")
        amount, currency = self._payment(payment)
        return 200, {"id": payment, "object": "payment_intent", "amount": amount, "currency": currency}

    def _once(self, key: str, form: str) -> tuple[int, dict[str, Any]]:
        self._forget_old_keys()
        if key in self.answers:
            first, status, body, _since = self.answers[key]
            if first != form:
                raise Refusal(400, "idempotency_error", "Keys can only be used with the same parameters.")
            return status, body
        try:
            status, body = 200, self._made(dict(parse_qsl(form)))
        except Refusal as no:
            status, body = no.status, _error(no)
        self.answers[key] = (form, status, body, self.moment)
        return status, body

    def _made(self, form: dict[str, str]) -> dict[str, Any]:
        payment, amount = form.get("payment_intent") or form["charge"], int(form["amount"])
        whole, currency = self._payment(payment)
        if self.refunded(payment) == whole:
            raise Refusal(400, "invalid_request_error", f"{payment} was refunded.", "charge_already_refunded")
        if amount > whole - self.refunded(payment):
            raise Refusal(400, "invalid_request_error", "Refund amount is greater than unrefunded amount on charge.")
        metadata = {name[9:-1]: value for name, value in form.items() if name.startswith("metadata[")}
        refund = {
            "id": f"re_{next(self._number)}", "object": "refund", "amount": amount, "currency": currency,
            "payment_intent": payment, "status": self.status, "metadata": metadata, "created": self.created,
        }  # fmt: skip
        self.refunds.insert(0, refund)
        return refund

    def _payment(self, payment: str) -> tuple[int, str]:
        if payment not in self.payments:
            raise Refusal(404, "invalid_request_error", f"No such payment_intent: '{payment}'", "resource_missing")
        return self.payments[payment]

    def _listed(self, query: dict[str, str]) -> dict[str, Any]:
        payment = query.get("payment_intent") or query.get("charge")
        if payment:
            self._payment(payment)
        rows = [one for one in self.refunds if payment in (None, one["payment_intent"])]
        if after := query.get("starting_after"):
            rows = rows[[one["id"] for one in rows].index(after) + 1 :]
        page = rows[: int(query.get("limit", 10))]
        return {"object": "list", "url": "/v1/refunds", "data": page, "has_more": len(rows) > len(page)}


def _error(no: Refusal) -> dict[str, Any]:
    return {"error": {"type": no.type, "message": no.message, **({"code": no.code} if no.code else {})}}


def _handler(stripe: FakeStripe) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            parts = urlsplit(self.path)
            form = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            said = stripe.answer(self.command, parts.path, parts.query, form, self.headers)
            if said is None:
                self.close_connection = True
                return
            body = json.dumps(said[1]).encode()
            self.send_response(said[0])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = _answer  # noqa: N815 (the names of the standard library)
        do_POST = _answer  # noqa: N815

        def log_message(self, *_words: object) -> None:
            pass

    return Handler
