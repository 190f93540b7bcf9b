"""An order as connectors get it."""

from goodword.recovery.payouts.connectors import PayoutOrder


def an_order(**changes: object) -> PayoutOrder:
    facts: dict[str, object] = {
        "payout_id": 1,
        "key": "GW-57-00C0FFEE",
        "round": 1,
        "kind": "partial-refund",
        "amount_minor": 2500,
        "currency": "USD",
        "conversation_id": 1042,
        "customer_id": 7,
        "payment_reference": "pi_1",
    }
    return PayoutOrder(**{**facts, **changes})  # type: ignore[arg-type] # as a test wants it
