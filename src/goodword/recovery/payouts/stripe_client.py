"""Stripe's own library, speaking through our one way out of the house. Imported late: it takes 20 MB."""

from collections.abc import Mapping
from typing import Any

import stripe

from goodword.recovery.payouts.connectors import Access
from goodword.recovery.payouts.outgoing import ask

ADDRESS = "https://api.stripe.com"
_TELLS_OF_US = frozenset({"x-stripe-client-user-agent", "x-stripe-client-telemetry"})  # the machine's name, its speed


class _Way(stripe.HTTPClient):
    """Asks once: whether to ask again is decided where it is known what an answer means. Raises NotSent, NoAnswer."""

    name = "goodword"

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_more: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        told = {name: value for name, value in (headers or {}).items() if name.lower() not in _TELLS_OF_US}
        body = post_data.encode() if isinstance(post_data, str) else post_data
        said = ask(method.upper(), url, headers=told, body=body)
        return said.body.decode("utf-8", "replace"), said.status, said.headers

    def close(self) -> None:
        """Nothing is kept open."""


def client(access: Access) -> stripe.StripeClient:
    """The account that the key belongs to, at Stripe or where the connection says that it is."""
    return stripe.StripeClient(
        access.secret,
        base_addresses={"api": access.address.rstrip("/") or ADDRESS},
        max_network_retries=0,
        http_client=_Way(),
    )
