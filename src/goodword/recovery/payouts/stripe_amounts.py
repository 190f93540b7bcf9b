"""Amounts as Stripe writes them: in its own smallest unit, which for some currencies is not the currency's own. Pure.

Source: Stripe, "Supported currencies", zero-decimal and three-decimal currencies and the special cases ISK and UGX.
"""

from decimal import Decimal

from babel.numbers import get_currency_precision

_NO_DECIMALS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_THREE_DECIMALS = frozenset({"BHD", "JOD", "KWD", "OMR", "TND"})
_TENS = 10  # amounts with three decimals end in a nought


class NotWritable(Exception):
    """There is no such amount at Stripe."""


def stripe_amount(minor: int, currency: str) -> int:
    """The amount as Stripe wants it. Raises NotWritable."""
    theirs = 0 if currency in _NO_DECIMALS else 3 if currency in _THREE_DECIMALS else 2
    amount = Decimal(minor).scaleb(theirs - get_currency_precision(currency))
    if amount != int(amount) or (currency in _THREE_DECIMALS and int(amount) % _TENS):
        raise NotWritable(currency)
    return int(amount)
